"""How dates, times, durations, sizes and hashes are written for an Indonesian reader."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

MISSING: Final = "–"
MONTHS: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
# Indonesia's three zones have no daylight saving, so no time zone database is needed to show them.
HOURS: Final = {
    "Asia/Jakarta": 7,
    "Asia/Pontianak": 7,
    "Asia/Makassar": 8,
    "Asia/Ujung_Pandang": 8,
    "Asia/Jayapura": 9,
}
ZONES: Final = {7: "WIB", 8: "WITA", 9: "WIT"}
UNITS: Final = ((10**3, "KB"), (10**6, "MB"), (10**9, "GB"), (10**12, "TB"))
SPANS: Final = ((86_400, "hari"), (3_600, "jam"), (60, "menit"), (1, "detik"))


def tanggal(value: date | None) -> str:
    """A date as "22 November 2026"; nothing as a dash."""
    return MISSING if value is None else f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def waktu(value: datetime | None, zona: str = "Asia/Jakarta") -> str:
    """An aware moment as "22 November 2026 14.05 WIB" in the office's zone (an IANA name).

    Raises ValueError for a naive moment or a zone outside Indonesia: a guessed time would be a wrong record.
    """
    if value is None:
        return MISSING
    if value.tzinfo is None:
        raise ValueError("waktu needs a moment with a time zone")
    if zona not in HOURS:
        raise ValueError(f"not a time zone of Indonesia: {zona}")
    local = value.astimezone(timezone(timedelta(hours=HOURS[zona])))
    return f"{tanggal(local)} {local:%H.%M} {ZONES[HOURS[zona]]}"


def sampai(value: datetime | None, zona: str = "Asia/Jakarta") -> str:
    """The end of a time: a midnight as the end of the day before it, "22 November 2026 24.00 WIB"."""
    shown = waktu(value, zona)
    if value is None or " 00.00 " not in shown:
        return shown
    day = (value - timedelta(days=1)).astimezone(timezone(timedelta(hours=HOURS[zona])))
    return f"{tanggal(day)} 24.00 {ZONES[HOURS[zona]]}"


def lama(value: datetime | timedelta | None) -> str:
    """A span, or how far a moment is from now, in its largest whole unit: "3 menit", "2 hari"."""
    if value is None:
        return MISSING
    span = value if isinstance(value, timedelta) else datetime.now(UTC) - value
    seconds = int(abs(span).total_seconds())
    length, unit = next((step for step in SPANS if seconds >= step[0]), SPANS[-1])
    return f"{seconds // length} {unit}"


def angka(value: int) -> str:
    """A whole number with the Indonesian thousands mark: "12.345"."""
    return f"{value:,}".replace(",", ".")


def ukuran(value: int | None) -> str:
    """A number of bytes as "1,2 MB" (decimal units); nothing as a dash."""
    if value is None:
        return MISSING
    if value < 1000:
        return f"{value} B"
    size, unit = next((value / n, name) for n, name in UNITS if value < n * 999.95 or name == "TB")
    return f"{size:.1f}".replace(".", ",").removesuffix(",0") + f" {unit}"


def ringkas_hash(value: str | None) -> str:
    """A SHA-256 (64 hex digits) short enough to compare by eye: first eight and last four digits."""
    return MISSING if value is None else f"{value[:8]}…{value[-4:]}"


FILTERS: Final[dict[str, Callable[..., str]]] = {
    f.__name__: f for f in (tanggal, waktu, sampai, lama, angka, ukuran, ringkas_hash)
}
