"""What was found of a signature, as a sentence for people."""

from typing import Final

from shared.tanda_tangan.nilai import (
    HasilTandaTangan,
    Keutuhan,
    Masa,
    Pencabutan,
    Rantai,
    SumberWaktu,
    TandaTangan,
)
from shared.web.look.filters import waktu

WIB: Final = "Asia/Jakarta"
NOT_READ: Final = {
    Keutuhan.TIDAK_TERBACA: "tanda tangan tidak dapat dibaca",
    Keutuhan.TIDAK_DIPERIKSA: "tanda tangan tidak diperiksa",
}
KEUTUHAN: Final = {
    Keutuhan.UTUH: "berkas utuh sejak ditandatangani",
    Keutuhan.DITAMBAH: "yang ditandatangani utuh, sesudahnya hanya ada tambahan yang diperbolehkan",
    Keutuhan.BERUBAH: "berkas berubah setelah ditandatangani",
}
RANTAI: Final = {
    Rantai.DIKENAL: "rantai sertifikat dikenal",
    Rantai.TIDAK_DIKENAL: "rantai sertifikat tidak dikenal",
    Rantai.TIDAK_SAH: "rantai sertifikat tidak memenuhi syarat",
    Rantai.TIDAK_DIPERIKSA: "rantai sertifikat tidak diperiksa",
}
MASA: Final = {
    Masa.BERLAKU: "sertifikat berlaku saat ditandatangani",
    Masa.TIDAK_BERLAKU: "sertifikat tidak berlaku saat ditandatangani",
    Masa.TIDAK_PASTI: "berlakunya sertifikat saat ditandatangani tidak dapat dipastikan",
}
PENCABUTAN: Final = {
    Pencabutan.TIDAK_DICABUT: "sertifikat tidak dicabut",
    Pencabutan.DICABUT: "sertifikat sudah dicabut",
    Pencabutan.TIDAK_DIPERIKSA: "pencabutan sertifikat tidak diperiksa",
}
SUMBER: Final = {
    SumberWaktu.CAP_WAKTU: "menurut cap waktu",
    SumberWaktu.CAP_ASING: "menurut cap waktu yang penerbitnya tidak dikenal",
    SumberWaktu.PENANDA_TANGAN: "menurut jam penanda tangan, tanpa cap waktu",
}


def kalimat(one: TandaTangan, zona: str = WIB) -> str:
    """One signature; times in the zone of the office."""
    verdict = str(one.putusan).capitalize()
    if one.keutuhan in NOT_READ:
        return f"{verdict}: {NOT_READ[one.keutuhan]}{f' ({one.sebab})' if one.sebab else ''}."
    return f"{verdict}: {_whose(one)}: {'; '.join(_parts(one, zona))}."


def kalimat_semua(hasil: HasilTandaTangan, zona: str = WIB) -> str:
    """All signatures of a document."""
    return " ".join(kalimat(one, zona) for one in hasil.tanda_tangan)


def _whose(one: TandaTangan) -> str:
    if one.cap_waktu:
        return f"cap waktu dokumen dari {one.pemilik}"
    proven = one.keutuhan is not Keutuhan.BERUBAH and one.rantai is Rantai.DIKENAL
    return f"tanda tangan {one.pemilik}" if proven else f"tanda tangan yang menyebut {one.pemilik}"


def _parts(one: TandaTangan, zona: str) -> list[str]:
    if one.keutuhan is Keutuhan.BERUBAH:
        return [KEUTUHAN[one.keutuhan]]
    revoked = [] if one.cap_waktu else [PENCABUTAN[one.pencabutan]]
    return [KEUTUHAN[one.keutuhan], RANTAI[one.rantai], MASA[one.masa], *revoked, _when(one, zona)]


def _when(one: TandaTangan, zona: str) -> str:
    if one.sumber_waktu is SumberWaktu.CAP_RUSAK:
        return "cap waktunya tidak cocok dengan tanda tangan"
    if one.waktu is None:
        return "waktu tidak disebutkan"
    return f"waktu {waktu(one.waktu, zona)} {SUMBER[one.sumber_waktu]}"
