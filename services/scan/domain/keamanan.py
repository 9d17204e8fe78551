"""Checks of the completeness list that keep harm from readers: what acts in a document, and viruses."""

from services.scan.domain.kelengkapan import NO_SCAN, Bahan, Hasil, Temuan
from services.scan.domain.pemindaian import handed_in
from shared.documents.virus import OFF, Verdict, Virus
from shared.sop import JenisDokumen

LATER = Verdict.unknown("datang sesudah pemeriksaan")


def still(bahan: Bahan) -> Temuan:
    """Nothing in the result may act: scripts, files inside, forms, media. A signed document cannot be mended."""
    if bahan.laporan is None:
        return NO_SCAN
    if bahan.laporan.aktif is None:
        return Hasil.TIDAK_DIPERIKSA, "Hasil scan ini dibuat sebelum isi aktif diperiksa; pindai ulang bila ragu."
    found = ", ".join(bahan.laporan.aktif)
    if not found:
        return Hasil.LULUS, "Tidak ditemukan."
    if bahan.laporan.utuh:
        return Hasil.GAGAL, f"Ditemukan: {found}. Tidak dihapus, karena tanda tangan elektroniknya akan rusak."
    return Hasil.LULUS, f"Ditemukan di berkas yang diterima dan sudah dihapus dari hasil scan: {found}."


def without_virus(bahan: Bahan) -> Temuan:
    """What the virus scanner said of all that was handed in and of the scan; what it did not see is not clean."""
    if bahan.laporan is None:
        return NO_SCAN
    scan = bahan.berkas.terbaru(JenisDokumen.HASIL_SCAN)
    wanted = [*handed_in(bahan.berkas), *([scan] if scan else [])]
    if bahan.laporan.virus is None:
        return Hasil.TIDAK_DIPERIKSA, f"Tidak diperiksa: {OFF.keterangan}."
    said = [(one, bahan.laporan.virus.get(one.sha256, LATER)) for one in wanted]
    for hasil, virus in ((Hasil.GAGAL, Virus.DITEMUKAN), (Hasil.TIDAK_DIPERIKSA, Virus.TIDAK_DIPERIKSA)):
        if those := [f"{one.nama} ({verdict.keterangan})" for one, verdict in said if verdict.hasil is virus]:
            return hasil, f"{str(virus).capitalize()}: {'; '.join(those)}."
    return Hasil.LULUS, f"{len(said)} dokumen diperiksa dengan ClamAV; tidak ditemukan apa-apa."
