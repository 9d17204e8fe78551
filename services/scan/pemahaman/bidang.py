"""Fields from words: place, confidence, reason."""

from collections.abc import Sequence
from typing import TypeVar

from services.scan.domain.halaman import Kata
from services.scan.pemahaman.baris import gabung
from services.scan.pemahaman.model import Bidang

T = TypeVar("T")
SURE = 0.8
WEAK_WORD = 55.0
NOT_FOUND = "{apa} tidak terbaca pada halaman yang dipindai. Isi sendiri dengan melihat naskahnya."


def kosong(apa: str, halaman: int | None = None, kata: Sequence[Kata] = (), sebab: str = "") -> Bidang[T]:
    """A field that was not read; with the place where it should stand when that is known."""
    return Bidang(halaman=halaman, kotak=gabung(kata) if kata else None, sebab=sebab or NOT_FOUND.format(apa=apa))


def bidang(nilai: T, halaman: int, kata: Sequence[Kata], sebab: Sequence[str] = (), faktor: float = 1.0) -> Bidang[T]:
    """A field that was read from these words. Any reason, or weak words, make it one to look at."""
    confidence = _mean(kata) * faktor * (0.6 if sebab else 1.0)
    reasons = list(sebab)
    if not reasons and confidence < SURE:
        reasons.append("Tulisannya kurang jelas terbaca. Bandingkan dengan potongan halaman.")
    return Bidang(
        nilai=nilai,
        yakin=round(min(confidence, SURE - 0.01) if reasons else confidence, 3),
        halaman=halaman,
        kotak=gabung(kata) if kata else None,
        sebab=" ".join(reasons),
        perlu_dilihat=bool(reasons),
    )


def lemah(kata: Sequence[Kata], batas: float = WEAK_WORD) -> list[Kata]:
    """Words that were hardly read; marks alone do not count."""
    return [one for one in kata if one.yakin < batas and any(c.isalnum() for c in one.teks)]


def _mean(kata: Sequence[Kata]) -> float:
    """Mean confidence, by letters: a long word counts more than a mark."""
    weights = [max(1, len(one.teks)) for one in kata]
    return sum(w * one.yakin for w, one in zip(weights, kata, strict=True)) / sum(weights) / 100 if kata else 0.0
