"""Menimbang, Mengingat, Memperhatikan and the dictum, point by point."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.scan.domain.halaman import Kata
from services.scan.pemahaman.baris import Baris
from services.scan.pemahaman.bidang import bidang
from services.scan.pemahaman.mirip import lipat, mirip
from services.scan.pemahaman.model import Bidang, Diktum

SECTIONS = ("MENIMBANG", "MENGINGAT", "MEMPERHATIKAN", "MEMUTUSKAN", "MENETAPKAN")
ORDINALS = (
    "KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN", "KESEMBILAN", "KESEPULUH",
    "KESEBELAS", "KEDUA BELAS", "KETIGA BELAS", "KEEMPAT BELAS", "KELIMA BELAS", "KEENAM BELAS", "KETUJUH BELAS",
)  # fmt: skip
MARK = re.compile(r"([a-z]|\d{1,2}|[lI|])[.,)]?")
ENDS_POINT = re.compile(r"[;.][\"”]?$|; ?dan$")


@dataclass(frozen=True, slots=True)
class Bagian:
    """The lines of the document by section; label and colon are taken off the first."""

    isi: dict[str, list[Baris]]
    diktum: tuple[tuple[str, list[Baris]], ...]


def bagi(lines: Sequence[Baris]) -> Bagian:
    """Cut the body of a document (up to its end) into sections."""
    isi: dict[str, list[Baris]] = {}
    diktum: list[tuple[str, list[Baris]]] = []
    now: list[Baris] | None = None
    for line in lines:
        label = _section(line, isi)
        ordinal = None if label or "MEMUTUSKAN" not in isi else _ordinal(line, len(diktum))
        if label:
            now = isi.setdefault(label, [])
        elif ordinal:
            now = []
            diktum.append((ordinal, now))
        rest = _without_label(line) if label or ordinal else line
        if now is not None and rest.kata:
            now.append(rest)
    return Bagian(isi, tuple(diktum))


def _section(line: Baris, seen: dict[str, list[Baris]]) -> str | None:
    words = line.teks.split()
    first = words[0].split(":")[0]
    for label in SECTIONS:
        if label in seen or not mirip(first, label) or not first[:1].isupper():
            continue
        marked = ":" in " ".join(words[:2]) or len(words) == 1 or not words[1][:1].islower()
        if label == "MENETAPKAN" and "MEMUTUSKAN" not in seen:
            continue
        if marked or len(words[1]) <= 2 or _set_apart(line):
            return label
    return None


def _set_apart(line: Baris) -> bool:
    """Whether the first word stands in a column of its own."""
    return line.kata[1].kotak[0] - line.kata[0].kotak[2] > line.tinggi


def _ordinal(line: Baris, so_far: int) -> str | None:
    """The label of the next decision; one that is not next is a word of the text, as in TRIWULAN / KEEMPAT."""
    first, second = line.kata[0].teks, line.kata[1].teks if len(line.kata) > 1 else ":"
    marked = bool(re.fullmatch(r"[_.]?[:;]", second)) or first.endswith(":")
    expected = ORDINALS[so_far : so_far + (2 if marked else 1)]
    if not first[:2].isupper():
        return None
    for ordinal in expected:
        head, _, tail = ordinal.partition(" ")
        if mirip(first, head) and len(lipat(first)) == len(head) and (not tail or mirip(second, tail)):
            return ordinal
    return "PERTAMA" if so_far == 0 and mirip(first, "PERTAMA") else None


def _without_label(line: Baris) -> Baris:
    words = list(line.kata[1:])
    if words and mirip(words[0].teks, "BELAS") and words[0].teks.isupper():
        words.pop(0)
    while words and not re.search(r"[^\W_]", words[0].teks):
        words.pop(0)
    return line.sebagian(words)


def butir(lines: Sequence[Baris], *, huruf: bool) -> tuple[Bidang[str], ...]:
    """The points of a section: marked a., b. (`huruf`) or 1., 2.; an unmarked section is one point."""
    return tuple(_field(words) for words in _points(lines, huruf))


def _points(lines: Sequence[Baris], huruf: bool) -> Iterator[list[tuple[int, Kata]]]:
    current: list[tuple[int, Kata]] = []
    for line in lines:
        words = [k for k in line.kata if re.search(r"[\w\"”()%]", k.teks)]
        if not words:
            continue
        ended = not current or bool(ENDS_POINT.search(current[-1][1].teks))
        marked = len(words) > 1 and _is_mark(words[0], words[1], huruf, ended)
        if current and (marked or (ended and _opens(words[0], huruf))):
            yield current
            current = []
        current += [(line.halaman, kata) for kata in (words[1:] if marked else words)]
    if current:
        yield current


def _is_mark(first: Kata, second: Kata, huruf: bool, ended: bool) -> bool:
    found = MARK.fullmatch(first.teks)
    if huruf and second.teks.lower() == "bahwa" and len(first.teks) <= 3:
        return True
    if not found:
        return False
    if huruf:
        return found.group(1).isalpha() and (ended or second.teks.lower() == "bahwa")
    dotted = first.teks[-1] in ".,)"
    return (found.group(1).isdigit() or found.group(1) in "lI|") and second.teks[:1].isupper() and (ended or dotted)


def _opens(first: Kata, huruf: bool) -> bool:
    return first.teks.lower() == "bahwa" if huruf else lipat(first.teks) in {"UNDANGUNDANG", "PERATURAN", "KEPUTUSAN"}


def _field(words: Sequence[tuple[int, Kata]]) -> Bidang[str]:
    page = words[0][0]
    text = " ".join(kata.teks for _, kata in words)
    here = [kata for number, kata in words if number == page]
    return bidang(re.sub(r"\s+([;,.])", r"\1", text), page, here)


def isi_diktum(bagian: Bagian) -> tuple[Bidang[Diktum], ...]:
    """The decisions with their labels."""
    found = []
    for label, lines in bagian.diktum:
        words = [(line.halaman, kata) for line in lines for kata in line.kata]
        if words:
            here = [kata for number, kata in words if number == words[0][0]]
            text = " ".join(kata.teks for _, kata in words)
            found.append(bidang(Diktum(label=label, teks=text), words[0][0], here))
    return tuple(found)
