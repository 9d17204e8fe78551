"""A person who is signed in, and those in whose place this person may act for a time."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict

from shared.kantor import Tingkat, tingkat_of

OPERASI = "operasi"
"""Role of the operations team; it sees queues, not contents."""
PENGELOLA = "pengelola"
"""Role of an office's administrator: people, roles and settings of that office, and of the offices below it."""
OUTSIDE_SOP = frozenset({OPERASI, PENGELOLA})
"""Roles that no step of an SOP belongs to."""


class JenisPenugasan(StrEnum):
    """Plh: the official is away for some days. Plt: the post is vacant."""

    PLH = "plh"
    PLT = "plt"


class Digantikan(BaseModel):
    """The official in whose place somebody acts; for a vacant post its title, and nobody's name and id."""

    model_config = ConfigDict(frozen=True)

    id: UUID | None = None
    nama: str = ""
    nip: str = ""
    jabatan: str


class Penugasan(BaseModel):
    """Somebody acts in a role of an office from `mulai` until before `sampai`."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    jenis: JenisPenugasan
    kantor: str
    peran: str
    untuk: Digantikan
    mulai: AwareDatetime
    sampai: AwareDatetime

    @property
    def sebutan(self) -> str:
        """The title of who acts, as it is written: "Plh. Kasubbag Hukum"."""
        return f"{self.jenis.capitalize()}. {self.untuk.jabatan}"

    def berlaku(self, pada: datetime) -> bool:
        """Whether it is in force at a moment."""
        return self.mulai <= pada < self.sampai


class Orang(BaseModel):
    """A person, the roles that person has at each office (`{"61": ("kabag",)}`), and the deputations known for it.

    `versi` counts what console told of this person; 0 is what no service but the asking one has to know.
    """

    model_config = ConfigDict(frozen=True)

    id: UUID
    nama: str
    nip: str = ""
    jabatan: str = ""
    peran: dict[str, tuple[str, ...]]
    penugasan: tuple[Penugasan, ...] = ()
    kantor_nama: str = ""
    versi: int = 0

    @property
    def kantor(self) -> tuple[str, ...]:
        """Codes of the offices at which this person has a role now; the operations team has none."""
        own = [kode for kode, roles in self.peran.items() if kode and set(roles) != {OPERASI}]
        return tuple(dict.fromkeys([*own, *(penugasan.kantor for penugasan in self._berlaku())]))

    @property
    def operasi(self) -> bool:
        """Whether this person belongs to the operations team."""
        return any(OPERASI in roles for roles in self.peran.values())

    @property
    def mengelola(self) -> tuple[str, ...]:
        """Codes of the offices that this person administers."""
        return tuple(kode for kode, roles in self.peran.items() if PENGELOLA in roles)

    @property
    def membawahi(self) -> bool:
        """Whether an office at which this person has a role is of a level that has others below."""
        return any(tingkat_of(kode) in (Tingkat.NASIONAL, Tingkat.PROVINSI) for kode in self.kantor)

    def peran_di(self, kantor: str) -> frozenset[str]:
        """The roles in which this person may act at an office now, the own ones and those held for others."""
        held = {penugasan.peran for penugasan in self._berlaku() if penugasan.kantor == kantor}
        return frozenset({*held, *self.peran.get(kantor, ())})

    def penugasan_di(self, kantor: str, peran: str) -> Penugasan | None:
        """The deputation by which this person acts in a role; None when it is an own role, or there is none."""
        if peran in self.peran.get(kantor, ()):
            return None
        fits = (p for p in self._berlaku() if (p.kantor, p.peran) == (kantor, peran))
        return next(fits, None)

    def menggantikan(self, kantor: str, peran: str, siapa: UUID) -> Penugasan | None:
        """The deputation by which this person acts in a role of an office in the place of one certain official."""
        fits = (p for p in self._berlaku() if (p.kantor, p.peran, p.untuk.id) == (kantor, peran, siapa))
        return next(fits, None)

    def _berlaku(self) -> list[Penugasan]:
        moment = datetime.now().astimezone()
        return [penugasan for penugasan in self.penugasan if penugasan.berlaku(moment)]
