"""Tables of office systems: keys, what came under them, who is told of what, and every act."""

from datetime import datetime
from typing import Any
from uuid import UUID

import uuid_utils.compat as uuids
from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from services.intake.domain.kabar import NAMA_KABAR, JenisKabar
from services.intake.domain.sistem import NAMA_LINGKUP, KeadaanKunci, Lingkup, state_at
from shared.events.tables import Moment, now


class KunciSistem(SQLModel, table=True):
    """A key of an office's system. `sidik`: SHA-256 of the API secret; `rahasia`: the signing secret, encrypted."""

    __tablename__ = "kunci_sistem"
    __table_args__ = (Index("kunci_sistem_kantor", "kantor"),)

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    kantor: str
    keperluan: str
    lingkup: list[str] = Field(sa_type=JSONB)
    orang_id: UUID
    orang_nama: str
    sidik: str
    rahasia: str
    formulir: str | None = Field(default=None, unique=True)
    dibuat_pada: datetime = Field(default_factory=now, sa_type=Moment)
    dibuat_oleh: UUID
    dibuat_nama: str
    berakhir_pada: datetime = Field(sa_type=Moment)
    dipakai_pada: datetime | None = Field(default=None, sa_type=Moment)
    dicabut_pada: datetime | None = Field(default=None, sa_type=Moment)
    dicabut_oleh: UUID | None = None
    dicabut_nama: str | None = None

    @property
    def keadaan(self) -> KeadaanKunci:
        """Its state now."""
        return state_at(now(), self.berakhir_pada, self.dicabut_pada)

    @property
    def boleh(self) -> str:
        """Its rights in a clerk's words."""
        return "; ".join(NAMA_LINGKUP[Lingkup(one)] for one in self.lingkup)


class CatatanSistem(SQLModel, table=True):
    """An act on or by an office's system: who (a person, or the key), when, what. Terbit itself has no id."""

    __tablename__ = "catatan_sistem"
    __table_args__ = (Index("catatan_sistem_kantor", "kantor", "pada"),)

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    kantor: str
    pada: datetime = Field(default_factory=now, sa_type=Moment)
    apa: str
    rincian: str
    oleh: str
    oleh_id: UUID | None = None
    kunci_id: UUID | None = None


class PeristiwaSistem(SQLModel, table=True):
    """An event that was carried out, for ever: the same again gets the same answer. `sidik`: of what it says."""

    __tablename__ = "peristiwa_sistem"

    kantor: str = Field(primary_key=True)
    sumber: str = Field(primary_key=True)
    peristiwa: str = Field(primary_key=True)
    sidik: str
    kunci_id: UUID
    jawaban: dict[str, Any] = Field(sa_type=JSONB)
    pada: datetime = Field(default_factory=now, sa_type=Moment)


class PesanSistem(SQLModel, table=True):
    """A signed message, remembered longer than its signature is good for. `sidik`: of all that it carries."""

    __tablename__ = "pesan_sistem"
    __table_args__ = (Index("pesan_sistem_pada", "pada"),)

    kunci_id: UUID = Field(primary_key=True)
    pesan: str = Field(primary_key=True)
    sidik: str
    pada: datetime = Field(default_factory=now, sa_type=Moment)


class DokumenSistem(SQLModel, table=True):
    """A document that an office's system sent before the event that names it."""

    __tablename__ = "dokumen_sistem"

    kantor: str = Field(primary_key=True)
    sha256: str = Field(primary_key=True)
    nama: str
    ukuran: int = Field(sa_type=BigInteger)
    tipe: str
    halaman: int
    bertanda_tangan: bool
    kunci_id: UUID
    pada: datetime = Field(default_factory=now, sa_type=Moment)


class LanggananKabar(SQLModel, table=True):
    """An address of an office's system that wants to be told.

    `gagal_sejak`, `gagal_berturut`, `tahan_sampai`: since when, how often and until when it is not tried.
    """

    __tablename__ = "langganan_kabar"
    __table_args__ = (Index("langganan_kabar_kantor", "kantor"),)

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    kantor: str
    alamat: str
    jenis: list[str] = Field(sa_type=JSONB)
    rahasia: str
    formulir: str | None = Field(default=None, unique=True)
    dibuat_pada: datetime = Field(default_factory=now, sa_type=Moment)
    dibuat_oleh: UUID
    dibuat_nama: str
    dihentikan_pada: datetime | None = Field(default=None, sa_type=Moment)
    dijeda_pada: datetime | None = Field(default=None, sa_type=Moment)
    dijeda_sebab: str | None = None
    gagal_sejak: datetime | None = Field(default=None, sa_type=Moment)
    gagal_berturut: int = 0
    tahan_sampai: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def sebutan(self) -> str:
        """What it is told of, in a clerk's words."""
        return "; ".join(NAMA_KABAR[JenisKabar(one)] for one in self.jenis)


WAITING = "keadaan = 'menunggu'"


class KirimanKabar(SQLModel, table=True):
    """One message for one address. Its id is the event's and the message's id, the same at every try.

    `percobaan`: tries; `penolakan`: how many of them the address refused.
    """

    __tablename__ = "kiriman_kabar"
    __table_args__ = (
        UniqueConstraint("langganan_id", "berkas_id", "giliran", "jenis"),
        Index("kiriman_kabar_antre", "langganan_id", "berikut_pada", postgresql_where=text(WAITING)),
    )

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    langganan_id: UUID = Field(foreign_key="langganan_kabar.id")
    berkas_id: UUID
    giliran: int
    jenis: str
    isi: dict[str, Any] = Field(sa_type=JSONB)
    terjadi_pada: datetime = Field(sa_type=Moment)
    keadaan: str
    percobaan: int = 0
    penolakan: int = 0
    berikut_pada: datetime = Field(default_factory=now, sa_type=Moment)
    terkirim_pada: datetime | None = Field(default=None, sa_type=Moment)


class PercobaanKabar(SQLModel, table=True):
    """One try to deliver: when, what came back, how long it took."""

    __tablename__ = "percobaan_kabar"
    __table_args__ = (Index("percobaan_kabar_kiriman", "kiriman_id"),)

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    kiriman_id: UUID = Field(foreign_key="kiriman_kabar.id")
    pada: datetime = Field(default_factory=now, sa_type=Moment)
    status: int | None = None
    lama_ms: int
    jawaban: str = ""
    galat: str = ""
