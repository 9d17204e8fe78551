"""What was understood of a legal product: every field with its place on the page and how sure it is."""

from datetime import date
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from services.scan.domain.halaman import Kotak

T = TypeVar("T")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bidang(_Frozen, Generic[T]):
    """One field. `nilai` is None where nothing was read.

    `yakin` runs from 0 to 1; `halaman` (from 1) and `kotak` say where it stands, for the cut-out; `sebab` tells a
    clerk why it is unsure. What has `perlu_dilihat` is a guess and must not be taken without looking.
    """

    nilai: T | None = None
    yakin: float = 0.0
    halaman: int | None = None
    kotak: Kotak | None = None
    sebab: str = ""
    perlu_dilihat: bool = True


class JenisProduk(_Frozen):
    """A kind: as printed, its short form, the issuing office, its key in `shared.sop.jenis.JENIS` (or empty)."""

    tercetak: str
    bentuk: str
    lembaga: str
    kode: str = ""


class Nomor(_Frozen):
    """A number: whole, and its parts as far as the numbering of its era has them."""

    utuh: str
    urut: str = ""
    klasifikasi: str = ""
    kode_kantor: str = ""
    unit: str = ""
    bulan: int | None = None
    tahun: int | None = None


class Judul(_Frozen):
    """The subject (what follows "tentang"): in the letters of the print, and in ordinary case."""

    tercetak: str
    rapi: str


class Diktum(_Frozen):
    """One decision: its label (KESATU …) and text."""

    label: str
    teks: str


class Relasi(_Frozen):
    """What this product does to another: `hubungan` is mengubah, mencabut or melaksanakan."""

    hubungan: str
    jenis: str
    nomor: str
    tahun: int | None = None
    tentang: str = ""


class Lampiran(_Frozen):
    """An annex: its number (I, II … or empty), first and last page, and the number and date in its head.

    `nomor_beda` and `tanggal_beda`: whether they differ from those of the body; None where one of them was not read.
    """

    nomor: str
    dari: int
    sampai: int
    nomor_produk: str = ""
    tanggal: date | None = None
    nomor_beda: bool | None = None
    tanggal_beda: bool | None = None


class Pemahaman(_Frozen):
    """All of it. `model_dump_json()` for storage, `Pemahaman.model_validate_json(…)` back."""

    jenis: Bidang[JenisProduk]
    nomor: Bidang[Nomor]
    tahun: Bidang[int]
    judul: Bidang[Judul]
    tempat: Bidang[str]
    tanggal_penetapan: Bidang[date]
    tanggal_pengundangan: Bidang[date]
    penandatangan: Bidang[str]
    jabatan: Bidang[str]
    jumlah_halaman: Bidang[int]
    menimbang: tuple[Bidang[str], ...]
    mengingat: tuple[Bidang[str], ...]
    memperhatikan: tuple[Bidang[str], ...]
    diktum: tuple[Bidang[Diktum], ...]
    relasi: tuple[Bidang[Relasi], ...]
    lampiran: tuple[Bidang[Lampiran], ...]
    salinan: Bidang[bool]
