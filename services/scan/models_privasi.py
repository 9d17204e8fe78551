"""Tables about personal data in scans: what was decided, and the closing of places."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import uuid_utils.compat as uuids
from sqlalchemy import BigInteger, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from services.scan.domain.data_pribadi import Edisi, KeadaanPenutupan
from services.scan.domain.pemindaian import Luaran
from shared.documents.virus import Verdict, Virus
from shared.events.tables import Moment, now
from shared.sop import Pelaku


class Saat(NamedTuple):
    """When in the course of a berkas somebody acted, and who (`oleh`, a `Pelaku`)."""

    berkas_id: UUID
    revisi: int
    giliran: int
    langkah: str
    oleh: dict[str, Any]


class PutusanDataPribadi(SQLModel, table=True):
    """What a person decided of one place (`kode`) of the scan `hasil`: the newest of a place counts, all are kept."""

    __tablename__ = "putusan_data_pribadi"
    __table_args__ = (Index("putusan_data_pribadi_berkas", "berkas_id", "hasil"),)

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    berkas_id: UUID
    revisi: int
    giliran: int
    langkah: str
    kunci: str
    hasil: str
    kode: str
    jenis: str
    halaman: int
    kotak: list[list[float]] = Field(sa_type=JSONB)
    cuplikan: str
    putusan: str
    alasan: str
    oleh: dict[str, Any] = Field(sa_type=JSONB)
    created_at: datetime = Field(default_factory=now, sa_type=Moment)


class Penutupan(SQLModel, table=True):
    """The closing of places of the scan `dari`: what came out is an edition of its own. One at work a berkas."""

    __tablename__ = "penutupan"
    __table_args__ = (
        Index("penutupan_berkas", "berkas_id", "id"),
        Index("penutupan_hidup", "berkas_id", unique=True, postgresql_where=text("state IN ('antre', 'diolah')")),
    )

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    berkas_id: UUID
    revisi: int
    giliran: int
    langkah: str
    dari: str
    bagian: list[dict[str, Any]] = Field(sa_type=JSONB)
    """Each place: kode, halaman, kotak, ketat, alasan."""
    state: str = KeadaanPenutupan.ANTRE
    sebab: str | None = None
    hasil: str | None = None
    hasil_ukuran: int | None = Field(default=None, sa_type=BigInteger)
    teks: str | None = None
    teks_ukuran: int | None = Field(default=None, sa_type=BigInteger)
    pdfa: str | None = None
    pdfa_sebab: str | None = None
    digambar: list[int] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    """Pages that could not be taken apart and became pictures."""
    virus: list[dict[str, Any]] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    oleh: dict[str, Any] = Field(sa_type=JSONB)
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    started_at: datetime | None = Field(default=None, sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def keadaan(self) -> KeadaanPenutupan:
        """Where it stands."""
        return KeadaanPenutupan(self.state)

    @property
    def kode(self) -> set[str]:
        """The places that it closes."""
        return {one["kode"] for one in self.bagian}

    @property
    def edisi(self) -> Edisi:
        """What came out. Only of one that is ready."""
        return Edisi(
            pdf=Luaran(sha256=self.hasil or "", ukuran=self.hasil_ukuran or 0),
            teks=Luaran(sha256=self.teks or "", ukuran=self.teks_ukuran or 0), sumber=self.dari,
            ditutup=tuple(sorted(one["halaman"] for one in self.bagian)),
        )  # fmt: skip

    @property
    def pelaku(self) -> Pelaku:
        """Who ordered it."""
        return Pelaku.model_validate(self.oleh)

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """What the virus scanner said of the result, by SHA-256."""
        return {one["sha256"]: Verdict(Virus(one["hasil"]), one["keterangan"]) for one in self.virus or ()}
