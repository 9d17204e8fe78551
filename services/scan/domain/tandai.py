"""A place that a person points out on the picture of a page: two corners, or its size in centimetres."""

from dataclasses import dataclass
from math import isfinite

from services.scan.domain.halaman import Kotak

LEBAR = 800
"""Pixels that the picture of a page is wide, whatever the paper."""
TINGGI = round(LEBAR * 330 / 215)
"""Pixels that F4 then is high: the room that is kept for the picture until it is there."""
POINTS_PER_CM = 72 / 2.54


@dataclass(frozen=True, slots=True)
class Titik:
    """In points from the upper left corner of the page."""

    x: float
    y: float


def clicked(x: int, y: int, lebar_halaman: float) -> Titik:
    """Where on a page so wide somebody clicked who sees it `LEBAR` pixels wide."""
    return Titik(round(x * lebar_halaman / LEBAR, 1), round(y * lebar_halaman / LEBAR, 1))


def between(one: Titik, other: Titik) -> Kotak:
    """The box with these corners, whichever came first."""
    return min(one.x, other.x), min(one.y, other.y), max(one.x, other.x), max(one.y, other.y)


def in_centimetres(kiri: str, atas: str, lebar: str, tinggi: str) -> Kotak | None:
    """The box of what was typed ("2,5"); None when it is no number or no box."""
    typed = (kiri, atas, lebar, tinggi)
    try:
        left, top, width, height = (float(text.replace(",", ".")) * POINTS_PER_CM for text in typed)
    except ValueError:
        return None
    box = (left, top, left + width, top + height)
    return box if all(map(isfinite, box)) and min(left, top) >= 0 and min(width, height) > 0 else None
