"""Tables of the publisher: where the paper lies, what was published, and what the built-in site shows."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import uuid_utils.compat as uuids
from sqlalchemy import BigInteger, Column, Computed, Identity, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlmodel import Field, SQLModel

from services.publisher.domain.keadaan import KeadaanPublikasi
from services.publisher.domain.metadata import Metadata
from shared.events.tables import Moment, now
from shared.sop import Pelaku
from shared.tanda_tangan import HasilTandaTangan

LIVE = text("keadaan IN ('menunggu', 'dikirim', 'terverifikasi')")
KNOWN = text("keadaan <> 'gagal'")


class Arsip(SQLModel, table=True):
    """Where the paper of a product lies. One row a turn: what was put away anew has a newer row."""

    __tablename__ = "arsip"
    __table_args__ = (
        UniqueConstraint("berkas_id", "giliran", name="arsip_turn"),
        Index("arsip_office", "kantor", "pada", postgresql_where=text("diganti_pada IS NULL")),
    )

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    berkas_id: UUID
    giliran: int
    kantor: str
    agenda: str
    judul: str
    lemari: str
    rak: str
    map_ordner: str
    catatan: str = ""
    asli_disimpan: bool
    salinan_disimpan: bool
    tanpa_cap_dinas: bool
    oleh: dict[str, Any] = Field(sa_type=JSONB)
    pada: datetime = Field(default_factory=now, sa_type=Moment)
    diganti_pada: datetime | None = Field(default=None, sa_type=Moment)


class Publikasi(SQLModel, table=True):
    """One publication of one edition (the revision of its berkas) on one site.

    `giliran`: the turn of the berkas at which it was ordered. `nomor`: `idData` of the feed.
    A failed one gives its name and address free; a withdrawn one keeps them.
    """

    __tablename__ = "publikasi"
    __table_args__ = (
        Index("publikasi_once", "berkas_id", "edisi", "situs", unique=True, postgresql_where=LIVE),
        Index("publikasi_file", "kantor", "nama_berkas", unique=True, postgresql_where=KNOWN),
        Index("publikasi_address", "kantor", "slug", unique=True, postgresql_where=KNOWN),
        Index("publikasi_berkas", "berkas_id"),
    )

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    nomor: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), unique=True, nullable=False)
    )
    berkas_id: UUID
    kantor: str
    edisi: int
    giliran: int
    situs: str
    slug: str
    nama_berkas: str
    isi: dict[str, Any] = Field(sa_column=Column("metadata", JSONB, nullable=False))
    sha256: str
    ukuran: int = Field(sa_type=BigInteger)
    halaman: int | None
    teks_sha256: str | None
    sidik: str = ""
    """By what the bytes of the file are bound beside their SHA-256."""
    tanda_tangan: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    """What the electronic signatures of the file are worth; null: it has none, or nobody looked."""
    ditutup: list[int] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    """The page of each place that was closed in the file; null: none was."""
    keadaan: str = KeadaanPublikasi.MENUNGGU
    sebab: str = ""
    bukti: dict[str, Any] | None = Field(default=None, sa_type=JSONB)
    oleh: dict[str, Any] = Field(sa_type=JSONB)
    kunci: str = ""
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    first_published_at: datetime | None = Field(default=None, sa_type=Moment)
    verified_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def produk(self) -> Metadata:
        """What is stated of the product."""
        return Metadata.model_validate(self.isi)

    @property
    def signatures(self) -> HasilTandaTangan | None:
        """What its electronic signatures are worth."""
        return HasilTandaTangan.model_validate(self.tanda_tangan) if self.tanda_tangan else None

    @property
    def pelaku(self) -> Pelaku:
        """Who pressed the button."""
        return Pelaku.model_validate(self.oleh)

    @property
    def file_lost(self) -> bool:
        """Whether it was verified and its file is gone since: only such a one is sent and has a reason."""
        return self.keadaan == KeadaanPublikasi.DIKIRIM and self.sebab != ""

    @property
    def object_key(self) -> str:
        """Name of its file in the public bucket."""
        return f"{self.kantor}/{self.nama_berkas}"

    @property
    def page_path(self) -> str:
        """Path of its detail page on the built-in site."""
        return f"/jdih/{self.kantor}/{self.slug}"

    @property
    def file_path(self) -> str:
        """Path of its file on the built-in site."""
        return f"/jdih/{self.kantor}/berkas/{self.nama_berkas}"


class ProdukTerbit(SQLModel, table=True):
    """What the built-in site lists and searches. Shown only while its publication is to be seen."""

    __tablename__ = "produk_terbit"
    __table_args__ = (
        Index("produk_terbit_dasar", "cari_dasar", postgresql_using="gin"),
        Index("produk_terbit_persis", "cari_persis", postgresql_using="gin"),
        Index("produk_terbit_office", "kantor", "tanggal_penetapan"),
    )

    publikasi_id: UUID = Field(primary_key=True, foreign_key="publikasi.id")
    kantor: str
    judul: str
    jenis: str
    tahun: int
    tanggal_penetapan: date
    teks: str
    pada: datetime = Field(default_factory=now, sa_type=Moment)
    cari_dasar: str | None = Field(
        default=None,
        sa_column=Column(TSVECTOR, Computed("to_tsvector('indonesian', judul || ' ' || teks)", persisted=True)),
    )
    cari_persis: str | None = Field(
        default=None,
        sa_column=Column(TSVECTOR, Computed("to_tsvector('simple', judul || ' ' || teks)", persisted=True)),
    )
