"""Checks of the completeness list about electronic signatures; without a signed document they do not arise."""

from typing import Final

from services.scan.domain.kelengkapan import NO_SCAN, Bahan, Hasil, Temuan
from shared.sop import Berkas, Dokumen, JenisDokumen
from shared.tanda_tangan import HasilTandaTangan, Keutuhan, Putusan, TandaTangan, kalimat_semua

KINDS: Final = (JenisDokumen.NASKAH_ASLI, JenisDokumen.SALINAN, JenisDokumen.HASIL_SCAN)
HASIL: Final = {Putusan.SAH: Hasil.LULUS, Putusan.TIDAK_SAH: Hasil.GAGAL, Putusan.TIDAK_PASTI: Hasil.TIDAK_DIPERIKSA}
WHAT_TO_DO: Final = {
    Putusan.SAH: "",
    Putusan.TIDAK_SAH: "Minta berkas yang tanda tangannya baik, atau jelaskan mengapa berkas ini tetap dipakai.",
    Putusan.TIDAK_PASTI: "Buka berkas di aplikasi pemeriksa tanda tangan.",
}
LATER: Final = TandaTangan(keutuhan=Keutuhan.TIDAK_DIPERIKSA, sebab="datang sesudah pemeriksaan")


def signed_documents(berkas: Berkas) -> list[Dokumen]:
    """The signed ones among original, salinan and scan, each once and as it was first handed in."""
    newest = [berkas.terbaru(jenis) for jenis in KINDS]
    found: dict[str, Dokumen] = {}
    for one in newest:
        if one and one.bertanda_tangan:
            found.setdefault(one.sha256, one)
    return list(found.values())


def signed_untouched(bahan: Bahan) -> Temuan | None:
    """A signed document must come out byte for byte as it was handed in."""
    if not signed_documents(bahan.berkas):
        return None
    scan = bahan.berkas.terbaru(JenisDokumen.HASIL_SCAN)
    if scan is None:
        return NO_SCAN
    handed_in = [bahan.berkas.terbaru(jenis) for jenis in KINDS[:2]]
    same = next((one for one in handed_in if one and one.sha256 == scan.sha256), None)
    if same:
        return Hasil.LULUS, f"SHA-256 hasil scan sama dengan {same.nama} yang diajukan ({scan.sha256[:12]}…)."
    return Hasil.GAGAL, f"{scan.nama} tidak sama, byte demi byte, dengan naskah atau salinan yang diajukan."


def signature_valid(bahan: Bahan) -> Temuan | None:
    """What the signatures are worth, of each signed document; the worst counts."""
    signed = signed_documents(bahan.berkas)
    if not signed:
        return None
    if bahan.laporan is None:
        return NO_SCAN
    found = [(one, bahan.laporan.tanda_tangan.get(one.sha256) or _later(one)) for one in signed]
    putusan = next(one for one in (Putusan.TIDAK_SAH, Putusan.TIDAK_PASTI, Putusan.SAH) if one in _verdicts(found))
    said = [_told(one.nama, hasil, bahan.zona, alone=len(found) == 1) for one, hasil in found]
    return HASIL[putusan], " ".join([*said, WHAT_TO_DO[putusan]]).strip()


def _later(one: Dokumen) -> HasilTandaTangan:
    return HasilTandaTangan(diperiksa=one.pada, tanda_tangan=(LATER,))


def _verdicts(found: list[tuple[Dokumen, HasilTandaTangan]]) -> set[Putusan]:
    return {hasil.putusan for _, hasil in found}


def _told(name: str, hasil: HasilTandaTangan, zona: str, *, alone: bool) -> str:
    said = kalimat_semua(hasil, zona)
    return said if alone else f"{name}: {said}"
