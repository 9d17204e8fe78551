"""What becomes of the salinan at the steps that check or authenticate it."""

from enum import StrEnum

from shared.errors import Invalid
from shared.sop import Berkas, Dokumen, JenisDokumen, Sop, Tindakan

STAMPING = frozenset({Tindakan.CEK_SALINAN, Tindakan.OTENTIKASI})
"""The steps at which the stamp SALINAN is put."""


class Perlakuan(StrEnum):
    """How the salinan is treated; the value is what the register says."""

    DISTEMPEL = "dibubuhi stempel SALINAN"
    BERTANDA_TANGAN = "tidak distempel: dokumen bertanda tangan elektronik"
    SUDAH = "sudah distempel pada langkah sebelumnya"


def present_salinan(berkas: Berkas) -> Dokumen:
    """The salinan that is decided on. Raises Invalid when there is none."""
    salinan = berkas.terbaru(JenisDokumen.SALINAN)
    if salinan is None:
        raise Invalid(
            "Salinan belum ada dalam berkas ini. Kembalikan berkasnya supaya dilengkapi.", code="belum-lengkap"
        )
    return salinan


def treatment(sop: Sop, salinan: Dokumen) -> Perlakuan:
    """What is done with it: a signed file stays byte for byte, and no file is stamped twice."""
    if salinan.bertanda_tangan:
        return Perlakuan.BERTANDA_TANGAN
    if sop.step(salinan.langkah).tindakan in STAMPING:
        return Perlakuan.SUDAH
    return Perlakuan.DISTEMPEL
