"""The working calendar of an office: its own working days and closed days, Indonesia's public holidays, its own zone.

Which days are off is known without a network: the library `holidays` has the public holidays and the joint leave (cuti
bersama) of the years that the government has decreed, and reckons the moving feasts of later ones.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from shared.kantor import HARI_KERJA

CATEGORIES: Final = ("public", "government")
"""Of the library: public holidays, and cuti bersama."""
LONGEST = 366
"""Nobody is closed for longer: beyond it days are counted as if only the week mattered."""


@dataclass(frozen=True)
class Kalender:
    """What of an office decides on which day something is due. The default is an office of which nothing is known."""

    zona: str = "Asia/Jakarta"
    hari_kerja: frozenset[int] = field(default=frozenset(HARI_KERJA))
    tutup: frozenset[date] = frozenset()

    @classmethod
    def of(cls, zona: str, hari_kerja: Collection[int], tutup: Collection[str | date]) -> "Kalender":
        """The calendar of an office as it is kept."""
        return cls(zona, frozenset(hari_kerja), frozenset(map(_day, tutup)))

    def buka(self, hari: date) -> bool:
        """Whether the office works on this day."""
        return hari.isoweekday() in self.hari_kerja and hari not in self.tutup and hari not in libur(hari.year)

    def sesudah(self, mulai: datetime, jumlah: int) -> datetime:
        """The same local time of day on the `jumlah`-th working day after `mulai`."""
        local = mulai.astimezone(ZoneInfo(self.zona))
        day, left, closed = local.date(), jumlah, 0
        while left:
            day += timedelta(days=1)
            works = self.buka(day) or (closed >= LONGEST and day.isoweekday() in self.hari_kerja)
            closed = 0 if works else closed + 1
            left -= works
        return datetime.combine(day, local.timetz()).astimezone(mulai.tzinfo)


BIASA: Final = Kalender()
"""Where no office's calendar is known: Monday to Friday, public holidays, Jakarta."""


@cache
def libur(tahun: int) -> dict[date, str]:
    """The public holidays and the cuti bersama of a year with their Indonesian names."""
    from holidays.countries.indonesia import Indonesia

    return dict(sorted(Indonesia(years=tahun, categories=CATEGORIES, language="id").items()))


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
