"""Tables of console: people, their roles at offices, and every try to sign in."""

from datetime import datetime
from uuid import UUID

import uuid_utils.compat as uuids
from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from shared.events.tables import Moment, now


class Akun(SQLModel, table=True):
    """A person who may sign in. `nama_masuk` is lower case, `kata_sandi` an Argon2id hash."""

    __tablename__ = "akun"

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    nama_masuk: str = Field(unique=True)
    kata_sandi: str
    nama: str
    nip: str = ""
    jabatan: str = ""
    aktif: bool = True
    created_at: datetime = Field(default_factory=now, sa_type=Moment)


class PeranAkun(SQLModel, table=True):
    """A role of a person at an office; the operations team's role belongs to no office (`kantor` is "")."""

    __tablename__ = "peran_akun"

    akun: UUID = Field(foreign_key="akun.id", primary_key=True)
    kantor: str = Field(primary_key=True)
    peran: str = Field(primary_key=True)


class PercobaanMasuk(SQLModel, table=True):
    """One try to sign in, entered before the password is looked at: tries side by side count as well."""

    __tablename__ = "percobaan_masuk"
    __table_args__ = (Index("percobaan_masuk_nama", "nama_masuk", "pada"),)

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    nama_masuk: str
    alamat: str
    pada: datetime = Field(default_factory=now, sa_type=Moment)
    berhasil: bool = False
