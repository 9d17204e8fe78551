"""Personal data in the scan of a berkas: what was found or marked, what a person decided of it, what follows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from services.scan.domain.halaman import Kotak
from services.scan.domain.pemindaian import Luaran
from shared.errors import Invalid
from shared.sop import Berkas, Dokumen, JenisDokumen, Pelaku
from shared.teks import STORABLE

DITANDAI = "ditandai"
MAX_MARKED = 500
"""Places that people may mark by hand in one scan; what is found has no such end."""
MAX_REASON = 500
FURTHEST = 14_400.0
"""No page of a PDF is larger, in points."""
SIGNED = (
    "PDF ini bertanda tangan elektronik, jadi bagiannya tidak dapat ditutup tanpa merusak tanda tangannya. "
    "Kembalikan berkas dan minta salinan tanpa data pribadi itu."
)


class Putusan(StrEnum):
    """What a person decides of a place."""

    BOLEH = "boleh_terbit"
    TUTUP = "tutup"


class KeadaanPenutupan(StrEnum):
    """`DIGANTI`: another one took its place, or the berkas moved on."""

    ANTRE = "antre"
    DIOLAH = "diolah"
    SIAP = "siap"
    GAGAL = "gagal"
    DIGANTI = "diganti"


class _Nilai(BaseModel):
    model_config = ConfigDict(frozen=True)


class Bagian(_Nilai):
    """A place with the newest decision on it. Boxes as a reader sees the page, in points; `cuplikan` is masked."""

    kode: str
    jenis: str
    sebutan: str
    halaman: int
    kotak: tuple[Kotak, ...]
    cuplikan: str
    putusan: Putusan | None = None
    alasan: str = ""
    oleh: Pelaku | None = None
    pada: datetime | None = None

    @property
    def letak(self) -> str:
        """Where to look for it on the page."""
        top = min(box[1] for box in self.kotak) / 72 * 2.54
        return f"halaman {self.halaman}, sekitar {top:.0f} cm dari tepi atas"


class Kotakan(_Nilai):
    """A box that a person draws, in points from the upper left corner of the page, and why."""

    halaman: int
    kiri: float
    atas: float
    kanan: float
    bawah: float
    alasan: str = Field(max_length=MAX_REASON, pattern=STORABLE)

    @property
    def kotak(self) -> Kotak:
        """The box."""
        return self.kiri, self.atas, self.kanan, self.bawah


class Jawaban(_Nilai):
    """What a person says of one place."""

    putusan: Putusan
    alasan: str = Field(default="", max_length=MAX_REASON, pattern=STORABLE)


class DataPribadi(_Nilai):
    """All places of one scan. `hasil`: that scan, nothing closed; `tertutup`: the same with all that is to be closed.

    `dicari`: whether anybody looked. `penutupan`: where the newest closing stands, `sebab`: why it failed.
    """

    hasil: str
    halaman: int
    dicari: bool
    bertanda_tangan: bool
    bagian: tuple[Bagian, ...] = ()
    penutupan: KeadaanPenutupan | None = None
    sebab: str = ""
    tertutup: str | None = None

    @property
    def belum(self) -> tuple[Bagian, ...]:
        """Places on which nobody decided."""
        return tuple(one for one in self.bagian if one.putusan is None)

    @property
    def ditutup(self) -> tuple[Bagian, ...]:
        """Places that are to be closed."""
        return tuple(one for one in self.bagian if one.putusan is Putusan.TUTUP)

    @property
    def boleh(self) -> tuple[Bagian, ...]:
        """Places that may be published."""
        return tuple(one for one in self.bagian if one.putusan is Putusan.BOLEH)

    @property
    def selesai(self) -> bool:
        """Whether nothing is left to decide or to be done."""
        return not self.belum and (not self.ditutup or self.tertutup is not None)

    @property
    def diolah(self) -> bool:
        """Whether a worker is at it."""
        return self.penutupan in {KeadaanPenutupan.ANTRE, KeadaanPenutupan.DIOLAH} and self.tertutup is None

    @property
    def ringkasan(self) -> str:
        """What was decided, for the record of the step; nothing where nothing was found."""
        parts = [f"{len(self.ditutup)} bagian ditutup"] if self.ditutup else []
        parts += [f"{one.sebutan} di halaman {one.halaman} boleh terbit: {one.alasan}" for one in self.boleh]
        return f"Data pribadi: {'; '.join(parts)}." if parts else ""


class Edisi(_Nilai):
    """The files of the scan as they are to be published. `sumber`: what they were made of, when places are closed.

    `ditutup`: the page of each closed place.
    """

    pdf: Luaran
    teks: Luaran
    sumber: str | None = None
    ditutup: tuple[int, ...] = ()


def closing_the_rest(data: DataPribadi, jawaban: Mapping[str, Jawaban]) -> dict[str, Jawaban]:
    """The answers, and that all else on which nobody decided is closed."""
    return {one.kode: Jawaban(putusan=Putusan.TUTUP) for one in data.belum} | dict(jawaban)


def check_answers(data: DataPribadi, jawaban: Mapping[str, Jawaban], kotak: Sequence[Kotakan]) -> None:
    """Refuse what makes no sense. Raises Invalid."""
    known = {one.kode for one in data.bagian}
    if not jawaban and not kotak:
        raise Invalid("Pilih putusan untuk sedikitnya satu bagian.", code="tanpa-putusan")
    if sum(one.jenis == DITANDAI for one in data.bagian) + len(kotak) > MAX_MARKED:
        raise Invalid(f"Paling banyak {MAX_MARKED} bagian dapat ditandai di satu berkas.", code="terlalu-banyak-bagian")
    for kode, answer in jawaban.items():
        if kode not in known:
            raise Invalid("Bagian ini tidak ada di hasil scan. Muat ulang halamannya.", code="bagian-tidak-ada")
        if answer.putusan is Putusan.BOLEH and not answer.alasan.strip():
            raise Invalid(
                "Tulis alasan mengapa data pribadi ini boleh terbit.", code="alasan-kosong", field=f"alasan-{kode}"
            )
    for one in kotak:
        _check_box(one, data.halaman)
    closes = kotak or any(answer.putusan is Putusan.TUTUP for answer in jawaban.values())
    if data.bertanda_tangan and closes:
        raise Invalid(SIGNED, code="bertanda-tangan-tidak-ditutup")


def _check_box(one: Kotakan, pages: int) -> None:
    inside = all(0 <= edge <= FURTHEST for edge in one.kotak)
    if not (1 <= one.halaman <= pages and inside and one.kiri < one.kanan and one.atas < one.bawah):
        raise Invalid(
            f"Bagian yang ditandai harus terletak di halaman 1 sampai {pages}, dengan tepi kiri dan atas lebih dulu.",
            code="kotak-keliru", field="kotak",
        )  # fmt: skip
    if not one.alasan.strip():
        raise Invalid("Tulis alasan mengapa bagian ini ditutup.", code="alasan-kosong", field="kotak")


def edition_documents(berkas: Berkas, edisi: Edisi, langkah: str, oleh: str, pada: datetime) -> list[Dokumen]:
    """What must be added to the berkas so that this edition is what is published; nothing when it is already."""
    pdf, teks = berkas.terbaru(JenisDokumen.HASIL_SCAN), berkas.terbaru(JenisDokumen.TEKS)
    if pdf is None or teks is None or pdf.sha256 == edisi.pdf.sha256:
        return []
    made = {"langkah": langkah, "revisi": berkas.revisi, "oleh": oleh, "pada": pada, "berlaku": True}
    return [
        pdf.model_copy(
            update={**made, **edisi.pdf.model_dump(), "sumber": edisi.sumber or pdf.sumber, "ditutup": edisi.ditutup}
        ),
        teks.model_copy(update={**made, **edisi.teks.model_dump(), "sumber": edisi.pdf.sha256}),
    ]
