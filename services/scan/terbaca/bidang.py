"""The fields that were read of a scan, as a person is shown them: value, how sure, where, and what was stated."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import singledispatch
from typing import Any

from services.scan.domain.pencocokan import likeness
from services.scan.pemahaman import Bidang, JenisProduk, Judul, Lampiran, Nomor, Pemahaman, Relasi
from shared.sop import JENIS
from shared.sop.berkas import BidangTerbaca, Produk
from shared.web.look.filters import tanggal

NAMES = {
    "jenis": "Jenis", "nomor": "Nomor", "tahun": "Tahun", "judul": "Tentang", "tempat": "Tempat penetapan",
    "tanggal_penetapan": "Tanggal penetapan", "tanggal_pengundangan": "Tanggal pengundangan",
    "penandatangan": "Penandatangan", "jabatan": "Jabatan penandatangan", "jumlah_halaman": "Jumlah halaman",
    "salinan": "Stempel SALINAN",
}  # fmt: skip
"""The fields in the order in which they are shown."""
LISTS = {"relasi": "Hubungan", "lampiran": "Lampiran"}
ALWAYS_SEEN = frozenset({"nomor", "tanggal_penetapan", "tanggal_pengundangan"})
"""Where a pen may have written: whoever publishes looks, however sure the engine is."""
LIKE_ENOUGH = 0.97
NUMBERS = re.compile(
    r"\d|\b(?:[ivx]+|pertama|ke(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas))\b|\bbelas\b"
)
LOOK = "Nomor dan tanggal sering ditulis tangan. Bandingkan dengan potongan halamannya."


def fields(pemahaman: Pemahaman) -> Iterator[tuple[str, Bidang[Any]]]:
    """All fields with their codes: `nomor`, …, `relasi-1`, …."""
    for kode in NAMES:
        yield kode, getattr(pemahaman, kode)
    for kode in LISTS:
        for number, field in enumerate(getattr(pemahaman, kode), 1):
            yield f"{kode}-{number}", field


def read_fields(pemahaman: Pemahaman, produk: Produk, potongan: Collection[str]) -> tuple[BidangTerbaca, ...]:
    """As a person is shown them, beside what the proposer stated; what was not found and need not be is left out.

    `potongan`: codes of which there is a cut-out.
    """
    stated = stated_in(produk)
    return tuple(
        shown(kode, field, stated.get(kode, "")).model_copy(update={"potongan": kode in potongan})
        for kode, field in fields(pemahaman)
        if field.nilai is not None or field.sebab
    )


def shown(kode: str, field: Bidang[Any], stated: str) -> BidangTerbaca:
    """One field; `beda`: what was stated, where it is not what was read."""
    nilai = "" if field.nilai is None else text_of(field.nilai)
    look = field.perlu_dilihat or kode in ALWAYS_SEEN
    reason = field.sebab or (LOOK if look else "")
    differs = bool(nilai and stated) and not same(kode, nilai, stated)
    return BidangTerbaca(
        kode=kode, nama=name_of(kode), nilai=nilai, yakin=round(field.yakin, 2), perlu_dilihat=look, sebab=reason,
        halaman=field.halaman, beda=stated if differs else "",
    )  # fmt: skip


def name_of(kode: str) -> str:
    """What a person calls the field."""
    head, _, number = kode.partition("-")
    return f"{LISTS[head]} {number}" if number else NAMES[head]


def stated_in(produk: Produk) -> dict[str, str]:
    """What the proposer stated, by the code of the field that says the same."""
    return {
        "jenis": JENIS[produk.jenis].nama, "nomor": produk.nomor, "tahun": str(produk.tahun), "judul": produk.tentang,
        "tempat": produk.tempat_penetapan, "tanggal_penetapan": tanggal(produk.tanggal_penetapan),
        "penandatangan": produk.penandatangan,
    }  # fmt: skip


def same(kode: str, nilai: str, stated: str) -> bool:
    """Whether both say the same: in titles and names misread letters are forgiven, elsewhere spaces and case."""
    if kode == "jenis":
        if {nilai, stated} <= {one.nama for one in JENIS.values()}:
            return nilai == stated  # "Keputusan KPU Provinsi" begins with "Keputusan KPU"
        return bare(stated).startswith(bare(nilai)) or bare(nilai).startswith(bare(stated))
    if kode == "judul" and numbers(nilai) != numbers(stated):
        return False
    if kode in {"judul", "penandatangan"}:
        return likeness(stated, nilai) >= LIKE_ENOUGH
    return bare(nilai) == bare(stated)


def numbers(text: str) -> list[str]:
    """The digits, Roman numerals and ordinals of a text: one of them wrong is no misread letter."""
    return NUMBERS.findall(text.casefold())


def bare(text: str) -> str:
    """Letters and digits."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@singledispatch
def text_of(nilai: object) -> str:
    """A value in words."""
    return str(nilai)


text_of.register(bool, lambda nilai: "ada" if nilai else "tidak ditemukan")
text_of.register(date, tanggal)
text_of.register(JenisProduk, lambda nilai: JENIS[nilai.kode].nama if nilai.kode in JENIS else nilai.tercetak)
text_of.register(Nomor, lambda nilai: nilai.utuh)
text_of.register(Judul, lambda nilai: nilai.rapi)


@text_of.register
def relation(nilai: Relasi) -> str:
    """What it does to which product."""
    year = f" Tahun {nilai.tahun}" if nilai.tahun and "/" not in nilai.nomor else ""
    return f"{nilai.hubungan} {nilai.jenis} Nomor {nilai.nomor}{year}"


@text_of.register
def annex(lampiran: Lampiran) -> str:
    """Its number, its pages, and what in its head is not as in the body."""
    pages = f"halaman {lampiran.dari}" + (f"–{lampiran.sampai}" if lampiran.sampai > lampiran.dari else "")
    wrong = [name for name, beda in (("nomor", lampiran.nomor_beda), ("tanggal", lampiran.tanggal_beda)) if beda]
    head = f"{lampiran.nomor}, {pages}" if lampiran.nomor else pages
    return f"{head}; {' dan '.join(wrong)} berbeda dari batang tubuh" if wrong else head
