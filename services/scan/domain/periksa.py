"""The checks of the completeness list, declared in one table: question, and the function that answers it.

Each answers with a verdict and what was compared with what, or with None where the question does not arise.
"""

from collections.abc import Callable
from typing import NamedTuple

from services.scan.domain.keamanan import still, without_virus
from services.scan.domain.kehadiran import presence
from services.scan.domain.kelengkapan import NO_SCAN, SEND_BACK, Bahan, Baris, Hasil, Temuan
from services.scan.domain.mutu import in_order, legible, seal, stamped, text_on_all_pages
from services.scan.domain.pencocokan import has_number, has_year, head, likeness
from services.scan.domain.privasi import ADVICE, personal
from services.scan.domain.tanda_tangan import signature_valid, signed_untouched
from services.scan.pipeline.model import Pdfa
from shared.sop import Dokumen, JenisDokumen

LIKE_ENOUGH = 0.85
TITLE_PAGES = 3


class Butir(NamedTuple):
    """One check."""

    kode: str
    pertanyaan: str
    uji: Callable[[Bahan], Temuan | None]
    wajib: bool = False
    saran: str = SEND_BACK


def check(bahan: Bahan) -> tuple[Baris, ...]:
    """The whole list for a berkas, wherever it lies."""
    answered = ((butir, butir.uji(bahan)) for butir in BUTIR)
    return (
        *presence(bahan),
        *(
            Baris(
                kode=butir.kode,
                pertanyaan=butir.pertanyaan,
                hasil=temuan[0],
                penjelasan=temuan[1],
                wajib=butir.wajib,
                saran=butir.saran,
            )
            for butir, temuan in answered
            if temuan
        ),
    )


def same_pages(bahan: Bahan) -> Temuan:
    """Pages of the scan against pages of the naskah asli."""
    asli, scan = _newest(bahan, JenisDokumen.NASKAH_ASLI), _newest(bahan, JenisDokumen.HASIL_SCAN)
    if not asli or not scan or not asli.halaman or not scan.halaman:
        return Hasil.TIDAK_DIPERIKSA, "Jumlah halaman naskah asli atau hasil scan tidak diketahui."
    said = f"Hasil scan {scan.halaman} halaman, naskah asli {asli.halaman} halaman."
    return _judged(scan.halaman == asli.halaman, said)


def pdfa(bahan: Bahan) -> Temuan:
    """The verdict of the validator on the very bytes of the scan."""
    if bahan.laporan is None:
        return NO_SCAN
    if bahan.laporan.pdfa == Pdfa.VALID:
        return Hasil.LULUS, "Hasil scan diperiksa dengan pemeriksa PDF/A-2b dan lulus."
    failed = bahan.laporan.pdfa == Pdfa.GAGAL
    return Hasil.GAGAL if failed else Hasil.TIDAK_DIPERIKSA, bahan.laporan.sebab or "Tidak diperiksa."


def number(bahan: Bahan) -> Temuan:
    """The number that was stated, against the head of the scanned text."""
    return _in_head(bahan, has_number(bahan.berkas.produk.nomor, _head(bahan)), f"Nomor {bahan.berkas.produk.nomor}")


def year(bahan: Bahan) -> Temuan:
    """The year that was stated, against the head of the scanned text."""
    return _in_head(bahan, has_year(bahan.berkas.produk.tahun, _head(bahan)), f"Tahun {bahan.berkas.produk.tahun}")


def title(bahan: Bahan) -> Temuan:
    """The title that was stated, against the first pages of the scanned text; misread letters are forgiven."""
    if bahan.teks is None:
        return NO_SCAN
    share = likeness(bahan.berkas.produk.tentang, "\n".join(bahan.teks[:TITLE_PAGES]))
    said = f"Judul yang diisikan {share:.0%} sama dengan teks {TITLE_PAGES} halaman pertama hasil scan."
    return _judged(share >= LIKE_ENOUGH, said)


def abstract(_bahan: Bahan) -> Temuan:
    """The abstrak is not a document of the berkas yet."""
    return Hasil.TIDAK_DIPERIKSA, "Abstrak disimpan di luar berkas ini; pastikan sudah disiapkan."


BUTIR = (
    Butir("halaman", "Jumlah halaman hasil scan sama dengan naskah asli", same_pages),
    Butir("teks", "Semua halaman hasil scan ada teksnya", text_on_all_pages),
    Butir("mutu", "Semua halaman hasil scan jelas dan utuh", legible),
    Butir("urutan", "Nomor halaman hasil scan berurutan", in_order),
    Butir("pdfa", "Hasil scan memenuhi PDF/A-2b", pdfa),
    Butir("isi-aktif", "Hasil scan tidak memuat skrip, berkas sisipan, formulir, atau media", still),
    Butir("virus", "Pemeriksaan virus", without_virus, wajib=True),
    Butir("data-pribadi", "Data pribadi perorangan tidak ikut terbit", personal, wajib=True, saran=ADVICE),
    Butir("tanda-tangan-utuh", "Berkas bertanda tangan elektronik tidak berubah", signed_untouched),
    Butir("tanda-tangan-sah", "Tanda tangan elektronik sah", signature_valid),
    Butir("stempel", "Stempel SALINAN dibubuhkan", stamped),
    Butir("nomor", "Nomor sesuai dengan hasil scan", number),
    Butir("tahun", "Tahun sesuai dengan hasil scan", year),
    Butir("judul", "Judul sesuai dengan hasil scan", title),
    Butir("cap", "Cap dinas tidak ada pada salinan", seal),
    Butir("abstrak", "Abstrak ada", abstract),
)


def _newest(bahan: Bahan, jenis: JenisDokumen) -> Dokumen | None:
    return bahan.berkas.terbaru(jenis)


def _head(bahan: Bahan) -> str:
    return head(bahan.teks or ())


def _in_head(bahan: Bahan, found: bool, what: str) -> Temuan:
    if bahan.teks is None:
        return NO_SCAN
    return _judged(found, f"{what} {'ada' if found else 'tidak ditemukan'} di bagian awal teks hasil scan.")


def _judged(good: bool, said: str) -> Temuan:
    return (Hasil.LULUS if good else Hasil.GAGAL), said
