"""The head of a legal product: the lines of its kind, its number and its title, wherever the page begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from services.scan.pemahaman.baris import Baris
from services.scan.pemahaman.mirip import diawali, lipat, mirip, sama

KINDS = (
    ("KEPUTUSAN",), ("PERATURAN",), ("SURAT", "EDARAN"), ("INSTRUKSI",), ("NOTA", "KESEPAHAMAN"),
    ("PERJANJIAN", "KERJA", "SAMA"), ("PENGUMUMAN",), ("STANDAR", "OPERASIONAL"), ("QANUN",), ("UNDANG-UNDANG",),
)  # fmt: skip
OFFICIALS = ("KETUA", "SEKRETARIS", "BUPATI", "WALI", "WALIKOTA", "GUBERNUR", "MENTERI", "PRESIDEN", "KEPALA")
ACTING = re.compile(r"(?i)\W*(plt|plh|pjs?|a[./]?n)\b[. ]*")
"""Before the title of who acts in another's place."""
ABOVE = 6
TITLE_LINES = 14
JUDGED_ALIKE = 0.85
NUMBER = re.compile(r"\S+(?: ?/ ?\S+)+")
"""A number in parts, which has small letters in a title of capitals: `05/Kpts/KPU-Kab-020.435833/2013`."""


@dataclass(frozen=True, slots=True)
class Kepala:
    """`jenis`, `judul`: their lines. `nomor`: its line, or None. `pejabat`: the lines of who decides."""

    jenis: tuple[Baris, ...]
    nomor: Baris | None
    judul: tuple[Baris, ...]
    pejabat: tuple[Baris, ...]


def kata_awal(baris: Baris) -> list[str]:
    return baris.teks.split()


def cari_kepala(lines: Sequence[Baris]) -> Kepala | None:
    """The first head, which stands above Menimbang; the LAMPIRAN's repetition comes later and is not it."""
    start = next((i for i, line in enumerate(lines) if is_menimbang(line)), len(lines))
    above, below = lines[:start], lines[start:]
    return _numbered(above) or _without_number(above) or _numbered(below) or _without_number(below)


def _numbered(lines: Sequence[Baris]) -> Kepala | None:
    for index, line in enumerate(lines):
        if is_nomor(line) and (start := _kind_above(lines, index)) is not None:
            title, official = _title(lines, index + 1, lines[start:index])
            return Kepala(tuple(lines[start:index]), line, title, official)
    return None


def is_nomor(line: Baris) -> bool:
    words = kata_awal(line)
    return bool(words) and mirip(words[0].split(":")[0], "NOMOR") and _upper(words[0])


def is_kind(line: Baris) -> bool:
    words = kata_awal(line)
    return any(diawali(words, *kind) for kind in KINDS) and huruf_besar(line.teks)


def is_menimbang(line: Baris) -> bool:
    words = kata_awal(line)
    return bool(words) and mirip(words[0].split(":")[0], "MENIMBANG")


def huruf_besar(text: str) -> bool:
    """Whether a text is printed in capitals, a misread letter or two aside."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= 0.75 * len(letters)


def _upper(word: str) -> bool:
    return sum(c.isupper() for c in word) >= 2


def _kind_above(lines: Sequence[Baris], index: int) -> int | None:
    for above in range(index - 1, max(-1, index - 1 - ABOVE), -1):
        if _is_tentang(lines[above]):
            return None  # a number within a title
        if lines[above].halaman == lines[index].halaman and is_kind(lines[above]):
            return None if _named(lines, above) else above
    return None


def _named(lines: Sequence[Baris], index: int) -> bool:
    """Whether this kind is that of a document which a title names: a kind or TENTANG stands above it on the page."""
    above = [one for one in lines[max(0, index - TITLE_LINES) : index] if one.halaman == lines[index].halaman]
    return any(is_kind(one) or any(k.teks.isupper() and mirip(k.teks, "TENTANG") for k in one.kata) for one in above)


def _without_number(lines: Sequence[Baris]) -> Kepala | None:
    """A head whose number was lost, or its label misread as `Nomor`: kind and TENTANG are still there."""
    for index, line in enumerate(lines):
        if is_kind(line) and not _named(lines, index):
            about = next((i for i in range(index + 1, min(index + 5, len(lines))) if _is_tentang(lines[i])), None)
            if about is not None:
                between = lines[index + 1 : about]
                title, official = _title(lines, about, lines[index:about])
                number = next((one for one in between if mirip(kata_awal(one)[0], "NOMOR")), None)
                return Kepala((line, *takewhile(_names_office, between)), number, title, official)
    return None


def _names_office(line: Baris) -> bool:
    """A further line of the kind, such as PROVINSI KALIMANTAN BARAT."""
    return huruf_besar(line.teks) and not any(c.isdigit() for c in line.teks) and not is_nomor(line)


def _is_tentang(line: Baris) -> bool:
    words = kata_awal(line)
    return bool(words) and mirip(words[0], "TENTANG")


def _title(lines: Sequence[Baris], start: int, kind: Sequence[Baris]) -> tuple[tuple[Baris, ...], tuple[Baris, ...]]:
    """The lines of the title, and of who decides, which stand below it."""
    begin = next((i for i in range(start, min(start + 4, len(lines))) if _is_tentang(lines[i])), None)
    if begin is None:
        return (), ()
    first = lines[begin]
    rest = first.kata[1:] if mirip(first.kata[0].teks, "TENTANG") else ()
    found = [first.sebagian(rest)] if rest else []
    for line in lines[begin + 1 : begin + 1 + TITLE_LINES]:
        if line.halaman != first.halaman or _ends_title(line):
            break
        found.append(line)
    cut = _official(found, kind)
    return tuple(found[:cut]), tuple(found[cut:])


def _ends_title(line: Baris) -> bool:
    words = kata_awal(line)
    plain = NUMBER.sub(" ", line.teks)
    lettered = any(c.isalpha() for c in plain)
    if is_menimbang(line) or (lettered and not huruf_besar(plain)):
        return True
    blessing = len(words) > 1 and mirip(words[0], "DENGAN") and lipat(words[1])[:6] == "RAHMAT"
    return blessing or diawali(words, "LAMPIRAN")


def _official(found: Sequence[Baris], kind: Sequence[Baris]) -> int:
    """Where the official's lines begin: they name the office of the head, or end with a comma."""
    office = " ".join(word for line in kind for word in kata_awal(line)[1:])
    for start in range(len(found) - 1, 0, -1):
        words = ACTING.sub("", found[start].teks, count=1).split() or [""]
        if lipat(words[0]) in OFFICIALS or any(mirip(words[0], one) for one in OFFICIALS if len(one) > 4):
            tail = " ".join(line.teks for line in found[start:])
            named = max(sama(tail, office), sama(tail, f"{words[0]} {office}"))
            if tail.rstrip().endswith(",") or named >= JUDGED_ALIKE:
                return start
    return len(found)
