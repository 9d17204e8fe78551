"""The few functions of Leptonica that judge a page in milliseconds: the library that Tesseract's wheel brings along."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PIL import Image

from services.scan.pipeline.leptonica_load import load

ROWS = 4
"""Bytes of a row are a multiple of this."""
CORNERS_TOUCH, ONE_SIDE, BOTH_SIDES, AT_MOST, AT_LEAST = 8, 5, 6, 3, 4
SPECK = 3
EDGE = 5, 5
"""What is painted over with a line: its grey edges."""


Box = tuple[int, int, int, int]
"""Left, top, width, height."""


class Paint(NamedTuple):
    """What is below a grey value is ink; lines no wider than so many pixels become paper."""

    below: int
    paper: int
    widest: int


LEPT = load()


@contextmanager
def binary(image: Image.Image, threshold: int) -> Iterator[int]:
    """A grey picture as Leptonica's of black and white: what is below `threshold` is black."""
    with grey(image) as whole:
        made = LEPT.pixThresholdToBinary(whole, threshold)
    with destroyed(made):
        yield made


@contextmanager
def grey(image: Image.Image) -> Iterator[int]:
    """A grey picture as Leptonica's."""
    made = LEPT.pixCreate(*image.size, 8)
    with destroyed(made):
        stride = LEPT.pixGetWpl(made) * ROWS
        ctypes.memmove(LEPT.pixGetData(made), image.tobytes("raw", "L", stride, 1), stride * image.height)
        LEPT.pixEndianByteSwap(made)
        yield made


def evenly_lit(image: Image.Image) -> Image.Image:
    """The same grey picture on paper that is equally bright everywhere."""
    with grey(image) as whole:
        made = LEPT.pixBackgroundNormSimple(whole, None, None)
    if not made:
        return image
    with destroyed(made):
        return picture_of(made, image.size)


def picture_of(pix: int, size: tuple[int, int]) -> Image.Image:
    """Leptonica's grey picture, which is of no use afterwards."""
    LEPT.pixEndianByteSwap(pix)
    stride = LEPT.pixGetWpl(pix) * ROWS
    rows = ctypes.string_at(LEPT.pixGetData(pix), stride * size[1])
    return Image.frombytes("L", size, rows, "raw", "L", stride, 1)


def lines_down(image: Image.Image, threshold: int, least: int) -> list[Box]:
    """Where what is darker runs straight down, so far at least: left, top, width, height."""
    with binary(image, threshold) as ink, opened(ink, 1, least) as lines:
        return boxes(lines)


def without_lines(image: Image.Image, paint: Paint, across: int, down: int) -> Image.Image:
    """The same grey picture with paper where lines run straight, so long at least."""
    with grey(image) as whole, binary(image, paint.below) as ink:
        for size, other in (((1, down), (paint.widest, 1)), ((across, 1), (1, paint.widest))):
            with opened(ink, *size) as lines, opened(lines, *other) as areas:
                LEPT.pixSubtract(lines, lines, areas)
                edged = LEPT.pixDilateBrick(None, lines, *EDGE)
                with destroyed(edged):
                    LEPT.pixSetMasked(whole, edged, paint.paper)
        return picture_of(whole, image.size)


@contextmanager
def opened(pix: int, width: int, height: int) -> Iterator[int]:
    """What of it holds a brick of this size."""
    made = LEPT.pixOpenCompBrick(None, pix, width, height)
    with destroyed(made):
        yield made


@contextmanager
def destroyed(pix: int) -> Iterator[None]:
    """Free the picture at the end."""
    try:
        yield
    finally:
        LEPT.pixDestroy(ctypes.byref(ctypes.c_void_p(pix)))


def skew(pix: int) -> tuple[float, float]:
    """Degrees clockwise by which the page must be turned so that its lines are level, and how sure that is."""
    angle, confidence = ctypes.c_float(), ctypes.c_float()
    LEPT.pixFindSkew(pix, ctypes.byref(angle), ctypes.byref(confidence))
    return angle.value, confidence.value


def rising(pix: int) -> float:
    """How surely the text stands upright, in standard deviations; negative: upside down.

    Counted: strokes that rise above small letters against those that hang below, which are fewer in Latin script.
    """
    up = ctypes.c_float()
    LEPT.pixUpDownDetect(pix, ctypes.byref(up), 0, 0, 0)
    return up.value


@contextmanager
def turned(pix: int, quarters: int) -> Iterator[int]:
    """The picture turned clockwise by quarters."""
    made = LEPT.pixRotateOrth(pix, quarters)
    with destroyed(made):
        yield made


@contextmanager
def letters(pix: int, largest: int) -> Iterator[int]:
    """What hangs together and is no larger than `largest` pixels either way: no frames, rules, seals and dark edges.

    Specks of dust are no letters either.
    """
    parts = ctypes.c_void_p()
    LEPT.boxaDestroy(ctypes.byref(ctypes.c_void_p(LEPT.pixConnComp(pix, ctypes.byref(parts), CORNERS_TOUCH))))
    small = LEPT.pixaSelectBySize(parts, largest, largest, BOTH_SIDES, AT_MOST, None)
    kept = LEPT.pixaSelectBySize(small, SPECK, SPECK, ONE_SIDE, AT_LEAST, None)
    made = LEPT.pixaDisplay(kept, LEPT.pixGetWidth(pix), LEPT.pixGetHeight(pix))
    for pictures in (parts.value, small, kept):
        LEPT.pixaDestroy(ctypes.byref(ctypes.c_void_p(pictures)))
    with destroyed(made):
        yield made


def pieces(pix: int, width: int, height: int) -> int:
    """How many pieces are left when gaps narrower than `width` across and `height` down are closed."""
    made, found = LEPT.pixCloseBrick(None, pix, width, height), ctypes.c_int()
    with destroyed(made):
        LEPT.pixCountConnComp(made, CORNERS_TOUCH, ctypes.byref(found))
    return found.value


def boxes(pix: int) -> list[Box]:
    """Left, top, width and height of all that hangs together."""
    return taken(LEPT.pixConnCompBB(pix, CORNERS_TOUCH))


def boxes_of_letters(pix: int, largest: int) -> list[Box]:
    """Left, top, width and height of what `letters` keeps."""
    whole = LEPT.pixConnCompBB(pix, CORNERS_TOUCH)
    small = LEPT.boxaSelectBySize(whole, largest, largest, BOTH_SIDES, AT_MOST, None)
    kept = LEPT.boxaSelectBySize(small, SPECK, SPECK, ONE_SIDE, AT_LEAST, None)
    for gone in (whole, small):
        LEPT.boxaDestroy(ctypes.byref(ctypes.c_void_p(gone)))
    return taken(kept)


def numbers_of(numa: ctypes.c_void_p, count: int) -> list[int]:
    """The numbers of Leptonica's list, which is gone afterwards."""
    first = LEPT.numaGetIArray(numa)
    numbers: list[int] = first[:count]
    LEPT.lept_free(ctypes.cast(first, ctypes.c_void_p))
    LEPT.numaDestroy(ctypes.byref(numa))
    return numbers


def taken(boxa: int) -> list[Box]:
    """The boxes of Leptonica's list, which is gone afterwards."""
    left, top, width, height = (ctypes.c_void_p() for _ in range(4))
    x, y, across, down = map(ctypes.byref, (left, top, width, height))
    LEPT.boxaExtractAsNuma(boxa, x, y, None, None, across, down, 1)
    count = LEPT.boxaGetCount(boxa)
    LEPT.boxaDestroy(ctypes.byref(ctypes.c_void_p(boxa)))
    return list(zip(*(numbers_of(side, count) for side in (left, top, width, height)), strict=True))
