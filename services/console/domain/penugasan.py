"""Rules of deputations: bounded, for a role that its holder has, never on behalf of somebody who is away as well."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.errors import Conflict, Invalid
from shared.identity import OUTSIDE_SOP

LONGEST_DAYS = 92
"""Three months, as long as an official may be Plt at most before it has to be ordered anew (SE BKN 1/SE/I/2021)."""
LATEST_YEAR = 2200


class Masa(NamedTuple):
    """A deputation as the rules see it: who acts in whose place (None: a vacant post), where, from when, to when."""

    akun: UUID
    untuk: UUID | None
    kantor: str
    peran: str
    mulai: datetime
    sampai: datetime

    def bertemu(self, lain: "Masa") -> bool:
        """Whether both are in force at some moment."""
        return self.mulai < lain.sampai and lain.mulai < self.sampai


def masa(mulai: date, hari_terakhir: date, zona: str, sekarang: datetime) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last, as the office's clock has them. Raises Invalid."""
    if hari_terakhir < mulai:
        raise Invalid("Hari terakhir harus sama dengan atau sesudah hari pertama.", field="sampai")
    if (hari_terakhir - mulai).days >= LONGEST_DAYS:
        raise Invalid(f"Penugasan paling lama {LONGEST_DAYS} hari. Buat yang baru bila masih perlu.", field="sampai")
    if hari_terakhir.year > LATEST_YEAR:
        raise Invalid("Tahun penugasan ini keliru.", field="sampai")
    clock = ZoneInfo(zona)
    begin = datetime.combine(mulai, time(), clock)
    end = datetime.combine(hari_terakhir + timedelta(days=1), time(), clock)
    if end <= sekarang:
        raise Invalid("Masa penugasan ini sudah lewat.", field="sampai")
    return begin, end


def check(baru: Masa, peran_pengganti: Iterable[str], peran_digantikan: Iterable[str], lain: Iterable[Masa]) -> None:
    """That a new deputation may stand beside the others.

    `peran_pengganti`, `peran_digantikan`: the own roles of both at the office. Raises Invalid, Conflict.
    """
    if baru.peran in OUTSIDE_SOP:
        raise Invalid("Peran ini tidak dapat digantikan.", field="peran")
    if baru.akun == baru.untuk:
        raise Invalid("Pilih orang lain sebagai pengganti.", field="akun")
    if baru.untuk and baru.peran not in peran_digantikan:
        raise Invalid("Pejabat ini tidak memegang peran itu di kantor ini.", field="untuk")
    if baru.peran in peran_pengganti:
        raise Invalid("Pengganti sudah memegang peran itu sendiri.", field="akun")
    for other in lain:
        if baru.bertemu(other):
            _beside(baru, other)


def _beside(baru: Masa, other: Masa) -> None:
    """Both are in force at some moment. No deputy of a deputy, so no circle either."""
    if (other.kantor, other.peran, other.untuk) == (baru.kantor, baru.peran, baru.untuk):
        raise Conflict("Pada masa itu sudah ada penggantinya.", code="sudah-digantikan")
    if other.untuk == baru.akun:
        raise Conflict("Pengganti yang dipilih sendiri sedang digantikan pada masa itu.", code="pengganti-digantikan")
    if baru.untuk and other.akun == baru.untuk:
        raise Conflict(
            "Pejabat ini sedang menggantikan orang lain pada masa itu. Akhiri penugasan itu dahulu.",
            code="pejabat-menggantikan",
        )
