"""Tables of intake: the buku agenda, what was submitted under which key, withdrawals, notes on a case."""

from datetime import date, datetime
from uuid import UUID

import uuid_utils.compat as uuids
from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from shared.events.tables import Moment, now


class PenghitungAgenda(SQLModel, table=True):
    """The last number given in an office's year. Its row lock makes numbers gapless: a rollback gives it back."""

    __tablename__ = "penghitung_agenda"

    kantor: str = Field(primary_key=True)
    tahun: int = Field(primary_key=True)
    terakhir: int


class Agenda(SQLModel, table=True):
    """One line of the buku agenda."""

    __tablename__ = "agenda"
    __table_args__ = (UniqueConstraint("kantor", "tahun", "nomor"), Index("agenda_kantor", "kantor", "tahun", "nomor"))

    berkas_id: UUID = Field(primary_key=True)
    kantor: str
    tahun: int
    nomor: int
    diterima_pada: datetime = Field(sa_type=Moment)
    nomor_naskah: str
    tanggal_naskah: date
    asal: str
    perihal: str
    lampiran: str


class Pengajuan(SQLModel, table=True):
    """Which submission a form key made: the same key again finds it instead of making another."""

    __tablename__ = "pengajuan"

    orang_id: UUID = Field(primary_key=True)
    kunci: str = Field(primary_key=True)
    berkas_id: UUID


class PermintaanTarik(SQLModel, table=True):
    """A withdrawal that the proposer asked for, and the publisher's answer."""

    __tablename__ = "permintaan_tarik"

    berkas_id: UUID = Field(primary_key=True)
    alasan: str
    diminta_pada: datetime = Field(default_factory=now, sa_type=Moment)
    terlambat_sebab: str | None = None


class CatatanPerkara(SQLModel, table=True):
    """Something that happened to a case beside its acts: work that stopped, a withdrawal asked for or too late."""

    __tablename__ = "catatan_perkara"
    __table_args__ = (Index("catatan_perkara_berkas", "berkas_id"),)

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    berkas_id: UUID
    judul: str
    rincian: str
    pelaku: str = ""
    pada: datetime = Field(default_factory=now, sa_type=Moment)
