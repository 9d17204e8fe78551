"""What must hold before a product may be published or its paper put away. Pure rules on the berkas."""

from shared.errors import Conflict, Invalid
from shared.sop import Berkas, Dokumen, JenisDokumen, Keadaan, Sop
from shared.sop.perjalanan import approved_by_another


def stamped(rules: Sop, berkas: Berkas) -> bool:
    """Whether the salinan bears the stamp: an approving step made it from another document."""
    salinan = berkas.terbaru(JenisDokumen.SALINAN)
    return salinan is not None and salinan.sumber is not None and rules.step(salinan.langkah).desk.approves


def to_be_published(rules: Sop, berkas: Berkas) -> Dokumen:
    """The scan that may go out now. Raises Conflict (not approved, withdrawn), Invalid (no valid scan)."""
    if berkas.keadaan is not Keadaan.BERJALAN:
        raise Conflict(f"Berkas ini sudah {berkas.keadaan}; tidak dapat diterbitkan.", code="berkas-selesai")
    if not approved_by_another(rules, berkas):
        raise Conflict(
            "Produk hukum ini belum disetujui oleh orang lain selain pengusulnya, jadi belum boleh diterbitkan.",
            code="belum-disetujui",
        )
    scan = berkas.terbaru(JenisDokumen.HASIL_SCAN)
    if scan is None or scan.revisi != berkas.revisi or scan.tipe != "application/pdf":
        raise Invalid("Hasil scan untuk revisi ini belum ada. Kembalikan ke langkah pindai.", code="belum-dipindai")
    return scan
