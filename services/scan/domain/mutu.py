"""Checks of the completeness list on how the pages look: legible, in order, stamped SALINAN, without a seal."""

from services.scan.domain.kelengkapan import NO_SCAN, Bahan, Hasil, Temuan
from services.scan.domain.tanda_tangan import signed_documents
from services.scan.mutu.gerbang import Cacat, Catatan
from services.scan.mutu.laporan import Salinan
from services.scan.mutu.ringkasan import Ringkasan, rentang
from shared.sop import Dokumen, JenisDokumen

LEGIBLE = (Cacat.TERPOTONG, Cacat.GELAP, Cacat.KABUR, Cacat.PUCAT, Cacat.RESOLUSI, Cacat.MIRING)
"""An empty page has a line of its own."""
MOST = 5
"""Findings that are told in full."""
ENOUGH = 3
"""One page of so many must show its number, for the order to be judged by it."""
LATE: Temuan = (Hasil.TIDAK_DIPERIKSA, "Dipindai sebelum mutu halaman diperiksa. Lihat sendiri halaman-halamannya.")
SEAL = "Cap dinas tidak boleh ada pada salinan."


def text_on_all_pages(bahan: Bahan) -> Temuan:
    """Whether any page of the scan is without text, and which of these are empty."""
    if bahan.teks is None:
        return NO_SCAN
    without = [number for number, text in enumerate(bahan.teks, 1) if not text.strip()]
    if not without:
        return Hasil.LULUS, f"Teks ada di semua {len(bahan.teks)} halaman."
    mutu = bahan.laporan.mutu if bahan.laporan else None
    empty = mutu.catatan(Cacat.KOSONG) if mutu else []
    said = f"Tidak ada teks di halaman {rentang(without)} dari {len(bahan.teks)} halaman."
    return Hasil.GAGAL, " ".join([said, _told(empty)]) if empty else said


def legible(bahan: Bahan) -> Temuan:
    """How each page of the scan looks, against what can be read well."""
    if bahan.laporan is None:
        return NO_SCAN
    mutu = bahan.laporan.mutu
    if mutu is None:
        return LATE
    if found := mutu.catatan(*LEGIBLE):
        return Hasil.GAGAL, _told(found)
    if mutu.belum:
        return Hasil.TIDAK_DIPERIKSA, f"Halaman {rentang(mutu.belum)} tidak dapat diperiksa mutunya. Lihat sendiri."
    return Hasil.LULUS, (
        f"Terang, tebal tulisan, resolusi, tepi, kemiringan dan keyakinan baca {len(mutu.halaman)} halaman diperiksa; "
        "tidak ada temuan."
    )  # fmt: skip


def in_order(bahan: Bahan) -> Temuan | None:
    """The numbers printed on the pages, against their place in the scan; a single page has no order."""
    if bahan.laporan is None:
        return NO_SCAN
    mutu = bahan.laporan.mutu
    if mutu is None:
        return LATE
    if len(mutu.halaman) == 1:
        return None
    if found := mutu.catatan(Cacat.NOMOR):
        return Hasil.GAGAL, _told(found)
    pages = len(mutu.halaman)
    if not mutu.nomor or len(mutu.nomor) * ENOUGH < pages - 1:
        seen = f"hanya terbaca di {len(mutu.nomor)}" if mutu.nomor else "tidak terbaca satu pun"
        return Hasil.TIDAK_DIPERIKSA, f"Nomor halaman {seen} dari {pages} halaman. Lihat sendiri urutannya."
    return Hasil.LULUS, f"Nomor halaman yang terbaca (di halaman {rentang(mutu.nomor)} dari {pages}) berurutan."


def stamped(bahan: Bahan) -> Temuan | None:
    """The stamp SALINAN, by the record of the step that decided and by the word on the scan; signed takes none."""
    if signed_documents(bahan.berkas):
        return None
    copy = next((one for one in reversed(bahan.berkas.dokumen) if _is_stamped_copy(bahan, one)), None)
    mutu = bahan.laporan.mutu if bahan.laporan else None
    seen, said = _word(mutu) if mutu else (Salinan.TERBACA, "")
    if copy is None:
        return Hasil.GAGAL, f"Di berkas ini tidak ada salinan berstempel dari langkah persetujuan.{said}"
    recorded = f"{copy.nama} dibubuhi stempel pada langkah {copy.langkah} oleh {copy.oleh}."
    return Hasil.LULUS if seen is Salinan.TERBACA else Hasil.TIDAK_DIPERIKSA, f"{recorded}{said}"


def seal(bahan: Bahan) -> Temuan:
    """Blobs of colour like a seal; one in grey or black looks like print, so a person looks in any case."""
    mutu = bahan.laporan.mutu if bahan.laporan else None
    if mutu is None:
        return Hasil.TIDAK_DIPERIKSA, f"{SEAL} Lihat halaman tanda tangan hasil scan."
    if found := mutu.catatan(Cacat.CAP):
        return Hasil.GAGAL, _told(found)
    looked = len(mutu.halaman) - len(mutu.belum)
    said = f"Cap berwarna dicari di {looked} dari {len(mutu.halaman)} halaman dan tidak tampak."
    return Hasil.TIDAK_DIPERIKSA, f"{SEAL} {said} Cap hitam atau abu-abu harus dilihat: lihat halaman tanda tangan."


def _told(found: list[Catatan]) -> str:
    more = f" Dan {len(found) - MOST} temuan lagi: lihat laporan hasil scan." if len(found) > MOST else ""
    return " ".join(one.kalimat for one in found[:MOST]) + more


def _word(mutu: Ringkasan) -> tuple[Salinan, str]:
    seen, page = mutu.salinan
    return seen, {
        Salinan.TERBACA: f" Tulisan SALINAN terbaca di halaman {page} hasil scan.",
        Salinan.SEBAGIAN: f" Tulisan SALINAN hanya terbaca sebagian di halaman {page} hasil scan. Lihat halamannya.",
        Salinan.TIDAK: " Tulisan SALINAN tidak terbaca di hasil scan. Lihat kanan atas halaman pertama.",
    }[seen]


def _is_stamped_copy(bahan: Bahan, one: Dokumen) -> bool:
    made = one.jenis is JenisDokumen.SALINAN and one.berlaku and one.sumber not in {None, one.sha256}
    return made and bahan.sop.step(one.langkah).desk.approves
