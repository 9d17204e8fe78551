"""The life of a scan, and what a finished one puts into the berkas."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from shared.documents.refusal import refusal
from shared.errors import Invalid
from shared.sop import Berkas, Dokumen, JenisDokumen
from shared.sop.berkas import BidangTerbaca
from shared.tanda_tangan import HasilTandaTangan


class KeadaanScan(StrEnum):
    """`DIGANTI`: a newer scan took its place, or the berkas moved on. `DIPAKAI`: a person took its result."""

    ANTRE = "antre"
    DIOLAH = "diolah"
    SIAP = "siap"
    GAGAL = "gagal"
    DIGANTI = "diganti"
    DIPAKAI = "dipakai"

    @property
    def dikerjakan(self) -> bool:
        """Whether a worker still has to end it."""
        return self in {KeadaanScan.ANTRE, KeadaanScan.DIOLAH}


class Asal(StrEnum):
    """Whence the pages come: a new scan, or the salinan that lies in the berkas."""

    PINDAIAN = "pindaian"
    SALINAN = "salinan"


class _Nilai(BaseModel):
    model_config = ConfigDict(frozen=True)


class Isi(_Nilai):
    """A document in the private store under `sha256`."""

    sha256: str
    nama: str
    ukuran: int
    tipe: str
    halaman: int
    bertanda_tangan: bool


class Pengganti(Isi):
    """One page that was scanned anew; it stands for page `menggantikan` (from 1) of a source."""

    menggantikan: int


class Sumber(Isi):
    """A document that a scan is made of; `pengganti` take the place of single pages of it."""

    pengganti: tuple[Pengganti, ...] = ()


class Luaran(_Nilai):
    """A file that came out, in the private store under `sha256`; `ukuran` in bytes."""

    sha256: str
    ukuran: int


class HasilScan(_Nilai):
    """A finished scan. For a signed PDF `pdf` is the source itself, `tanda_tangan` what its signatures are worth."""

    asal: Asal
    sumber: tuple[Sumber, ...]
    pdf: Luaran
    teks: Luaran
    halaman: int
    tanda_tangan: HasilTandaTangan | None = None
    terbaca: tuple[BidangTerbaca, ...] = ()

    @property
    def bertanda_tangan(self) -> bool:
        """Whether the result is a signed PDF, byte for byte as it came."""
        first = self.sumber[0]
        return first.bertanda_tangan and first.sha256 == self.pdf.sha256


def check_together(sources: Sequence[Sumber], max_pages: int) -> None:
    """Refuse at once what can never become one scan. Raises Invalid."""
    if not sources:
        raise Invalid(
            "Pilih berkas hasil pindai, atau pakai salinan yang ada di berkas.", code="tanpa-berkas", field="berkas"
        )
    signed = next((one for one in sources if one.bertanda_tangan), None)
    if signed and len(sources) > 1:
        raise refusal("pdf-bertanda-tangan-digabung", signed.nama)
    _check_pages(sources, max_pages)


def check_stack(sources: Sequence[Sumber], max_pages: int) -> None:
    """Refuse at once what cannot be parted. Raises Invalid."""
    if not sources:
        raise Invalid("Pilih berkas hasil pindai satu tumpukan.", code="tanpa-berkas", field="berkas")
    signed = next((one for one in sources if one.bertanda_tangan), None)
    if signed:
        raise refusal("pdf-bertanda-tangan-ditumpuk", signed.nama)
    _check_pages(sources, max_pages)


def salinan_in(berkas: Berkas) -> Sumber | None:
    """The salinan that lies in the berkas: the stamped copy, or the signed PDF that takes no stamp."""
    asli = berkas.terbaru(JenisDokumen.NASKAH_ASLI)
    found = berkas.terbaru(JenisDokumen.SALINAN) or (asli if asli and asli.bertanda_tangan else None)
    if found is None:
        return None
    return Sumber(
        sha256=found.sha256, nama=found.nama, ukuran=found.ukuran, tipe=found.tipe, halaman=found.halaman or 0,
        bertanda_tangan=found.bertanda_tangan,
    )  # fmt: skip


def handed_in(berkas: Berkas) -> list[Dokumen]:
    """The documents that somebody sent, as opposed to those that were made here of others."""
    made = {JenisDokumen.LEMBAR_DISPOSISI, JenisDokumen.LEMBAR_PERSETUJUAN, JenisDokumen.HASIL_SCAN, JenisDokumen.TEKS}
    return [one for one in berkas.dokumen if one.berlaku and one.sumber is None and one.jenis not in made]


def documents(berkas: Berkas, hasil: HasilScan, langkah: str, oleh: str, pada: datetime) -> list[Dokumen]:
    """What goes into the berkas: each source as received (unless it lay there already), the PDF, its text."""

    def dokumen(
        jenis: JenisDokumen,
        content: Isi,
        sumber: str | None,
        tanda_tangan: HasilTandaTangan | None = None,
        terbaca: tuple[BidangTerbaca, ...] = (),
    ) -> Dokumen:
        return Dokumen(
            jenis=jenis, sumber=sumber, langkah=langkah, revisi=berkas.revisi, oleh=oleh, pada=pada,
            tanda_tangan=tanda_tangan, terbaca=terbaca, **content.model_dump(include=set(Isi.model_fields)),
        )  # fmt: skip

    return [
        *(dokumen(JenisDokumen.PINDAIAN, one, None) for one in _received(hasil)),
        dokumen(
            JenisDokumen.HASIL_SCAN, _pdf(berkas, hasil), hasil.sumber[0].sha256, hasil.tanda_tangan, hasil.terbaca
        ),
        dokumen(JenisDokumen.TEKS, _teks(berkas, hasil), hasil.pdf.sha256),
    ]


def _received(hasil: HasilScan) -> list[Isi]:
    """Each file that was sent for this scan, once."""
    sources = hasil.sumber if hasil.asal is Asal.PINDAIAN else ()
    anew = [page for one in hasil.sumber for page in one.pengganti]
    return list({one.sha256: one for one in [*sources, *anew]}.values())


def _pdf(berkas: Berkas, hasil: HasilScan) -> Sumber:
    if hasil.bertanda_tangan:
        return hasil.sumber[0]
    return Sumber(
        nama=f"{_name(berkas)}.pdf", tipe="application/pdf", halaman=hasil.halaman, bertanda_tangan=False,
        **hasil.pdf.model_dump(),
    )  # fmt: skip


def _teks(berkas: Berkas, hasil: HasilScan) -> Sumber:
    return Sumber(
        nama=f"{_name(berkas)}.json", tipe="application/json", halaman=hasil.halaman, bertanda_tangan=False,
        **hasil.teks.model_dump(),
    )  # fmt: skip


def _name(berkas: Berkas) -> str:
    return f"hasil-scan-{berkas.tahun_agenda}-{berkas.nomor_agenda}"


def _check_pages(sources: Sequence[Sumber], max_pages: int) -> None:
    pages = sum(one.halaman for one in sources)
    if pages > max_pages:
        raise refusal("terlalu-banyak-halaman", sources[0].nama, pages=pages, limit=max_pages)
