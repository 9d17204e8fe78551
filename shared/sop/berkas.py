"""The berkas: the folder that travels between the desks, as a value that every event of a case carries."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator

from shared.sop.jenis import BIDANG_HUKUM, JENIS, JenisDokumen
from shared.tanda_tangan import HasilTandaTangan
from shared.teks import SAID, described


def _writable(text: str) -> str:
    if any(ord(letter) < 32 and letter not in "\n\r\t" for letter in text):
        raise ValueError("memuat huruf yang tidak dapat disimpan")
    return text


Short = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_writable),
    described(pattern=SAID),
]  # fmt: skip
Long = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(_writable),
    described(pattern=SAID),
]  # fmt: skip


class Frozen(BaseModel):
    """A value: compared by content, never changed."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Keadaan(StrEnum):
    """Where a case stands as a whole."""

    BERJALAN = "berjalan"
    SELESAI = "selesai"
    DITOLAK = "ditolak"
    DITARIK = "ditarik"


class Pelaku(Frozen):
    """Who acted, in which role of the office, and for whom, when somebody deputises."""

    id: UUID
    nama: str
    nip: str = ""
    jabatan: str = ""
    peran: str
    untuk: "Pelaku | None" = None

    @property
    def sendiri(self) -> "Pelaku":
        """The same, without whom it was for."""
        return self.model_copy(update={"untuk": None})

    @property
    def semua(self) -> frozenset[UUID]:
        """The one who acted and the one in whose place: neither may decide on it."""
        return frozenset(p.id for p in (self, self.untuk) if p)


def menggantikan(untuk: Pelaku | None) -> str:
    """What stands behind the name of who deputised: in whose place; nothing for a vacant post, or when nobody did."""
    return f", menggantikan {untuk.nama}" if untuk and untuk.nama else ""


class NotaDinas(Frozen):
    """The official note that asks for publication."""

    nomor: Short
    tanggal: date
    hal: Long
    dari: Short


class Produk(Frozen):
    """Metadata of the legal product as its proposer states it (Permenkumham 8/2019)."""

    jenis: str
    nomor: Short
    tahun: int = Field(ge=1945, le=2200)
    tentang: Long
    tempat_penetapan: Short
    tanggal_penetapan: date
    penandatangan: Short
    bidang_hukum: str = "Tata Negara"
    subjek: str = Field(default="", max_length=500)

    @field_validator("jenis")
    @classmethod
    def _known_kind(cls, value: str) -> str:
        if value not in JENIS:
            raise ValueError("jenis produk hukum tidak dikenal")
        return value

    @field_validator("bidang_hukum")
    @classmethod
    def _known_field(cls, value: str) -> str:
        if value not in BIDANG_HUKUM:
            raise ValueError("bidang hukum tidak dikenal")
        return value

    @property
    def judul(self) -> str:
        """The full title: kind, number, year, subject."""
        nomor = self.nomor if str(self.tahun) in self.nomor else f"{self.nomor} Tahun {self.tahun}"
        return f"{JENIS[self.jenis].nama} Nomor {nomor} tentang {self.tentang}"


class BidangTerbaca(Frozen):
    """A field as it was read of a scan: a suggestion, which a person takes or does not.

    `yakin` runs from 0 to 1; what has `perlu_dilihat` (`sebab` says why) must not be taken without looking at
    `halaman`. `beda`: what the proposer stated, where that is something else. `potongan`: whether scan has a picture of
    the place.
    """

    kode: str
    nama: str
    nilai: str
    yakin: float
    perlu_dilihat: bool
    sebab: str = ""
    halaman: int | None = None
    beda: str = ""
    potongan: bool = False


class Dokumen(Frozen):
    """One document of the berkas. Its bytes lie in the private store under `sha256` (hex).

    `tanda_tangan`: what its electronic signatures are worth; None: it has none, or nobody looked. `terbaca`: what was
    read of it. `ditutup`: of each place that was closed in it the page, from 1; none in what a person gave us. `sidik`:
    by what its bytes are bound beside their name (`shared.sidik`); "" for nothing.
    """

    jenis: JenisDokumen
    sha256: str
    nama: str
    ukuran: int
    tipe: str = "application/pdf"
    halaman: int | None = None
    bertanda_tangan: bool = False
    tanda_tangan: HasilTandaTangan | None = None
    sumber: str | None = None
    langkah: str
    revisi: int
    oleh: str
    pada: datetime
    berlaku: bool = True
    terbaca: tuple[BidangTerbaca, ...] = ()
    ditutup: tuple[int, ...] = ()
    sidik: str = ""


class Jejak(Frozen):
    """One act in the life of the berkas, in the order of `giliran`: from `langkah` to `ke` ("" when it ended).

    `untuk`: for whom, when somebody deputises. `teks` and `rantai`: the act in the audit chain (`shared.sop.rantai`);
    empty for acts from before the chain.
    """

    giliran: int
    revisi: int
    langkah: str
    ke: str = ""
    tindakan: str
    hasil: str
    oleh: Pelaku
    untuk: Pelaku | None = None
    pada: datetime
    catatan: str = ""
    berlaku: bool = True
    teks: str = ""
    rantai: str = ""


class Berkas(Frozen):
    """The whole folder. `giliran` counts acts; `langkah` is where it lies (None when it has ended)."""

    id: UUID
    kantor: str
    sop: str
    nomor_agenda: int
    tahun_agenda: int
    revisi: int = 1
    giliran: int = 1
    langkah: str | None
    keadaan: Keadaan = Keadaan.BERJALAN
    sejak: datetime
    tenggat: datetime | None = None
    pengusul: Pelaku
    nota_dinas: NotaDinas
    produk: Produk
    dokumen: tuple[Dokumen, ...] = ()
    riwayat: tuple[Jejak, ...] = ()

    @property
    def agenda(self) -> str:
        """Number in the buku agenda, as it is written."""
        return f"{self.nomor_agenda}/{self.tahun_agenda}"

    def terbaru(self, jenis: JenisDokumen) -> Dokumen | None:
        """The newest document of this kind that is still valid."""
        return next((d for d in reversed(self.dokumen) if d.jenis == jenis and d.berlaku), None)
