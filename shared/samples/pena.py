"""What a pen writes: digits and signatures as strokes, never twice the same. Lengths are millimetres."""

from itertools import pairwise
from math import cos, pi, radians, sin, tan
from random import Random

Titik = tuple[float, float]
Goresan = list[list[Titik]]


def _arc(cx: float, cy: float, rx: float, ry: float, start: float, end: float) -> list[Titik]:
    steps = 12
    angles = [start + (end - start) * step / steps for step in range(steps + 1)]
    return [(cx + rx * cos(2 * pi * a), cy - ry * sin(2 * pi * a)) for a in angles]


# Digits one high, from the top (0) to the baseline (1); angles in turns.
DIGITS: dict[str, tuple[list[list[Titik]], ...]] = {
    "0": ([_arc(0.3, 0.5, 0.28, 0.5, 0.2, 1.22)],),
    "1": ([[(0.2, 0.0), (0.17, 1.0)]], [[(0.02, 0.25), (0.25, 0.0), (0.22, 1.0)]]),
    "2": ([[*_arc(0.28, 0.27, 0.26, 0.27, 0.45, -0.1), (0.02, 1.0), (0.58, 0.97)]],),
    "3": ([[*_arc(0.25, 0.25, 0.25, 0.25, 0.4, -0.25), *_arc(0.25, 0.74, 0.29, 0.26, 0.25, -0.4)]],),
    "4": ([[(0.3, 0.0), (0.0, 0.62), (0.6, 0.6)], [(0.45, 0.3), (0.42, 1.0)]],),
    "5": ([[(0.1, 0.03), (0.05, 0.42), *_arc(0.22, 0.68, 0.3, 0.3, 0.2, -0.4)], [(0.1, 0.03), (0.5, 0.0)]],),
    "6": ([[(0.45, 0.0), (0.1, 0.45), *_arc(0.28, 0.72, 0.26, 0.27, 0.45, -0.55)]],),
    "7": (
        [[(0.0, 0.05), (0.52, 0.02), (0.18, 1.0)]],
        [[(0.0, 0.05), (0.52, 0.02), (0.18, 1.0)], [(0.1, 0.5), (0.5, 0.46)]],
    ),
    "8": ([[*_arc(0.28, 0.25, 0.22, 0.25, -0.25, -1.25), *_arc(0.28, 0.75, 0.27, 0.25, 0.25, 1.25)]],),
    "9": ([[*_arc(0.28, 0.27, 0.25, 0.27, 0.05, 1.05), (0.5, 0.3), (0.42, 1.0)]],),
    "-": ([[(0.05, 0.55), (0.4, 0.52)]],),
}  # fmt: skip


def tulisan(text: str, height: float, rng: Random, *, neat: bool = False) -> Goresan:
    """`text` (digits and hyphens) as strokes: from x 0 on, its baseline at y 0. `neat`: a careful, upright hand."""
    lean = tan(radians(rng.uniform(-3, 5) if neat else rng.uniform(-6, 20)))
    shake = 0.02 if neat else 0.05
    out: Goresan = []
    x = 0.0
    for sign in text:
        size = height * rng.uniform(0.97, 1.03) if neat else height * rng.uniform(0.85, 1.15)
        drop = 0.0 if neat else height * rng.uniform(-0.12, 0.12)
        wide = size * rng.uniform(0.9, 1.15)
        strokes = rng.choice(DIGITS[sign])
        right = 0.0
        for stroke in strokes:
            points = []
            for px, py in stroke:
                dx, dy = rng.gauss(0, shake / 2), rng.gauss(0, shake / 2)
                rise = (1 - py) + dy
                points.append((x + (px + dx) * wide + rise * size * lean, drop - rise * size))
                right = max(right, (px + dx) * wide)
            out.append(_smooth(points))
        x += right + size * rng.uniform(0.12, 0.3)
    return out


def tanda_tangan(width: float, height: float, rng: Random) -> Goresan:
    """A signature that fills about this box, from its upper left corner."""
    loops = [
        (width * (0.1 + 0.8 * step / 9) + rng.gauss(0, width / 14), height * (0.5 + 0.45 * (-1) ** step * rng.random()))
        for step in range(10)
    ]
    tail = [(width * 0.35, height * rng.uniform(0.0, 0.1)), (width * 0.45, height), (width, height * 0.55)]
    return [_smooth(loops), _smooth(tail)]


def _smooth(points: list[Titik]) -> list[Titik]:
    """Corners rounded, as by Chaikin, twice."""
    for _ in range(2):
        if len(points) < 3:
            break
        cut = [points[0]]
        for (ax, ay), (bx, by) in pairwise(points):
            cut += [(0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by), (0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by)]
        points = [*cut, points[-1]]
    return points
