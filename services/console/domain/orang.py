"""Rules of people: which roles there are at an office, and who may give them."""

from collections.abc import Collection
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from shared.errors import Conflict, Invalid
from shared.identity import PENGELOLA
from shared.sop import Sop
from shared.teks import NAMED, SHOWN, described

NIP_LENGTH = 18


def _nip(value: str) -> str:
    digits = "".join(value.split())
    if digits and not (digits.isdigit() and digits.isascii() and len(digits) == NIP_LENGTH):
        raise ValueError(f"harus {NIP_LENGTH} angka")
    return digits


def _one_line(value: str) -> str:
    if not value.isprintable():
        raise ValueError("memuat huruf yang tidak dapat disimpan")
    return value


Nip = Annotated[str, AfterValidator(_nip), described(pattern=r"^(\s*([0-9]\s*){18})?$")]
"""The number of a civil servant: birth date, date of appointment, sex, sequence (18 digits); "" for who has none."""
Nama = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_one_line),
    described(pattern=NAMED),
]  # fmt: skip
Jabatan = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(_one_line), described(pattern=SHOWN)
]


def roles_of(rules: Sop) -> dict[str, str]:
    """The roles that somebody can have at an office of this SOP, by code."""
    return {**rules.peran, PENGELOLA: "Pengelola kantor"}


def known_roles(rules: Sop, peran: Collection[str]) -> frozenset[str]:
    """These roles, if the office has all of them. Raises Invalid."""
    for code in peran:
        if code not in roles_of(rules):
            raise Invalid(f"Peran {code} tidak ada dalam {rules.nama}.", code="peran-tidak-dikenal", field="peran")
    return frozenset(peran)


def keeps_an_administrator(remaining: int) -> None:
    """An office with people is not left without an administrator. Raises Conflict."""
    if remaining == 0:
        raise Conflict("Kantor ini harus punya sedikitnya satu pengelola lain.", code="pengelola-terakhir")
