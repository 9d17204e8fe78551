"""The completeness list: what the system found, what a person must add, and when the step may be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from services.scan.domain.data_pribadi import DataPribadi
from services.scan.mutu.ringkasan import Ringkasan
from shared.documents.virus import Verdict
from shared.sop import Berkas, Sop
from shared.tanda_tangan import HasilTandaTangan


class Hasil(StrEnum):
    """What the system can say about a line."""

    LULUS = "lulus"
    GAGAL = "gagal"
    TIDAK_DIPERIKSA = "tidak_diperiksa"


Temuan = tuple[Hasil, str]
"""A verdict, and what was compared with what."""
SEND_BACK = "Kembalikan berkas ke langkah yang harus melengkapinya."
NO_SCAN: Temuan = (Hasil.TIDAK_DIPERIKSA, "Belum ada hasil scan yang dapat diperiksa.")


class Baris(BaseModel):
    """One line. `wajib`: without it the step cannot be done, whatever a person says; `saran`: what to do then."""

    model_config = ConfigDict(frozen=True)

    kode: str
    pertanyaan: str
    hasil: Hasil
    penjelasan: str
    wajib: bool = False
    saran: str = SEND_BACK

    @property
    def menghalangi(self) -> bool:
        """Whether this line alone holds the berkas back."""
        return self.wajib and self.hasil is Hasil.GAGAL

    @property
    def perlu_alasan(self) -> bool:
        """Whether a person must say why it is right all the same."""
        return self.hasil is Hasil.GAGAL and not self.wajib

    @property
    def perlu_konfirmasi(self) -> bool:
        """Whether a person must look, because the system cannot."""
        return self.hasil is Hasil.TIDAK_DIPERIKSA


class BarisDiperiksa(Baris):
    """A line with what the person said of it, as it is kept."""

    konfirmasi: bool = False
    catatan: str = ""


@dataclass(frozen=True)
class Laporan:
    """What the scan says of its result. `pdfa`: valid, gagal or "tidak diperiksa"; `sebab`: why not valid.

    `aktif`: what acted in the sources, None if nobody looked; `utuh`: the result is the source, so it still acts.
    `virus`: of each file by its SHA-256 what the scanner said; None if nobody asked. `tanda_tangan`: of each signed
    document by its SHA-256 what its signatures are worth. `mutu`: how its pages look, None if nobody looked.
    """

    pdfa: str
    sebab: str = ""
    aktif: tuple[str, ...] | None = None
    utuh: bool = False
    virus: Mapping[str, Verdict] | None = None
    tanda_tangan: Mapping[str, HasilTandaTangan] = field(default_factory=dict)
    mutu: Ringkasan | None = None


@dataclass(frozen=True)
class Bahan:
    """What is looked at. `teks`: the text of each page of the scan; None as long as there is none.

    `data_pribadi`: what was found and decided on it; None as long as there is no scan of ours.
    """

    berkas: Berkas
    sop: Sop
    laporan: Laporan | None = None
    teks: tuple[str, ...] | None = None
    data_pribadi: DataPribadi | None = None
    zona: str = "Asia/Jakarta"


def shortcomings(
    baris: tuple[Baris, ...], konfirmasi: Mapping[str, bool], catatan: Mapping[str, str]
) -> dict[str, str]:
    """What still keeps the step from being done: name of the form's field to sentence; empty when nothing does."""
    return {field: text for line in baris for field, text in _shortcoming(line, konfirmasi, catatan)}


def confirmed(
    baris: tuple[Baris, ...], konfirmasi: Mapping[str, bool], catatan: Mapping[str, str]
) -> tuple[BarisDiperiksa, ...]:
    """The lines with what the person said of each."""
    return tuple(
        BarisDiperiksa(
            **line.model_dump(), konfirmasi=konfirmasi.get(line.kode, False),
            catatan=catatan.get(line.kode, "").strip()[:1000],
        )
        for line in baris
    )  # fmt: skip


def _shortcoming(line: Baris, konfirmasi: Mapping[str, bool], catatan: Mapping[str, str]) -> list[tuple[str, str]]:
    if line.menghalangi:
        return [("", f"{line.pertanyaan}: {line.penjelasan} {line.saran}")]
    if line.perlu_alasan and not catatan.get(line.kode, "").strip():
        return [(f"catatan-{line.kode}", f"{line.pertanyaan}: tulis alasan mengapa berkas tetap dapat diteruskan.")]
    if line.perlu_konfirmasi and not konfirmasi.get(line.kode, False):
        return [(f"periksa-{line.kode}", f"{line.pertanyaan}: lihat sendiri, lalu nyatakan sesuai. "
                 "Bila tidak sesuai, kembalikan berkas.")]  # fmt: skip
    return []
