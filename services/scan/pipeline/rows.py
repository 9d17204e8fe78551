"""Boxes of letters that stand side by side."""

from collections.abc import Sequence

Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""
ALIKE = 1.7
"""How many times higher one letter of a line may be than its neighbour."""
STEP = 4
"""Pixels in which heights are looked up."""


def rows_of(boxes: Sequence[Box], gap: float) -> list[tuple[Box, int]]:
    """Around each row of letters, parted where nothing is for `gap` pixels; and how many letters it has."""
    rows: list[list[Box]] = []
    latest: dict[int, list[Box]] = {}
    for box in sorted(boxes):
        row = latest.get((box[1] + box[3]) // (2 * STEP))
        if row is None or box[0] - row[-1][2] > gap or not alike(box, row[-1]):
            row = []
            rows.append(row)
        row.append(box)
        for step in range(box[1] // STEP, box[3] // STEP + 1):
            latest[step] = row
    return [(around(row), len(row)) for row in rows]


def alike(one: Box, other: Box) -> bool:
    heights = sorted((one[3] - one[1], other[3] - other[1]))
    return heights[1] <= ALIKE * heights[0]


def around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip
