"""The end of a decision: Ditetapkan di … pada tanggal …, the official, the name; what is beside it is left out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from services.scan.domain.halaman import Kata
from services.scan.pemahaman.baris import Baris
from services.scan.pemahaman.kepala import ACTING, huruf_besar
from services.scan.pemahaman.mirip import diawali, lipat, mirip
from services.scan.pemahaman.orang import TTD, is_name, is_official
from services.scan.pemahaman.tanggal import Terbaca, baca_tanggal

BELOW = 12
"""Lines under Ditetapkan in which official and name stand."""
REACH = 4.0
"""Heights of a line by which the block may begin left of Ditetapkan: its lines may be centred."""


@dataclass
class Penutup:
    """What the block holds, by line; `garis_tanggal` is the line of the date, to compare its print with."""

    halaman: int
    tempat: list[Kata] = field(default_factory=list)
    tanggal: Terbaca | None = None
    garis_tanggal: Baris | None = None
    jabatan: list[Baris] = field(default_factory=list)
    nama: Baris | None = None


def semua_penutup(lines: Sequence[Baris], kata_kunci: str = "DITETAPKAN") -> list[Penutup]:
    """Every such block, in order: the body's, and those of its annexes."""
    found = []
    for index, line in enumerate(lines):
        anchor = _anchor(line, kata_kunci)
        if anchor is not None:
            found.append(_block(lines, index, anchor))
    return found


def is_penutup(line: Baris, kata_kunci: str) -> bool:
    """Whether such a block begins on this line."""
    return _anchor(line, kata_kunci) is not None


def _anchor(line: Baris, wanted: str) -> int | None:
    """Which word of the line is Ditetapkan, followed by `di`; a sentence that has it within does not count."""
    for part in line.kolom():
        first = part.kata[0]
        follower = part.kata[1].teks.lower() if len(part.kata) > 1 else ""
        if mirip(first.teks, wanted) and first.teks[:1].isupper() and (len(follower) <= 3 or follower == ""):
            return line.kata.index(first)
    return None


def _block(lines: Sequence[Baris], index: int, anchor: int) -> Penutup:
    line = lines[index]
    left = line.kata[anchor].kotak[0]
    reach = REACH * line.tinggi
    block = Penutup(line.halaman)
    place = [k for k in _column(line, left, reach) if k.kotak[0] > left]
    block.tempat = [k for k in place if not _is_di(k) and re.search(r"[A-Za-z]{2}", k.teks)]
    below = [one for one in lines[index + 1 : index + 1 + BELOW] if one.halaman == line.halaman]
    rest = _date_into(block, line, below, left, reach)
    _signatory_into(block, rest, left, reach)
    return block


def _is_di(kata: Kata) -> bool:
    return len(kata.teks) <= 3 and (not kata.teks[:1].isupper() or lipat(kata.teks) == "DI")


def _column(line: Baris, left: float, reach: float) -> list[Kata]:
    """The words of the line that belong to the block: the columns that do not end before it."""
    return [k for part in line.kolom() for k in part.kata if part.kata[-1].kotak[2] > left and part.kiri > left - reach]


def _date_into(block: Penutup, line: Baris, below: Sequence[Baris], left: float, reach: float) -> list[Baris]:
    for number, candidate in enumerate([line, *below[:4]]):
        words = [k for k in candidate.kata if k.kotak[0] > left - reach]
        at = next((i for i, k in enumerate(words) if _is_tanggal(k)), None)
        start = 0 if at is None else at + 1
        if at is None and (number == 0 or not _looks_dated(words)):
            continue
        block.garis_tanggal = candidate
        block.tanggal = baca_tanggal([k for k in words[start:] if _not_label(k)])
        if at is not None or block.tanggal:
            return list(below[number:])
    return list(below)


def _is_tanggal(kata: Kata) -> bool:
    return mirip(kata.teks, "TANGGAL") and not kata.teks.isupper()


def _not_label(kata: Kata) -> bool:
    return lipat(kata.teks) not in {"PADA", "TANGGAL"} and kata.teks not in {":", ";"}


def _looks_dated(words: Sequence[Kata]) -> bool:
    return any(re.fullmatch(r"(19|20)\d\d", k.teks.strip(".,")) for k in words)


def _signatory_into(block: Penutup, below: Sequence[Baris], left: float, reach: float) -> None:
    """Official: the capitals that begin with a title, up to the comma. Name: the next line that can be one."""
    acting: tuple[Kata, ...] = ()
    open_title = False
    for part in _above_copy(below, left, 3 * reach, reach):
        text = part.teks
        if not block.jabatan and ACTING.fullmatch(text):
            acting = part.kata
        elif not block.jabatan and is_official(text):
            block.jabatan.append(part.sebagian((*acting, *part.kata)))
            open_title = _goes_on(block)
        elif open_title and huruf_besar(text):
            block.jabatan.append(part)
            open_title = _goes_on(block)
        elif block.jabatan and not open_title and not TTD.fullmatch(text) and is_name(part):
            block.nama = part
            return
        else:
            acting, open_title = (), False
    if not block.jabatan:
        block.nama = _last_name(_above_copy(below, left, reach, reach))


def _goes_on(block: Penutup) -> bool:
    return not block.jabatan[-1].teks.rstrip().endswith(",") and len(block.jabatan) < 3


def _above_copy(below: Sequence[Baris], left: float, wide: float, narrow: float) -> Iterator[Baris]:
    """The block's part of each line, up to who certifies a copy; beside the statement no further left than `narrow`."""
    for line in below:
        words = _column(line, left, wide)
        stated = next((part.kata[0] for part in line.kolom() if _states_copy(part)), None)
        if stated in words:
            return
        wide = narrow if stated else wide
        if words:
            yield line.sebagian(words)


def _states_copy(part: Baris) -> bool:
    words = part.teks.split()
    return diawali(words, "SALINAN", "SESUAI") or any(mirip(word, "ASLINYA") for word in words)


def _last_name(parts: Iterable[Baris]) -> Baris | None:
    """Where the official's lines were lost under a signature: the last line that can be a name."""
    return next((part for part in reversed(list(parts)) if huruf_besar(part.teks) and is_name(part)), None)
