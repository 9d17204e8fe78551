"""The kinds of step an SOP can be built of, and the service that carries out each."""

from enum import StrEnum
from typing import NamedTuple


class Tindakan(StrEnum):
    """What is done at a step. An SOP names these; it invents none."""

    AJUKAN = "ajukan"
    TERIMA = "terima"
    DISPOSISI = "disposisi"
    SETUJUI = "setujui"
    CEK_SALINAN = "cek_salinan"
    OTENTIKASI = "otentikasi"
    TERIMA_RANGKAP = "terima_rangkap"
    PINDAI = "pindai"
    PERIKSA_KELENGKAPAN = "periksa_kelengkapan"
    ARSIPKAN = "arsipkan"
    UNGGAH = "unggah"


class Desk(NamedTuple):
    """Where a kind of step is carried out.

    `four_eyes`: the submitter may not do it. `approves`: it counts as the approval without which nothing is
    published.
    """

    service: str
    page: str
    waiting: str
    done: str
    four_eyes: bool = False
    approves: bool = False


DESKS: dict[Tindakan, Desk] = {
    Tindakan.AJUKAN: Desk("intake", "/ajukan", "Menunggu perbaikan pengusul", "Diajukan"),
    Tindakan.TERIMA: Desk("intake", "/terima", "Menunggu diterima", "Diterima"),
    Tindakan.DISPOSISI: Desk("approval", "/putusan", "Menunggu disposisi", "Didisposisikan", four_eyes=True),
    Tindakan.SETUJUI: Desk("approval", "/putusan", "Menunggu persetujuan", "Disetujui", True, True),
    Tindakan.CEK_SALINAN: Desk(
        "approval", "/putusan", "Menunggu cek salinan", "Salinan dicek dan disetujui", True, True
    ),
    Tindakan.OTENTIKASI: Desk("approval", "/putusan", "Menunggu otentikasi", "Salinan diotentikasi", True, True),
    Tindakan.TERIMA_RANGKAP: Desk("scan", "/rangkap", "Menunggu naskah dua rangkap", "Naskah dua rangkap diterima"),
    Tindakan.PINDAI: Desk("scan", "/pindai", "Menunggu dipindai", "Dipindai"),
    Tindakan.PERIKSA_KELENGKAPAN: Desk(
        "scan", "/kelengkapan", "Menunggu cek kelengkapan", "Kelengkapan dicek", four_eyes=True
    ),
    Tindakan.ARSIPKAN: Desk("publisher", "/arsip", "Menunggu disimpan di arsip", "Disimpan di arsip"),
    Tindakan.UNGGAH: Desk("publisher", "/terbitkan", "Menunggu diunggah", "Terbit, sudah diverifikasi"),
}

SERVICES = ("intake", "approval", "scan", "publisher", "console")


def owned_by(service: str) -> frozenset[Tindakan]:
    """The kinds of step that `service` carries out."""
    return frozenset(t for t, desk in DESKS.items() if desk.service == service)
