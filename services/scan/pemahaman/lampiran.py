"""The annexes: where they begin, what number and date their heads bear, and whether those are the body's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from services.scan.domain.halaman import Kata
from services.scan.pemahaman.baris import Baris
from services.scan.pemahaman.bidang import bidang
from services.scan.pemahaman.kepala import is_kind
from services.scan.pemahaman.mirip import lipat, mirip
from services.scan.pemahaman.model import Bidang, Lampiran, Nomor
from services.scan.pemahaman.nomor import baca, kata_nomor
from services.scan.pemahaman.penutup import Penutup
from services.scan.pemahaman.tanggal import baca_tanggal

TOP_LINES = 5
HEAD_LINES = 12
DIFFERS_NUMBER = "Nomor pada lampiran berbeda dengan nomor pada batang tubuh."
DIFFERS_DATE = "Tanggal pada lampiran berbeda dengan tanggal pada batang tubuh."


@dataclass(frozen=True, slots=True)
class KepalaLampiran:
    """The head of one annex, its lines cut to their column; `judul`: the words of the title repeated there."""

    nomor: str
    baris: tuple[Baris, ...]
    judul: tuple[Kata, ...]


def cari_lampiran(lines: Sequence[Baris]) -> list[KepalaLampiran]:
    """All heads, in order."""
    found: list[KepalaLampiran] = []
    for page in dict.fromkeys(line.halaman for line in lines):
        here = [line for line in lines if line.halaman == page]
        for index, line in enumerate(here[:TOP_LINES]):
            head = _head(here, index, line)
            if head and (page > 1 or any(map(is_kind, head.baris))):
                found.append(head)
                break
    return found


def _head(here: Sequence[Baris], index: int, line: Baris) -> KepalaLampiran | None:
    part = next((p for p in line.kolom() if mirip(p.kata[0].teks.split(":")[0], "LAMPIRAN")), None)
    if part is None:
        return None
    lines = [part]
    for below in here[index + 1 : index + 1 + HEAD_LINES]:
        words = [k for k in below.kata if k.kotak[0] > part.kiri - 2 * line.tinggi]
        if words and words[0] is below.kata[0]:
            lines.append(below.sebagian(words))
    if not any(_says(one, "NOMOR") or is_kind(one) for one in lines[:5]) or _is_sentence(lines):
        return None
    roman = next((k.teks for k in part.kata[1:2] if re.fullmatch(r"[IVXl1]{1,4}", k.teks)), "")
    return KepalaLampiran(roman.replace("l", "I").replace("1", "I"), tuple(lines), _title(lines))


def _is_sentence(lines: Sequence[Baris]) -> bool:
    """Whether a sentence goes on: `Lampiran II Keputusan … / Nomor 5 Tahun 2021 tentang …`, with no label's colon."""
    first = lines[0].kata
    at = next((i for i, line in enumerate(lines[:5]) if _says(line, "NOMOR")), None)
    labelled = any(":" in kata.teks for i in {0, at or 0} for kata in lines[i].kata[:3])
    if at is None or labelled or len(first) < 3 or first[0].teks.isupper():
        return False
    words = [kata for line in lines[: at + 1] for kata in line.kata]
    words += [line.kata[0] for line in lines[at + 1 : at + 2] if len(line.kata) > 1]
    return any(kata.teks[:1].islower() and lipat(kata.teks) not in {"TAHUN", "TANGGAL"} for kata in words)


def _says(line: Baris, wanted: str) -> bool:
    return mirip(line.kata[0].teks.split(":")[0], wanted)


def _title(lines: Sequence[Baris]) -> tuple[Kata, ...]:
    start = next((i for i, line in enumerate(lines) if _says(line, "TENTANG")), None)
    if start is None:
        return ()
    words = list(lines[start].kata[1:])
    left = lines[start].kiri
    for line in lines[start + 1 :]:
        if abs(line.kiri - left) > 1.5 * line.tinggi or _says(line, "NOMOR") or _says(line, "TANGGAL"):
            break
        words += line.kata
    return tuple(k for k in words if k.teks != ":")


def garis_nomor(kepala: KepalaLampiran) -> Baris | None:
    """The line of the number in an annex's head."""
    return next((line for line in kepala.baris if _says(line, "NOMOR")), None)


def nomor_lampiran(kepala: KepalaLampiran) -> Nomor | None:
    """The number in an annex's head, where it was read without doubt."""
    line = garis_nomor(kepala)
    read = baca(" ".join(k.teks for k in kata_nomor(line))) if line else None
    return read[0] if read and not read[1] else None


def pahami_lampiran(
    heads: Sequence[KepalaLampiran],
    ends: Sequence[Penutup],
    nomor: Nomor | None,
    tanggal: date | None,
    pages: int,
) -> tuple[Bidang[Lampiran], ...]:
    """One field an annex."""
    found = []
    for head, following in zip_longest(heads, heads[1:]):
        first = head.baris[0].halaman
        last = following.baris[0].halaman - 1 if following else pages
        number = nomor_lampiran(head)
        dated = _date(head) or next((e.tanggal.nilai for e in ends if first <= e.halaman <= last and e.tanggal), None)
        value = Lampiran(
            nomor=head.nomor, dari=first, sampai=max(first, last), nomor_produk=_whole(number), tanggal=dated,
            nomor_beda=number.utuh != nomor.utuh or number.tahun != nomor.tahun if number and nomor else None,
            tanggal_beda=dated != tanggal if dated and tanggal else None,
        )  # fmt: skip
        reasons = [DIFFERS_NUMBER] * (value.nomor_beda is True) + [DIFFERS_DATE] * (value.tanggal_beda is True)
        words = [kata for line in head.baris for kata in line.kata if lipat(kata.teks) or kata.teks.isdigit()]
        found.append(bidang(value, first, words, reasons))
    return tuple(found)


def _whole(number: Nomor | None) -> str:
    if number is None:
        return ""
    return f"{number.utuh} Tahun {number.tahun}" if "/" not in number.utuh else number.utuh


def _date(head: KepalaLampiran) -> date | None:
    line = next((line for line in head.baris if _says(line, "TANGGAL")), None)
    read = baca_tanggal([k for k in line.kata[1:] if k.teks != ":"]) if line else None
    return read.nilai if read else None
