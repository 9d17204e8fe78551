"""Receipt of the paper: two copies, the naskah asli and the salinan."""

from pydantic import BaseModel, ConfigDict, Field

from shared.errors import Invalid

RANGKAP = 2


class Rangkap(BaseModel):
    """What a person confirms to have in hand."""

    model_config = ConfigDict(frozen=True)

    jumlah_rangkap: int
    asli_ada: bool = False
    salinan_ada: bool = False
    catatan: str = Field(default="", max_length=2000)


def require_both(rangkap: Rangkap) -> None:
    """Nothing less and nothing else than one naskah asli and one salinan is received. Raises Invalid."""
    if rangkap.jumlah_rangkap != RANGKAP:
        raise Invalid(
            f"Naskah diterima sebanyak 2 (dua) rangkap, bukan {rangkap.jumlah_rangkap}. "
            "Minta yang kurang kepada pengusul, atau kembalikan berkas ini.",
            code="rangkap-tidak-dua", field="jumlah_rangkap",
        )  # fmt: skip
    for there, field, name in (
        (rangkap.asli_ada, "asli_ada", "naskah asli"),
        (rangkap.salinan_ada, "salinan_ada", "salinan"),
    ):
        if not there:
            raise Invalid(
                f"Pastikan {name} ada di tangan Anda, lalu beri tanda. Bila tidak ada, kembalikan berkas ini.",
                code="rangkap-tidak-lengkap", field=field,
            )  # fmt: skip
