"""What is written on the sheets. Texts may be long: they wrap, and the type gets smaller until the page holds them."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Long = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sifat(StrEnum):
    """How urgent or secret a letter is."""

    SANGAT_SEGERA = "Sangat segera"
    SEGERA = "Segera"
    RAHASIA = "Rahasia"


class Harap(StrEnum):
    """What the receiver of a disposition is asked for."""

    TANGGAPAN_DAN_SARAN = "Tanggapan dan saran"
    PROSES_LEBIH_LANJUT = "Proses lebih lanjut"
    KOORDINASI = "Koordinasi"


class Keputusan(StrEnum):
    """How it was decided."""

    DISETUJUI = "Disetujui"
    DIKEMBALIKAN = "Dikembalikan"
    DITOLAK = "Ditolak"


class Kop(_Frozen):
    """The letterhead: the office's full name (or `baris` instead), the unit within it, address, how to reach it."""

    kantor: Short
    unit: Short = ""
    alamat: Short = ""
    kontak: Long = ""
    baris: tuple[Short, ...] = ()


class Orang(_Frozen):
    """A person as a sheet names one; `peran` is the role in the SOP, `jabatan` the title, `untuk` who is replaced."""

    nama: Short
    jabatan: Short = ""
    peran: Short = ""
    untuk: Short = ""
    nip: Short = ""


class Lembar(_Frozen):
    """What both sheets bear: office, number of the berkas, who signed and when (shown in `zona`, an IANA name)."""

    kop: Kop
    nomor_berkas: Short
    oleh: Orang
    pada: AwareDatetime
    zona: Short = "Asia/Jakarta"
    catatan: Long = ""


class LembarDisposisi(Lembar):
    """The lembar disposisi of one letter; nothing ticked in `sifat` is an ordinary letter.

    `kode` stands on it as a QR code (`shared.kode_lembar`), so that a scan of it finds its berkas.
    """

    surat_dari: Short = ""
    nomor: Short = ""
    tanggal: date | None = None
    diterima_tanggal: date | None = None
    nomor_agenda: Short = ""
    sifat: Sifat | None = None
    hal: Long = ""
    diteruskan_kepada: tuple[Short, ...] = ()
    harap: tuple[Harap, ...] = ()
    kode: Short = ""


class Naskah(_Frozen):
    """One document of the berkas; `sha256` is 64 hex digits, `halaman` its number of pages when known."""

    jenis: Short
    nama: Short
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    halaman: int | None = None


class LembarPersetujuan(Lembar):
    """The lembar persetujuan of one legal product; `sesuai` is the verdict of the check, None when none was asked."""

    kegiatan: Short = ""
    jenis: Short
    nomor: Short
    tahun: int
    tentang: Long
    pengusul: Orang
    keputusan: Keputusan = Keputusan.DISETUJUI
    sesuai: bool | None = None
    dokumen: tuple[Naskah, ...] = ()
