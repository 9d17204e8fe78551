"""A list of offices as a file (CSV): its lines as what is stated of each office, and what is wrong with it where."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final

from shared.kantor import HARI, induk_of, known_code

ZONES: Final = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
_HERE: Final = re.compile(r"^(\d\d)[-/.](\d\d)[-/.](\d{4})$")
YES_OR_NO: Final = {"ya": True, "tidak": False, "": True}


@dataclass(frozen=True)
class Galat:
    """What is wrong, and where: the line in the file (the head is line 1) and the column."""

    baris: int
    kolom: str
    sebab: str


@dataclass(frozen=True)
class Baris:
    """One line: the office's code and what the file states of it. Of what has no column there, it says nothing."""

    nomor: int
    kode: str
    isi: Mapping[str, Any]


def read(text: str) -> tuple[list[Baris], list[Galat]]:
    """The lines of a file, separated by commas or semicolons; what cannot be read as a list of offices at all."""
    head = text.partition("\n")[0]
    lines = StringIO(text.removeprefix("\ufeff"), newline="")
    reader = csv.DictReader(lines, delimiter=";" if head.count(";") > head.count(",") else ",", restval="")
    columns = [name.strip().lower() for name in reader.fieldnames or ()]
    reader.fieldnames = columns
    wrong = [*_head_faults(columns)]
    if wrong:
        return [], wrong
    found: list[Baris] = []
    seen: dict[str, int] = {}
    for row in reader:
        number, kode = reader.line_num, str(row["kode"]).strip()
        if None in row:
            wrong.append(Galat(number, "", "lebih banyak kolom daripada kepala daftar"))
        elif kode in seen:
            wrong.append(Galat(number, "kode", f"{kode} sudah ada di baris {seen[kode]}"))
        else:
            seen[kode] = number
            found.append(Baris(number, kode, stated(kode, {name: str(row[name]).strip() for name in columns})))
    return found, wrong


def column_of(place: tuple[int | str, ...]) -> str:
    """The column in which a field of an office stands."""
    names = [str(part) for part in place if not isinstance(part, int)]
    if names[:1] == ["kop"]:
        return {"baris": "kop"}.get(names[-1], names[-1])
    return names[0] if names else "kode"


def _head_faults(columns: list[str]) -> Iterator[Galat]:
    if "kode" not in columns:
        yield Galat(1, "kode", "kolom ini harus ada")
    for name in sorted({name for name in columns if name not in COLUMNS}):
        yield Galat(1, name, f"kolom tidak dikenal; yang dikenal: {', '.join(COLUMNS)}")
    for name in sorted({name for name in columns if columns.count(name) > 1}):
        yield Galat(1, name, "kolom ini ada dua kali")


def stated(kode: str, cells: Mapping[str, str]) -> dict[str, Any]:
    """What cells (by their column) state of an office."""
    found: dict[str, Any] = {"kop": {}}
    for column, cell in cells.items():
        name, read_cell = COLUMNS[column]
        place = found["kop"] if column in LETTERHEAD else found
        place[name] = read_cell(cell)
    if not cells.get("induk") and known_code(kode):
        found["induk"] = induk_of(kode)
    return found


def _several(mark: str) -> Callable[[str], list[str]]:
    return lambda cell: [part.strip() for part in cell.replace(mark, "\n").splitlines() if part.strip()]


def _days(cell: str) -> list[Any]:
    names = {name.lower(): number for number, name in enumerate(HARI, 1)}
    return [names.get(day.lower(), day) for day in _several(" ")(cell)] or list(range(1, 6))


def _dates(cell: str) -> list[str]:
    """Days as ISO or as they are written here: 27-11-2026."""
    return [_HERE.sub(r"\3-\2-\1", day) for day in _several(" ")(cell)]


def _number(cell: str) -> str | None:
    return cell or None


def _plain(cell: str) -> str:
    return cell


LETTERHEAD: Final = frozenset({"kop", "alamat", "telepon", "surel", "laman"})
COLUMNS: Final[dict[str, tuple[str, Callable[[str], Any]]]] = {
    "kode": ("kode", _plain), "nama": ("nama", _plain), "tingkat": ("tingkat", str.lower), "induk": ("induk", _plain),
    "tempat": ("tempat", _plain), "zona": ("zona", lambda cell: ZONES.get(cell.upper(), cell)), "sop": ("sop", _plain),
    "jdih": ("jdih", _plain), "kop": ("baris", _several("|")), "alamat": ("alamat", _plain),
    "telepon": ("telepon", _plain), "surel": ("surel", _plain), "laman": ("laman", _plain),
    "hari_kerja": ("hari_kerja", _days), "tutup": ("tutup", _dates),
    "maks_unggah_mb": ("maks_unggah_mb", _number), "maks_halaman": ("maks_halaman", _number),
    "aktif": ("aktif", lambda cell: YES_OR_NO.get(cell.lower(), cell)),
}  # fmt: skip
"""Every column of the file: the field that it states, and how its cell is read."""
