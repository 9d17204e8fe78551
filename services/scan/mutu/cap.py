"""A seal on a page: a blob of colour as large and as round as the stamp of an office."""

from collections.abc import Iterator

from PIL import Image

from services.scan.mutu import MM

SIDES_MM = (22.0, 60.0)
"""Round seals of offices measure 3 to 5 cm."""
KOP_MM = 60
"""Colour that ends higher than this belongs to the letterhead."""
ROUNDNESS = (0.7, 1.45)
FILLED = (0.12, 0.9)
COLOURED, LIT = 60, 60
HUES = ((140, 235), (0, 12), (240, 255))
"""Blue and violet, and red, of 256 steps around the circle."""
Cell = tuple[int, int]


def cap_in(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom in mm of the largest blob that may be a seal in this RGB picture at 75 dpi."""
    found = [box for cells in _blobs(_coloured_cells(picture)) if (box := _as_seal(cells))]
    return max(found, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]), default=None)


def _coloured_cells(picture: Image.Image) -> set[Cell]:
    """The millimetres of the page that hold coloured ink."""
    hue, saturation, value = picture.convert("HSV").split()
    wanted = [255 if any(low <= level <= high for low, high in HUES) else 0 for level in range(256)]
    mask = Image.merge(
        "RGB",
        (
            hue.point(wanted),
            saturation.point([255 if level >= COLOURED else 0 for level in range(256)]),
            value.point([255 if level >= LIT else 0 for level in range(256)]),
        ),
    )
    size = (max(1, round(picture.width / MM)), max(1, round(picture.height / MM)))
    all_three = mask.convert("L", matrix=(1 / 3, 1 / 3, 1 / 3, 0)).point(
        [255 if level >= 250 else 0 for level in range(256)]
    )
    small = all_three.resize(size, Image.Resampling.BOX)
    width = size[0]
    return {(place % width, place // width) for place, share in enumerate(small.tobytes()) if share >= 50}


def _blobs(cells: set[Cell]) -> Iterator[set[Cell]]:
    """Cells that hang together, gaps of up to two millimetres not counted."""
    left = set(cells)
    while left:
        blob, waiting = set(), [left.pop()]
        while waiting:
            cell = waiting.pop()
            blob.add(cell)
            near = {(cell[0] + dx, cell[1] + dy) for dx in range(-3, 4) for dy in range(-3, 4)} & left
            left -= near
            waiting.extend(near)
        yield blob


def _as_seal(cells: set[Cell]) -> tuple[int, int, int, int] | None:
    columns, rows = [x for x, _ in cells], [y for _, y in cells]
    left, top, right, bottom = min(columns), min(rows), max(columns) + 1, max(rows) + 1
    width, height = right - left, bottom - top
    round_enough = ROUNDNESS[0] <= width / height <= ROUNDNESS[1]
    large_enough = all(SIDES_MM[0] <= side <= SIDES_MM[1] for side in (width, height))
    filled = FILLED[0] <= len(cells) / (width * height) <= FILLED[1]
    if not (round_enough and large_enough and filled) or bottom <= KOP_MM:
        return None
    return left, top, right, bottom
