"""How a berkas was decided, in the words of the register of decisions."""

from enum import StrEnum

from shared.errors import Invalid
from shared.sop import Tindakan


class Keputusan(StrEnum):
    """Every decision there is."""

    DISETUJUI = "disetujui"
    SESUAI = "sesuai"
    DIOTENTIKASI = "diotentikasi"
    DIKEMBALIKAN = "dikembalikan"
    DITOLAK = "ditolak"


_BY_ACT: dict[str, Keputusan] = {
    Tindakan.SETUJUI: Keputusan.DISETUJUI,
    Tindakan.CEK_SALINAN: Keputusan.SESUAI,
    Tindakan.OTENTIKASI: Keputusan.DIOTENTIKASI,
    "kembalikan": Keputusan.DIKEMBALIKAN,
    "tolak": Keputusan.DITOLAK,
}


def keputusan_of(tindakan: str) -> Keputusan:
    """The decision that an entry of the riwayat with this `tindakan` stands for. Raises KeyError for other acts."""
    return _BY_ACT[tindakan]


def require_match(sesuai: bool) -> None:
    """A salinan that differs from its asli is returned, never approved. Raises Invalid."""
    if not sesuai:
        raise Invalid(
            "Salinan yang tidak sesuai dengan asli tidak dapat disetujui. "
            "Kembalikan berkasnya dan tulis di mana bedanya.",
            code="salinan-tidak-sesuai", field="sesuai",
        )  # fmt: skip
