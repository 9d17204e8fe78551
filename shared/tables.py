"""Tables that every service has beside delivery: its copy of each berkas, the audit, the offices, what it stored."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from shared.events.tables import Moment, now
from shared.kantor import HARI_KERJA, Kop, Situs, built_in_site
from shared.sop.rantai import Mata


class BerkasRow(SQLModel, table=True):
    """This service's copy of a berkas: the one with the highest turn that it knows of."""

    __tablename__ = "berkas"
    __table_args__ = (Index("berkas_desk", "kantor", "langkah"),)

    id: UUID = Field(primary_key=True)
    kantor: str
    sop: str
    giliran: int
    revisi: int
    langkah: str | None
    keadaan: str
    isi: dict[str, Any] = Field(sa_type=JSONB)
    kunci: str | None = None
    changed_at: datetime = Field(default_factory=now, sa_type=Moment)


class AuditRow(SQLModel, table=True):
    """One link of a case's audit chain (`shared.sop.rantai.Mata`). Only added: a trigger refuses every other change.

    A turn has two rows when a withdrawal and another desk's act met.
    """

    __tablename__ = "audit"

    berkas_id: UUID = Field(primary_key=True)
    giliran: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    rantai: str = Field(primary_key=True)
    sebelum: str
    teks: str

    @property
    def mata(self) -> Mata:
        """The link."""
        return Mata(giliran=self.giliran, sebelum=self.sebelum, rantai=self.rantai, teks=self.teks)


class Kantor(SQLModel, table=True):
    """An office as console told of it. `induk`: the office above; "" for the national one, and for one not placed yet.

    Limits that are None are the installation's. `tutup`: days (ISO) on which this office alone is closed.
    """

    __tablename__ = "kantor"
    __table_args__ = (Index("kantor_induk", "induk"),)

    kode: str = Field(primary_key=True)
    nama: str
    sop: str
    tempat: str
    zona: str
    versi: int
    induk: str = ""
    tingkat: str = ""
    kop: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    jdih: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSONB)
    hari_kerja: list[int] = Field(default_factory=lambda: list(HARI_KERJA), sa_type=JSONB)
    tutup: list[str] = Field(default_factory=list, sa_type=JSONB)
    maks_unggah_mb: int | None = None
    maks_halaman: int | None = None
    aktif: bool = True

    @property
    def letterhead(self) -> Kop:
        """What its sheets and pages bear."""
        return Kop.model_validate(self.kop)

    @property
    def sites(self) -> tuple[Situs, ...]:
        """Its JDIH sites; the built-in one when it named none."""
        return tuple(map(Situs.model_validate, self.jdih)) or (built_in_site(self.kode, self.nama),)


class OrangRow(SQLModel, table=True):
    """A person as console told of one: `isi` is a `shared.identity.Orang` with the roles and deputations of `versi`."""

    __tablename__ = "orang"

    id: UUID = Field(primary_key=True)
    versi: int
    aktif: bool
    isi: dict[str, Any] = Field(sa_type=JSONB)


class SesiBerakhir(SQLModel, table=True):
    """A session that was ended before its time; nobody has a valid token of it any more after `habis`."""

    __tablename__ = "sesi_berakhir"

    sesi: UUID = Field(primary_key=True)
    habis: datetime = Field(sa_type=Moment)


class StoredState(StrEnum):
    """An object is announced before it is put, and confirmed after. Adopted: found after a restore, nobody's own."""

    PENDING = "pending"
    STORED = "stored"
    ADOPTED = "adopted"


class StoredObject(SQLModel, table=True):
    """An object that this service put into the private store. `sidik`: by what it is bound beside its name."""

    __tablename__ = "stored_object"

    sha256: str = Field(primary_key=True)
    size: int = Field(sa_type=BigInteger)
    content_type: str
    state: str
    sidik: str = ""
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
