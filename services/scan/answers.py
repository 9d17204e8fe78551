"""What the API of the scan desks answers."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from services.scan.domain.data_pribadi import DataPribadi
from services.scan.domain.kelengkapan import Baris, BarisDiperiksa
from services.scan.domain.pemindaian import Sumber
from services.scan.inspection import Daftar
from services.scan.kemajuan import Kemajuan
from services.scan.models import Pemeriksaan, Pemindaian
from services.scan.mutu.laporan import NOT_LOOKED, Mutu
from services.scan.pipeline import Judgement
from shared.sop import Pelaku
from shared.tanda_tangan import HasilTandaTangan


class Halaman(BaseModel):
    """One page of a result. `judgement`: what text it had; `confidence`: 0 to 100, null where nothing was read.

    `mutu`: how it looks, with a sentence for each finding; without `ukuran` nobody measured it.
    """

    number: int
    judgement: Judgement
    ocr: bool
    confidence: float | None
    mutu: Mutu = NOT_LOOKED


class BertandaTangan(HasilTandaTangan):
    """A signed document, and what its signatures are worth."""

    sha256: str


class Pindaian(BaseModel):
    """A scan and where it stands: `dibaca` of `perlu_dibaca` pages are read so far.

    `tanda_tangan`: of each signed document; null when none is signed.
    """

    id: UUID
    berkas_id: UUID
    revisi: int
    giliran: int
    asal: str
    state: str
    sebab: str | None
    sumber: tuple[Sumber, ...]
    hasil: str | None
    teks: str | None
    halaman: int | None
    perlu_dibaca: int | None
    dibaca: int
    pdfa: str | None
    pdfa_sebab: str | None
    aktif: tuple[str, ...] | None
    tanda_tangan: tuple[BertandaTangan, ...] | None
    laporan: tuple[Halaman, ...]
    detik: float | None
    oleh: Pelaku
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @classmethod
    def of(cls, scan: Pemindaian, kemajuan: Kemajuan | None = None) -> Self:
        """The answer for `scan`, and how far it is if it is worked on."""
        read = kemajuan.dibaca if kemajuan else scan.perlu_dibaca or 0
        return cls.model_validate({**scan.model_dump(), "laporan": scan.laporan or (), "dibaca": read})


class Diperiksa(BaseModel):
    """A list that a person confirmed."""

    revisi: int
    giliran: int
    baris: tuple[BarisDiperiksa, ...]
    oleh: Pelaku
    created_at: datetime


class DaftarKelengkapan(BaseModel):
    """The list as it is at turn `giliran`, the newest one that was confirmed, and the personal data of the scan."""

    berkas_id: UUID
    giliran: int
    baris: tuple[Baris, ...]
    diperiksa: Diperiksa | None
    data_pribadi: DataPribadi | None

    @classmethod
    def of(cls, daftar: Daftar, kept: Pemeriksaan | None) -> Self:
        """The answer for a berkas."""
        confirmed = Diperiksa.model_validate(kept.model_dump()) if kept else None
        return cls(
            berkas_id=daftar.berkas.id, giliran=daftar.berkas.giliran, baris=daftar.baris, diperiksa=confirmed,
            data_pribadi=daftar.data,
        )  # fmt: skip
