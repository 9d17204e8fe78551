"""Who may do what at console: an office's people see it, its administrators and those above it change it."""

from types import MappingProxyType
from typing import Final

from shared.errors import Forbidden
from shared.identity import Orang
from shared.kantor import NASIONAL, Pohon, above

ALONE: Final[Pohon] = MappingProxyType({})


def may_see(orang: Orang, kantor: str, tree: Pohon) -> bool:
    """Whether this person belongs to the office, or administers it."""
    return kantor in orang.kantor or may_manage(orang, kantor, tree)


def of_office(orang: Orang, kantor: str, tree: Pohon = ALONE) -> str:
    """An office to which this person belongs, or which this person administers. Raises Forbidden."""
    if not may_see(orang, kantor, tree):
        raise Forbidden("Ini kantor lain.", code="kantor-lain")
    return kantor


def managed(orang: Orang, kantor: str, tree: Pohon = ALONE) -> str:
    """An office that this person administers, there or (as far as the tree is given) from above. Raises Forbidden."""
    if not may_manage(orang, kantor, tree):
        raise Forbidden("Hanya pengelola kantor ini yang dapat melakukannya.", code="bukan-pengelola")
    return kantor


def may_manage(orang: Orang, kantor: str, tree: Pohon) -> bool:
    """Whether this person manages the office: its administrator, or that of an office above it."""
    return any(kode in orang.mengelola for kode in (kantor, *above(kantor, tree)))


def may_place(orang: Orang, kantor: str, tree: Pohon) -> bool:
    """Whether this person decides that the office is there at all and where: an administrator above it."""
    higher = (NASIONAL,) if kantor == NASIONAL else above(kantor, tree)
    return any(kode in orang.mengelola for kode in higher)
