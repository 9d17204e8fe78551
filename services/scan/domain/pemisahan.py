"""How a stack is parted, from what was read on its pages.

No page is lost: each is in one part, or is a separator, or the blank back of a sheet that was scanned on both sides.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from shared.kode_lembar import KodeLembar, KodeRusak, Lembar, read
from shared.sop import JenisDokumen

PRODUK = frozenset({JenisDokumen.NASKAH_ASLI, JenisDokumen.SALINAN})
"""What becomes the scan of a case; every other document lies beside it."""
LARGE = 0.25
"""A code that takes this much of the page's width is that of a separator sheet."""


class Sebab(StrEnum):
    """Why a part found no case by itself."""

    TANPA_KODE = "tanpa-kode"
    KODE_TIDAK_TERBACA = "kode-tidak-terbaca"
    DUA_KODE = "dua-kode"
    GANDA = "ganda"
    BERKAS_TIDAK_DIKENAL = "berkas-tidak-dikenal"
    KANTOR_LAIN = "kantor-lain"
    BUKAN_LANGKAH_PINDAI = "bukan-langkah-pindai"
    TIDAK_BERWENANG = "tidak-berwenang"

    @property
    def kalimat(self) -> str:
        """The same for a clerk."""
        return KALIMAT[self]


KALIMAT = {
    Sebab.TANPA_KODE: "Tidak ada lembar pemisah di depan halaman ini.",
    Sebab.KODE_TIDAK_TERBACA: "Ada kode QR yang tidak terbaca. Lihat halamannya, lalu pilih berkasnya sendiri.",
    Sebab.DUA_KODE: "Satu halaman memuat dua kode yang berbeda. Mungkin dua lembar terpindai bertumpuk.",
    Sebab.GANDA: "Tumpukan ini memuat lebih dari satu naskah untuk berkas yang sama. Pilih yang benar.",
    Sebab.BERKAS_TIDAK_DIKENAL: "Kodenya terbaca, tetapi berkasnya tidak ada atau belum sampai di sini.",
    Sebab.KANTOR_LAIN: "Kode ini milik berkas kantor lain. Keluarkan naskahnya dari tumpukan ini.",
    Sebab.BUKAN_LANGKAH_PINDAI: "Berkas dengan kode ini tidak sedang menunggu dipindai.",
    Sebab.TIDAK_BERWENANG: "Pengunggah tumpukan ini tidak berwenang memindai berkas itu.",
}


@dataclass(frozen=True, slots=True)
class Terbaca:
    """What was read on a page: the texts of its QR codes, and the width of the largest that could not be read.

    Widths are parts of the page's width; `lebar` is that of the largest code of any kind.
    """

    teks: tuple[str, ...] = ()
    rusak: float = 0.0
    lebar: float = 0.0
    kosong: bool = False
    """Nothing at all is on the page."""


@dataclass(frozen=True, slots=True)
class Bagian:
    """Pages that belong together (numbers from 1), and the page that shows best what they are."""

    halaman: tuple[int, ...]
    muka: int
    berkas_id: UUID | None = None
    jenis: JenisDokumen | None = None
    sebab: Sebab | None = None
    kode: str = ""


@dataclass
class _Terbuka:
    """`lembar`: the page of the sheet that opened it, when that is not one of its own."""

    muka: int | None = None
    lembar: int | None = None
    kode: KodeLembar | None = None
    jenis: JenisDokumen | None = None
    sebab: Sebab | None = None
    halaman: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Rencana:
    """The parts in their order, and the codes of sheets that nothing followed for their case."""

    bagian: tuple[Bagian, ...]
    kosong: tuple[KodeLembar, ...]


def plan(pages: Sequence[Terbaca]) -> Rencana:
    """Part a stack. A sheet that separates is in no part; one that is a document itself is a part of its own."""
    done: list[Bagian] = []
    seen: list[KodeLembar] = []
    current = _Terbuka(sebab=Sebab.TANPA_KODE)
    for number, page in enumerate(pages, 1):
        opened = _opened(number, page)
        if opened is None:
            if page.kosong and number - 1 == current.lembar:
                continue
            current.halaman.append(number)
            if page.rusak:
                current.sebab = current.sebab or Sebab.KODE_TIDAK_TERBACA
            continue
        done += _closed(current)
        current = opened
        if opened.kode:
            seen.append(opened.kode)
            done += _sheet(number, opened.kode)
    parts = _without_doubles([*done, *_closed(current)])
    served = {part.berkas_id for part in parts}
    empty = dict.fromkeys(kode for kode in seen if kode.berkas_id not in served)
    return Rencana(tuple(parts), tuple(empty))


def _opened(number: int, page: Terbaca) -> _Terbuka | None:
    """What begins at this page; None when it goes on."""
    found, spoilt = _codes(page.teks)
    if len(found) > 1:
        return _Terbuka(number, sebab=Sebab.DUA_KODE, halaman=[number])
    if found:
        (kode,) = found
        alone = kode.lembar is Lembar.DOKUMEN
        return _Terbuka(None if alone else number, number, kode, JenisDokumen.NASKAH_ASLI if alone else kode.jenis)
    if page.rusak >= LARGE or (spoilt and page.lebar >= LARGE):
        return _Terbuka(number, number, sebab=Sebab.KODE_TIDAK_TERBACA)
    return _Terbuka(number, sebab=Sebab.KODE_TIDAK_TERBACA, halaman=[number]) if spoilt else None


def _codes(texts: Sequence[str]) -> tuple[set[KodeLembar], bool]:
    found: set[KodeLembar] = set()
    spoilt = False
    for text in texts:
        try:
            kode = read(text)
        except KodeRusak:
            spoilt = True
        else:
            found |= {kode} if kode else set()
    return found, spoilt


def _sheet(number: int, kode: KodeLembar) -> list[Bagian]:
    """The sheet as a document, when it is one."""
    if kode.lembar is Lembar.PEMISAH:
        return []
    return [Bagian((number,), number, kode.berkas_id, kode.jenis, kode=kode.teks)]


def _closed(part: _Terbuka) -> list[Bagian]:
    """The part, if it has pages. A sheet whose code nobody can read is kept: it may be the only trace of a document."""
    pages = part.halaman
    if not pages and part.sebab is Sebab.KODE_TIDAK_TERBACA and part.muka:
        pages = [part.muka]
    if not pages:
        return []
    kode = part.kode
    muka = part.muka if part.muka and not kode else pages[0]
    return [
        Bagian(tuple(pages), muka, kode.berkas_id if kode else None, part.jenis, part.sebab, kode.teks if kode else "")
    ]


def _without_doubles(parts: list[Bagian]) -> list[Bagian]:
    """Two products for one case: nobody here can know which is right."""
    products: Counter[UUID | None] = Counter(
        part.berkas_id for part in parts if part.berkas_id and part.jenis in PRODUK
    )
    return [
        replace(part, sebab=part.sebab or Sebab.GANDA)
        if part.jenis in PRODUK and products[part.berkas_id] > 1 else part
        for part in parts
    ]  # fmt: skip
