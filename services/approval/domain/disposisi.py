"""What a disposition says, and to whom a berkas may be passed on."""

from collections.abc import Collection
from enum import StrEnum

from shared.errors import Invalid
from shared.sop import Langkah, Sop


class Sifat(StrEnum):
    """How urgent or secret the letter is."""

    BIASA = "biasa"
    SEGERA = "segera"
    SANGAT_SEGERA = "sangat_segera"
    RAHASIA = "rahasia"


class Harap(StrEnum):
    """What its receiver is asked for."""

    TANGGAPAN_DAN_SARAN = "tanggapan_dan_saran"
    PROSES_LEBIH_LANJUT = "proses_lebih_lanjut"
    KOORDINASI = "koordinasi"


def receivers(sop: Sop, langkah: Langkah, jenis: str) -> dict[str, str]:
    """Roles (code → name, in the SOP's order) that have a step after `langkah` for a product of this kind."""
    later = sop.langkah[sop.index(langkah.kode) + 1 :]
    roles = {row.peran for row in later if row.applies(jenis)}
    return {kode: nama for kode, nama in sop.peran.items() if kode in roles}


def chosen(known: dict[str, str], kode: Collection[str]) -> dict[str, str]:
    """Those of the `known` receivers that were chosen. Raises Invalid when it is none, or an unknown one."""
    if not kode:
        raise Invalid("Pilih kepada siapa berkas diteruskan.", code="penerima-kosong", field="diteruskan_kepada")
    if not set(kode) <= known.keys():
        names = ", ".join(f"{nama} ({kode})" for kode, nama in known.items())
        raise Invalid(
            f"Disposisi hanya dapat diteruskan kepada: {names}.", code="penerima-keliru", field="diteruskan_kepada"
        )
    return {key: nama for key, nama in known.items() if key in kode}
