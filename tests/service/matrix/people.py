"""The persons of the columns of `matrix.md`, at the office of a case."""

from collections.abc import Sequence
from datetime import timedelta

from shared.events.tables import now
from shared.identity import Digantikan, JenisPenugasan, Orang, Penugasan
from shared.sop import Pelaku
from tests.service.matrix.table import DEPUTY, OTHER_OFFICE, OWN
from tests.support.people import person

OFFICES = ("61", "6202")
ABOVE = {"61": "0", "6202": "62"}
ROLES = ("pengusul", "kabag", "kasubbag", "staf")
RELATIVE = (OWN, DEPUTY)
"""Columns of whoever has to do with the role of a step."""


def persons(column: str, kantor: str) -> Sequence[Orang | None]:
    """Everybody who is meant by a column; None is nobody."""
    if column == OTHER_OFFICE:
        return [person(peran, other_than(kantor)) for peran in ROLES]
    special = {
        "anonymous": None,
        "operasi": person("operasi", "", "Maria"),
        "pengusul lain": person("pengusul", kantor, "Pengusul Lain"),
        "pengelola lain": person("pengelola", other_than(kantor)),
        "pengelola atas": person("pengelola", ABOVE[kantor]),
    }
    return [special[column] if column in special else person(column, kantor)]


def everybody(kantor: str) -> list[Orang]:
    """All persons of an office, and the operations team."""
    columns = (*ROLES, "pengusul lain", "pengelola", "pengelola atas", "operasi")
    return [who for column in columns for who in persons(column, kantor) if who]


def other_than(kantor: str) -> str:
    """The office that is not this one."""
    return next(kode for kode in OFFICES if kode != kantor)


def beside(column: str, peran: str, kantor: str) -> tuple[Orang, Pelaku | None]:
    """Who is meant by the columns that are relative to the role of a step, and the proposer that it takes."""
    return _as_proposer(peran, kantor) if column == OWN else (_as_deputy(peran, kantor), None)


def _as_proposer(peran: str, kantor: str) -> tuple[Orang, Pelaku]:
    """Who holds this role and that of a proposer, and the same as the proposer of a case."""
    who = person(peran, kantor, "Pengusul Sendiri")
    both = who.model_copy(update={"peran": {kantor: ("pengusul", peran)}})
    return both, Pelaku(id=who.id, nama=who.nama, nip=who.nip, jabatan=who.jabatan, peran="pengusul")


def _as_deputy(peran: str, kantor: str) -> Orang:
    """Who has no role of the own at the office, and acts in the place of the holder of this one today."""
    holder, deputy = person(peran, kantor), person("staf", other_than(kantor), "Pelaksana Harian")
    acting = Penugasan(
        id=holder.id, jenis=JenisPenugasan.PLH, kantor=kantor, peran=peran, mulai=now() - timedelta(days=1),
        untuk=Digantikan(id=holder.id, nama=holder.nama, jabatan=peran), sampai=now() + timedelta(days=1),
    )  # fmt: skip
    return deputy.model_copy(update={"penugasan": (acting,)})
