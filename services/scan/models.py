"""Tables of the scan desks: receipt of paper, scans, what was checked. Personal data: `models_privasi`."""

from datetime import datetime
from typing import Any
from uuid import UUID

import uuid_utils.compat as uuids
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import BigInteger, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from services.scan.domain.halaman_ulang import scanned_anew
from services.scan.domain.pemindaian import Asal, HasilScan, KeadaanScan, Luaran, Sumber
from services.scan.mutu.laporan import Mutu
from services.scan.mutu.ringkasan import Ringkasan
from services.scan.pemahaman import Pemahaman
from shared.documents.virus import Verdict, Virus
from shared.events.tables import Moment, now
from shared.sop import Pelaku
from shared.tanda_tangan import HasilTandaTangan

MUTU = TypeAdapter(Mutu)
LIVE = "state IN ('antre', 'diolah', 'siap')"


class PenerimaanRangkap(SQLModel, table=True):
    """Paper that a person confirmed to have received."""

    __tablename__ = "penerimaan_rangkap"
    __table_args__ = (Index("penerimaan_rangkap_berkas", "berkas_id"),)

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    berkas_id: UUID
    revisi: int
    giliran: int
    jumlah_rangkap: int
    catatan: str
    oleh: dict[str, Any] = Field(sa_type=JSONB)
    created_at: datetime = Field(default_factory=now, sa_type=Moment)


class Pemindaian(SQLModel, table=True):
    """One scan of a berkas at one turn. A berkas has at most one that is waiting, worked on or ready."""

    __tablename__ = "pemindaian"
    __table_args__ = (
        Index("pemindaian_berkas", "berkas_id", "id"),
        Index("pemindaian_hidup", "berkas_id", unique=True, postgresql_where=text(LIVE)),
        Index("pemindaian_kunci", "berkas_id", "kunci", unique=True, postgresql_where=text("kunci <> ''")),
    )

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    berkas_id: UUID
    revisi: int
    giliran: int
    langkah: str
    kunci: str
    asal: str
    sumber: list[dict[str, Any]] = Field(sa_type=JSONB)
    state: str = KeadaanScan.ANTRE
    sebab: str | None = None
    hasil: str | None = None
    hasil_ukuran: int | None = Field(default=None, sa_type=BigInteger)
    teks: str | None = None
    teks_ukuran: int | None = Field(default=None, sa_type=BigInteger)
    halaman: int | None = None
    perlu_dibaca: int | None = None
    """How many of its pages are read; null until all were looked at."""
    pdfa: str | None = None
    pdfa_sebab: str | None = None
    laporan: list[dict[str, Any]] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    """One entry a page, as `PageReport`; `mutu` is missing in what is older than the quality gate."""
    aktif: list[str] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    """Active content of the sources: gone from a new result, still there in a signed one; null: nobody looked."""
    virus: list[dict[str, Any]] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    """What the virus scanner said of each file: sha256, hasil, keterangan; null: there is no scanner."""
    peringatan: list[dict[str, Any]] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    """Personal data that was found, masked: jenis, halaman, kotak, cuplikan; null: nobody looked."""
    tanda_tangan: list[dict[str, Any]] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    """What the signatures of each signed document are worth: sha256, diperiksa, tanda_tangan; null: none is signed."""
    pemahaman: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    """What its words say of the product (`Pemahaman`); null: nobody looked."""
    detik: float | None = None
    oleh: dict[str, Any] = Field(sa_type=JSONB)
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    started_at: datetime | None = Field(default=None, sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def keadaan(self) -> KeadaanScan:
        """Where it stands."""
        return KeadaanScan(self.state)

    @property
    def pelaku(self) -> Pelaku:
        """Who ordered it."""
        return Pelaku.model_validate(self.oleh)

    @property
    def sources(self) -> tuple[Sumber, ...]:
        """What it is made of, in order."""
        return tuple(map(Sumber.model_validate, self.sumber))

    @property
    def dipindai_ulang(self) -> list[tuple[int, str]]:
        """The pages that were replaced, each with the name of its file."""
        return scanned_anew(self.sources)

    @property
    def verdicts(self) -> dict[str, Verdict] | None:
        """What the virus scanner said, by SHA-256."""
        if self.virus is None:
            return None
        return {one["sha256"]: Verdict(Virus(one["hasil"]), one["keterangan"]) for one in self.virus}

    @property
    def signatures(self) -> dict[str, HasilTandaTangan]:
        """What the signatures of the signed documents are worth, by SHA-256."""
        return {one["sha256"]: HasilTandaTangan.model_validate(one) for one in self.tanda_tangan or ()}

    @property
    def understood(self) -> Pemahaman | None:
        """What its words say of the product; None: nobody looked, or what looked was of another version."""
        try:
            return Pemahaman.model_validate(self.pemahaman) if self.pemahaman else None
        except ValidationError:
            return None

    @property
    def mutu(self) -> Ringkasan | None:
        """How its pages look; None: nobody looked, or what looked was of another version."""
        try:
            return Ringkasan([MUTU.validate_python(page["mutu"]) for page in self.laporan]) if self.laporan else None
        except (KeyError, ValidationError):
            return None

    @property
    def result(self) -> HasilScan:
        """What came out. Only of a scan that was finished."""
        return HasilScan(
            asal=Asal(self.asal), sumber=self.sources, halaman=self.halaman or 0,
            pdf=Luaran(sha256=self.hasil or "", ukuran=self.hasil_ukuran or 0),
            teks=Luaran(sha256=self.teks or "", ukuran=self.teks_ukuran or 0),
            tanda_tangan=self.signatures.get(self.hasil or ""),
        )  # fmt: skip


class Pemeriksaan(SQLModel, table=True):
    """A completeness check that a person confirmed: each line with what was found, and what that person said of it."""

    __tablename__ = "pemeriksaan"
    __table_args__ = (Index("pemeriksaan_berkas", "berkas_id"),)

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    berkas_id: UUID
    revisi: int
    giliran: int
    baris: list[dict[str, Any]] = Field(sa_type=JSONB)
    oleh: dict[str, Any] = Field(sa_type=JSONB)
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
