"""Lines of the completeness list that ask whether something is there: by the SOP, up to where the berkas lies."""

from collections.abc import Iterator

from services.scan.domain.kelengkapan import Bahan, Baris, Hasil
from shared.sop import NAMA_DOKUMEN, Berkas, JenisDokumen, Kelengkapan, Langkah, Sop

ALWAYS = (JenisDokumen.NOTA_DINAS, JenisDokumen.NASKAH_ASLI, JenisDokumen.HASIL_SCAN)
"""Without these nothing is complete, whatever an SOP asks."""
SHOWN = (
    JenisDokumen.NOTA_DINAS, JenisDokumen.NASKAH_ASLI, JenisDokumen.SALINAN, JenisDokumen.LEMBAR_DISPOSISI,
    JenisDokumen.LEMBAR_PERSETUJUAN, JenisDokumen.HASIL_SCAN,
)  # fmt: skip


def presence(bahan: Bahan) -> Iterator[Baris]:
    """One line for each kind of document, for the entry in the register, and for each fact the SOP asks for."""
    asked = [(row, item) for row in _rows(bahan.sop, bahan.berkas) for item in (*row.kelengkapan, *row.keluaran)]
    wanted = {item.dokumen for _, item in asked if item.dokumen}
    for jenis in (*SHOWN, *(kind for kind in JenisDokumen if kind in wanted and kind not in SHOWN)):
        yield _document(
            bahan.berkas, jenis, list(dict.fromkeys(row.kode for row, item in asked if item.dokumen == jenis))
        )
    yield _register(bahan.berkas)
    for row, item in asked:
        if not item.dokumen and not item.agenda:
            yield _fact(row, item)


def _rows(sop: Sop, berkas: Berkas) -> list[Langkah]:
    last = sop.index(berkas.langkah) if berkas.langkah else len(sop.langkah)
    return [row for row in sop.langkah[: last + 1] if row.applies(berkas.produk.jenis)]


def _document(berkas: Berkas, jenis: JenisDokumen, steps: list[str]) -> Baris:
    found = berkas.terbaru(jenis)
    by = f"Diminta langkah {', '.join(steps)}. " if steps else ""
    wajib = bool(steps) or jenis in ALWAYS
    if found:
        hasil, said = Hasil.LULUS, f"{found.nama}, dari langkah {found.langkah} oleh {found.oleh}."
    elif wajib:
        hasil, said = Hasil.GAGAL, "Tidak ada di dalam berkas."
    else:
        hasil, said = Hasil.TIDAK_DIPERIKSA, "Tidak ada di dalam berkas; SOP ini tidak memintanya sampai langkah ini."
    return Baris(
        kode=f"ada-{jenis}", pertanyaan=f"{NAMA_DOKUMEN[jenis]} ada", hasil=hasil, penjelasan=by + said, wajib=wajib
    )


def _register(berkas: Berkas) -> Baris:
    there = berkas.nomor_agenda > 0
    said = f"Nomor {berkas.agenda}." if there else "Tidak ada nomor agenda."
    return Baris(
        kode="agenda", pertanyaan="Tercatat di buku agenda", hasil=Hasil.LULUS if there else Hasil.GAGAL,
        penjelasan=said, wajib=True,
    )  # fmt: skip


def _fact(row: Langkah, item: Kelengkapan) -> Baris:
    number = (*row.kelengkapan, *row.keluaran).index(item)
    return Baris(
        kode=f"{row.kode}-{number}", pertanyaan=item.nama, hasil=Hasil.TIDAK_DIPERIKSA,
        penjelasan=f"Diminta langkah {row.kode}; sistem tidak dapat melihatnya.",
    )  # fmt: skip
