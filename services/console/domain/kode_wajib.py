"""Rules of required codes: for which roles they may be required, and of whom they are then."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from services.console.domain.orang import roles_of
from shared.errors import Invalid
from shared.identity import OPERASI, Orang
from shared.kantor import Tingkat
from shared.sop import all_sops, sop


@dataclass(frozen=True)
class Kewajiban:
    """For which roles codes are required at an office: as it says itself, and as others say for it."""

    sendiri: frozenset[str] = frozenset()
    dari_atas: frozenset[str] = frozenset()

    @property
    def semua(self) -> frozenset[str]:
        """All of them."""
        return self.sendiri | self.dari_atas


def choices(rules: str, tingkat: str) -> dict[str, str]:
    """The roles that an office can name: its own, and where others lie below it those of every SOP."""
    own = roles_of(sop(rules))
    return own if tingkat in (Tingkat.KABUPATEN, Tingkat.KOTA) else {**own, **{**every_role(), **own}}


def every_role() -> dict[str, str]:
    """The roles of every SOP, and of who administers an office."""
    return {code: name for rules in all_sops() for code, name in roles_of(rules).items()}


def known(peran: Collection[str], allowed: Mapping[str, str]) -> frozenset[str]:
    """These roles, if all of them may be named. Raises Invalid."""
    for code in peran:
        if code not in allowed:
            raise Invalid(f"Peran {code[:40]} tidak ada di kantor ini.", code="peran-tidak-dikenal", field="peran")
    return frozenset(peran)


def unknown_roles(peran: Collection[str]) -> list[str]:
    """Those that nobody can have."""
    return sorted(set(peran) - {*every_role(), OPERASI})


def roles_held(orang: Orang) -> dict[str, frozenset[str]]:
    """In which roles a person may act now, own or for others, by office ("": at none)."""
    return {kantor: orang.peran_di(kantor) for kantor in (*orang.peran, *orang.kantor)}
