"""Leptonica as Tesseract's wheel brings it along, with the types of what is used of it."""

import ctypes
from pathlib import Path

import tesserocr

LIBRARY = "libleptonica*"
QUIET = 6


def load() -> ctypes.CDLL:
    """The library, with the types of what is used of it."""
    folder = Path(tesserocr.__file__).parents[1] / "tesserocr.libs"
    library = ctypes.CDLL(str(next(folder.glob(LIBRARY))))
    pix, number, real = ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(ctypes.c_float)
    library.pixCreate.restype, library.pixCreate.argtypes = pix, [number, number, number]
    library.pixGetData.restype, library.pixGetData.argtypes = pix, [pix]
    library.pixGetWpl.argtypes = library.pixEndianByteSwap.argtypes = [pix]
    library.pixThresholdToBinary.restype, library.pixThresholdToBinary.argtypes = pix, [pix, number]
    library.pixRotateOrth.restype, library.pixRotateOrth.argtypes = pix, [pix, number]
    library.pixConnComp.restype, library.pixConnComp.argtypes = pix, [pix, ctypes.POINTER(pix), number]
    library.pixaDisplay.restype, library.pixaDisplay.argtypes = pix, [pix, number, number]
    library.pixGetWidth.argtypes = library.pixGetHeight.argtypes = [pix]
    for select in (library.pixaSelectBySize, library.boxaSelectBySize):
        select.restype, select.argtypes = pix, [pix, number, number, number, number, pix]
    library.pixCloseBrick.restype, library.pixCloseBrick.argtypes = pix, [pix, pix, number, number]
    library.pixCountConnComp.argtypes = [pix, number, ctypes.POINTER(number)]
    library.pixBackgroundNormSimple.restype, library.pixBackgroundNormSimple.argtypes = pix, [pix, pix, pix]
    library.pixOpenCompBrick.restype, library.pixOpenCompBrick.argtypes = pix, [pix, pix, number, number]
    library.pixDilateBrick.restype, library.pixDilateBrick.argtypes = pix, [pix, pix, number, number]
    library.pixSubtract.restype, library.pixSubtract.argtypes = pix, [pix, pix, pix]
    library.pixSetMasked.argtypes = [pix, pix, ctypes.c_uint]
    library.pixConnCompBB.restype, library.pixConnCompBB.argtypes = pix, [pix, number]
    library.boxaGetCount.argtypes = [pix]
    library.boxaExtractAsNuma.argtypes = [pix, *[ctypes.POINTER(pix)] * 6, number]
    library.numaGetIArray.restype, library.numaGetIArray.argtypes = ctypes.POINTER(number), [pix]
    library.lept_free.argtypes = [pix]
    library.pixFindSkew.argtypes = [pix, real, real]
    library.pixUpDownDetect.argtypes = [pix, real, number, number, number]
    for destroy in (library.pixDestroy, library.pixaDestroy, library.boxaDestroy, library.numaDestroy):
        destroy.argtypes = [ctypes.POINTER(pix)]
    library.setMsgSeverity.argtypes = [number]
    library.setMsgSeverity(QUIET)  # nothing: a page without lines is no error
    return library
