"""Tesseract, kept in memory: loaded once, then used by every child that is forked off."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import tesserocr
from PIL import Image

from services.scan.pipeline.tessdata import models

WORD, COLUMNS = "5", 12


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the engine gives it: pixels from the upper left corner; block and line count from 0 on the page."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    block: int
    line: int


def moved(word: Word, x: int, y: int) -> Word:
    """The word of a cut-out, on the page."""
    return replace(word, left=word.left + x, right=word.right + x, top=word.top + y, bottom=word.bottom + y)


class Engine:
    """One engine with its models."""

    def __init__(self, languages: str) -> None:
        self.languages = languages
        self.api = tesserocr.PyTessBaseAPI(
            path=f"{models(languages)}/", lang=languages, oem=tesserocr.OEM.LSTM_ONLY, psm=tesserocr.PSM.SINGLE_COLUMN
        )
        self.api.SetVariable("textord_all_prop", "1")  # looking for print of one width costs time and changes nothing

    def read(self, image: Image.Image, dpi: int, segmentation: int) -> list[Word]:
        """The words of a grey picture in reading order, under a page segmentation mode of Tesseract."""
        self.api.SetPageSegMode(segmentation)
        self.api.SetImageBytes(image.tobytes(), image.width, image.height, 1, image.width)
        self.api.SetSourceResolution(dpi)
        self.api.Recognize()
        words = list(words_of(self.api.GetTSVText(0)))
        self.api.Clear()
        return words


def words_of(tsv: str) -> Iterator[Word]:
    """The words of Tesseract's table (level, page, block, paragraph, line, word, box, confidence, text)."""
    blocks: dict[str, int] = {}
    lines: dict[tuple[str, ...], int] = {}
    for row in tsv.splitlines():
        cells = row.split("\t", COLUMNS - 1)
        if cells[0] != WORD or not cells[-1].strip():
            continue
        left, top, width, height = map(int, cells[6:10])
        block = blocks.setdefault(cells[2], len(blocks))
        line = lines.setdefault(tuple(cells[2:5]), len(lines))
        yield Word(cells[11].strip(), left, top, left + width, top + height, float(cells[10]), block, line)
