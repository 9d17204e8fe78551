"""Is the text of a page good enough to publish, or must the page be read anew?

Measured on real catalogues. The two errors do not cost the same: reading a scan again costs seconds, reading a
born-digital page again turns exact text and drawings into a picture. So a scan needs little evidence, a born-digital
page much.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.scan.pipeline.model import Judgement
from services.scan.pipeline.words import COMMON, is_misread

# Scans cover their page; letterheads and photographs in a born-digital page do not.
SCAN_COVERAGE = 0.5
# A scanner app's footer ("Dipindai dengan CamScanner") is text, but not the text of the page.
SCAN_CHARACTERS = 100
# Of the words of real pages 41 to 92 % are common ones, and so where they were read well; of noise none.
SCAN_COMMON = 0.15
DIGITAL_COMMON = 0.01
FEW_WORDS = 30
# Misread among common words: an old layer had 2.7 %, layers of today's Tesseract on poor scans 0 to 0.8 %.
MISREAD = 0.012
MISREAD_AT_LEAST = 3
BROKEN = 0.05
# Vowels among letters: Indonesian 0.36 to 0.46, English 0.38; text in a font without its true encoding falls outside.
VOWELS = (0.25, 0.60)

WORD = re.compile(r"[^\W\d_]{3,}")
UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """`coverage`: share of the page under images, 0 to 1. `hidden`: its text lies under the picture or is invisible.
    `empty`: nothing is drawn on it."""

    text: str
    coverage: float = 0.0
    hidden: bool = False
    empty: bool = False


def judge(pages: Sequence[PageFacts]) -> list[Judgement]:
    """One judgement a page. Text layers of scans are judged together: one engine wrote them all."""
    layers = [page.text for page in pages if is_layer(page)]
    misread = is_misreading(layers)
    return [Judgement.BURUK if misread and is_layer(page) else judge_page(page) for page in pages]


def judge_page(page: PageFacts) -> Judgement:
    """The judgement of a page by itself."""
    if page.empty:
        return Judgement.KOSONG
    characters = len("".join(page.text.split()))
    if characters == 0 or (page.coverage >= SCAN_COVERAGE and characters < SCAN_CHARACTERS):
        return Judgement.TIDAK_ADA
    bad = is_noise(page.text) if is_layer(page) else is_wrongly_encoded(page.text)
    return Judgement.BURUK if bad else Judgement.BAIK


def is_layer(page: PageFacts) -> bool:
    """Whether the text was put under a scanned picture by an engine."""
    return page.coverage >= SCAN_COVERAGE and page.hidden and bool(page.text.strip())


def is_misreading(layers: Sequence[str]) -> bool:
    words = [word for text in layers for word in WORD.findall(text)]
    wrong = sum(map(is_misread, words))
    return wrong >= MISREAD_AT_LEAST and wrong > MISREAD * (wrong + count_common(words))


def is_noise(text: str) -> bool:
    words = WORD.findall(text)
    return is_broken(text) or count_common(words) < SCAN_COMMON * len(words) or not words


def is_wrongly_encoded(text: str) -> bool:
    words = WORD.findall(text)
    strange = len(words) >= FEW_WORDS and count_common(words) < DIGITAL_COMMON * len(words)
    return is_broken(text) or (strange and not VOWELS[0] <= vowel_share(words) <= VOWELS[1])


def is_broken(text: str) -> bool:
    visible = len("".join(text.split()))
    return len(UNREADABLE.findall(text)) > BROKEN * visible


def count_common(words: Sequence[str]) -> int:
    return sum(word.lower() in COMMON for word in words)


def vowel_share(words: Sequence[str]) -> float:
    letters = "".join(words).lower()
    return sum(letters.count(vowel) for vowel in "aeiou") / max(1, len(letters))
