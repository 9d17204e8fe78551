"""Tables of console: people, their roles, deputations, sessions, signing in, and what was done to any of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import uuid_utils.compat as uuids
from sqlalchemy import BigInteger, Index, Integer, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from shared.events.tables import Moment, now


class Akun(SQLModel, table=True):
    """A person who may sign in; switched off, never deleted. `versi` counts what was told of this person.

    `kantor` is the home office, whose administrator keeps the data ("" for the operations team). `nama_masuk` is lower
    case, `kata_sandi` an Argon2id hash; with `harus_ganti` somebody else knows it, so it opens no session.
    """

    __tablename__ = "akun"

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    nama_masuk: str = Field(unique=True)
    kata_sandi: str
    harus_ganti: bool = False
    nama: str
    nip: str = ""
    jabatan: str = ""
    kantor: str = ""
    aktif: bool = True
    versi: int = 0
    created_at: datetime = Field(default_factory=now, sa_type=Moment)


class PeranAkun(SQLModel, table=True):
    """A role of a person at an office; the operations team's role belongs to no office (`kantor` is "")."""

    __tablename__ = "peran_akun"

    akun: UUID = Field(foreign_key="akun.id", primary_key=True)
    kantor: str = Field(primary_key=True)
    peran: str = Field(primary_key=True)


class PenugasanAkun(SQLModel, table=True):
    """Somebody acts in a role in the place of its holder (`untuk`; None: it is vacant) from `mulai` to `sampai`."""

    __tablename__ = "penugasan"
    __table_args__ = (Index("penugasan_kantor", "kantor", "sampai"), Index("penugasan_akun", "akun", "sampai"))

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    akun: UUID = Field(foreign_key="akun.id")
    jenis: str
    kantor: str
    peran: str
    untuk: UUID | None = Field(default=None, foreign_key="akun.id")
    jabatan: str
    dasar: str
    mulai: datetime = Field(sa_type=Moment)
    sampai: datetime = Field(sa_type=Moment)
    diakhiri_pada: datetime | None = Field(default=None, sa_type=Moment)


class Sesi(SQLModel, table=True):
    """A session: one sign-in on one device. Its tokens are renewed until it is idle too long, `habis`, or was ended."""

    __tablename__ = "sesi"
    __table_args__ = (Index("sesi_akun", "akun", "habis"),)

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    akun: UUID = Field(foreign_key="akun.id")
    cara: str
    alamat: str
    peramban: str
    dibuat: datetime = Field(default_factory=now, sa_type=Moment)
    terlihat: datetime = Field(default_factory=now, sa_type=Moment)
    habis: datetime = Field(sa_type=Moment)
    diakhiri_pada: datetime | None = Field(default=None, sa_type=Moment)


class PercobaanMasuk(SQLModel, table=True):
    """One try to sign in, entered before the password is looked at: tries side by side count as well.

    `jaringan` is what one subscriber has: the address, or the first half of an IPv6 address.
    """

    __tablename__ = "percobaan_masuk"
    __table_args__ = (
        Index("percobaan_masuk_nama", "nama_masuk", "pada"),
        Index("percobaan_masuk_jaringan", "jaringan", "pada"),
    )

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    nama_masuk: str
    alamat: str
    jaringan: str
    pada: datetime = Field(default_factory=now, sa_type=Moment)
    berhasil: bool = False


class Tiket(SQLModel, table=True):
    """A sign-in that is not finished: which step comes next (`tahap`), and what was proved so far (`isi`).

    The browser holds the ticket, here is its hash; it works once, until `habis`.
    """

    __tablename__ = "tiket"

    sidik: str = Field(primary_key=True)
    tahap: str
    akun: UUID | None = Field(default=None, foreign_key="akun.id", index=True)
    isi: dict[str, Any] = Field(sa_type=JSONB)
    habis: datetime = Field(sa_type=Moment)


class Totp(SQLModel, table=True):
    """The codes of an authenticator app (RFC 6238); asked for `sejak` a first code proved that the app has the secret.

    `rahasia` is encrypted. `langkah`, `geser`, `calon`: what is known of the device's clock (`domain.totp.Jam`).
    """

    __tablename__ = "totp"

    akun: UUID = Field(foreign_key="akun.id", primary_key=True)
    rahasia: str
    sejak: datetime | None = Field(default=None, sa_type=Moment)
    langkah: int = Field(default=0, sa_type=BigInteger)
    geser: int = 0
    calon: int | None = None


class KodePemulihan(SQLModel, table=True):
    """A code for who has lost the app: `sidik` is its Argon2id hash, the code begins with `nomor`."""

    __tablename__ = "kode_pemulihan"

    akun: UUID = Field(foreign_key="akun.id", primary_key=True)
    nomor: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    sidik: str
    dipakai_pada: datetime | None = Field(default=None, sa_type=Moment)


class KodeWajib(SQLModel, table=True):
    """For which roles an office says that codes are required, there and at the offices below it."""

    __tablename__ = "kode_wajib"

    kantor: str = Field(foreign_key="kantor.kode", primary_key=True)
    peran: list[str] = Field(sa_type=JSONB)


class OidcKantor(SQLModel, table=True):
    """How the people of an office sign in at the office's own provider (OpenID Connect). `rahasia` is encrypted.

    `klaim_orang` names the person, by sign-in name or NIP. `peta_peran` maps the values of `klaim_peran` to roles;
    without that claim roles are given here. `terima_baru`: whether somebody unknown gets an account.
    """

    __tablename__ = "oidc_kantor"

    kantor: str = Field(foreign_key="kantor.kode", primary_key=True)
    penerbit: str
    klien: str
    rahasia: str
    klaim_orang: str
    klaim_peran: str
    peta_peran: dict[str, str] = Field(sa_type=JSONB)
    terima_baru: bool
    aktif: bool


class OidcOrang(SQLModel, table=True):
    """Who somebody is at a provider, for ever: names may be given to somebody else there, `sub` never."""

    __tablename__ = "oidc_orang"
    __table_args__ = (UniqueConstraint("penerbit", "akun", name="oidc_orang_satu"),)

    penerbit: str = Field(primary_key=True)
    sub: str = Field(primary_key=True)
    akun: UUID = Field(foreign_key="akun.id")
    sejak: datetime = Field(default_factory=now, sa_type=Moment)


class Catatan(SQLModel, table=True):
    """One act at console, for ever: who did what to whom or what, from which address. `oleh` None: the installation."""

    __tablename__ = "catatan"
    __table_args__ = (Index("catatan_tentang", "tentang", "pada"),)

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    pada: datetime = Field(default_factory=now, sa_type=Moment)
    oleh: UUID | None = None
    oleh_nama: str
    apa: str
    tentang: str
    alamat: str = ""
    rincian: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
