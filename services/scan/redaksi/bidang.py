"""Two ways to name a place on a page: as a reader sees it, and as the file counts (user space)."""

from collections.abc import Iterable

from services.scan.domain.halaman import Kotak

Matriks = tuple[float, float, float, float, float, float]
SAMA: Matriks = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def to_view(bingkai: Kotak, putaran: int) -> Matriks:
    """From user space to points from the upper left corner of what a reader sees, downwards."""
    left, bottom, right, top = bingkai
    return {
        0: (1.0, 0.0, 0.0, -1.0, -left, top),
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }[putaran % 360]


def times(first: Matriks, then: Matriks) -> Matriks:
    """The matrix that does `first`, then `then`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
    )  # fmt: skip


def inverse(matrix: Matriks) -> Matriks | None:
    """The way back; None where there is none."""
    a, b, c, d, e, f = matrix
    det = a * d - b * c
    if abs(det) < 1e-12:
        return None
    return (d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)


def apply(matrix: Matriks, x: float, y: float) -> tuple[float, float]:
    """A point, carried over."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def moved(matrix: Matriks, box: Kotak) -> Kotak:
    """The box around a box, carried over."""
    return bounds(apply(matrix, x, y) for x in box[::2] for y in box[1::2])


def bounds(points: Iterable[tuple[float, float]]) -> Kotak:
    """The box around points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def overlap(one: Kotak, other: Kotak) -> tuple[float, float]:
    """Width and height of what two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width), max(0.0, height)


def touches(one: Kotak, other: Kotak) -> bool:
    """Whether two boxes share anything."""
    width, height = overlap(one, other)
    return width > 0 and height > 0
