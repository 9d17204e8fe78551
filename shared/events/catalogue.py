"""The catalogue: every type of event, what it carries, and who hears it.

A type is changed by adding fields with defaults; what breaks a hearer is a new VERSION under a new class.
"""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.identity.orang import Orang
from shared.kantor import HARI_KERJA, Kop, Situs
from shared.sop.berkas import Berkas, Pelaku


class Payload(BaseModel):
    """What an event says. Past tense: it has happened."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    TYPE: ClassVar[str]
    VERSION: ClassVar[int] = 1


class BerkasBergerak(Payload):
    """The berkas moved; it is carried whole, and its last `riwayat` entry says what was done."""

    berkas: Berkas


class BerkasDiajukan(BerkasBergerak):
    """A nota dinas was submitted, or submitted again as a new revision."""

    TYPE = "id.terbit.berkas.diajukan"


class LangkahSelesai(BerkasBergerak):
    """A step was done; the berkas lies at the next one, or has come to its end."""

    TYPE = "id.terbit.langkah.selesai"


class BerkasDikembalikan(BerkasBergerak):
    """The berkas was returned to an earlier step, with a reason."""

    TYPE = "id.terbit.berkas.dikembalikan"


class BerkasDitolak(BerkasBergerak):
    """The berkas was refused and has ended."""

    TYPE = "id.terbit.berkas.ditolak"


class PenarikanDiminta(Payload):
    """Its proposer wants the case back. The publisher judges, for it knows what is already public."""

    TYPE = "id.terbit.penarikan.diminta"
    berkas: Berkas
    oleh: Pelaku
    alasan: str
    pada: datetime


class BerkasDitarik(BerkasBergerak):
    """The withdrawal stands; the case has ended."""

    TYPE = "id.terbit.berkas.ditarik"


class PenarikanTerlambat(Payload):
    """The withdrawal came too late: the product is being published or is public."""

    TYPE = "id.terbit.penarikan.terlambat"
    berkas_id: UUID
    sebab: str
    pada: datetime | None = None


class PekerjaanTerhenti(Payload):
    """Long work (scan, publication) stopped and needs a person."""

    TYPE = "id.terbit.pekerjaan.terhenti"
    berkas_id: UUID
    langkah: str
    sebab: str
    pada: datetime


class KantorDidaftarkan(Payload):
    """An office was added or changed. The highest `versi` counts."""

    TYPE = "id.terbit.kantor.didaftarkan"
    kode: str
    nama: str
    sop: str
    tempat: str
    zona: str
    versi: int
    induk: str = ""
    tingkat: str = ""
    kop: Kop = Kop()
    jdih: tuple[Situs, ...] = ()
    hari_kerja: tuple[int, ...] = HARI_KERJA
    tutup: tuple[date, ...] = ()
    maks_unggah_mb: int | None = None
    maks_halaman: int | None = None
    aktif: bool = True


class OrangDidaftarkan(Payload):
    """A person was added or changed: name, roles, deputations, switched off. The highest version counts."""

    TYPE = "id.terbit.orang.didaftarkan"
    orang: Orang
    aktif: bool


class SesiDiakhiri(Payload):
    """A session was ended before its time: signed out, or revoked. Its tokens would last until `habis`."""

    TYPE = "id.terbit.sesi.diakhiri"
    sesi: UUID
    habis: datetime


_DESKS = frozenset({"intake", "approval", "scan", "publisher"})

HEARERS: dict[type[Payload], frozenset[str]] = {
    BerkasDiajukan: _DESKS,
    LangkahSelesai: _DESKS,
    BerkasDikembalikan: _DESKS,
    BerkasDitolak: _DESKS,
    PenarikanDiminta: frozenset({"publisher"}),
    BerkasDitarik: _DESKS,
    PenarikanTerlambat: frozenset({"intake"}),
    PekerjaanTerhenti: frozenset({"intake"}),
    KantorDidaftarkan: _DESKS,
    OrangDidaftarkan: _DESKS,
    SesiDiakhiri: _DESKS,
}
"""Who hears what. A service never hears itself: what it did is in its own transaction already."""


def hearers(kind: type[Payload], producer: str) -> list[str]:
    """The services to which an event of this kind goes, in a fixed order."""
    return sorted(HEARERS[kind] - {producer})


TYPES: dict[tuple[str, int], type[Payload]] = {(kind.TYPE, kind.VERSION): kind for kind in HEARERS}
