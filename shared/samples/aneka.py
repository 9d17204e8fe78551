"""Decisions of every era of numbering, short, with the traps that real scans hold: for reading them back."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.samples.era import Era, metadata
from shared.samples.formulir import Formulir
from shared.samples.keputusan import COLON, DIKTUM, MARK, SIGNATURE, TEXT
from shared.samples.model import Contoh, Metadata
from shared.samples.naskah import MARGIN
from shared.samples.words import MENGINGAT, acak


@dataclass(frozen=True, slots=True)
class Ragam:
    """What is special about one sample."""

    era: Era
    tangan: frozenset[str] = frozenset()
    rapi: bool = False
    coretan: bool = False
    sans: bool = False
    lampiran: bool = True
    samar: bool = False
    aplikasi: bool = False
    tanggal_angka: bool = False


def keputusan_aneka(ragam: Ragam, seed: int = 1) -> Contoh:
    """A decision of two or three pages. What `ragam.tangan` names (nomor, tanggal) is written by a pen."""
    rng = acak(f"aneka-{ragam.era.nama}", seed)
    meta, serial = metadata(ragam.era, rng)
    page = Formulir(meta.judul, meta.tanggal_penetapan, rng, sans=ragam.sans, neat=ragam.rapi)
    finish: Callable[[], None] = page.app_footer if ragam.aplikasi else (lambda: None)
    _head(page, ragam, meta, serial)
    _body(page, meta)
    finish()
    page.new_page()
    _dictum(page, meta, ragam)
    _closing(page, ragam, meta)
    finish()
    if ragam.lampiran:
        _annex(page, ragam, meta, serial)
        finish()
    pdf, text = page.finish()
    return Contoh(meta, text, pdf)


def _number_line(page: Formulir, ragam: Ragam, meta: Metadata, serial: str, left: float | None) -> None:
    whole = f"NOMOR {meta.nomor}" + ("" if "/" in meta.nomor else f" TAHUN {meta.tahun}")
    if "nomor" not in ragam.tangan:
        page.centre(whole) if left is None else page.lines(whole, left=left)
        return
    before, _, after = whole.partition(serial) if "188.45" not in whole else whole.partition(f"/{serial}")
    slash = "/" if "188.45" in whole else ""
    page.form(before.strip() + slash, serial, after.strip(), left=left)


def _head(page: Formulir, ragam: Ragam, meta: Metadata, serial: str) -> None:
    if ragam.era.jenis:
        page.stamp()
    page.ink(170 if ragam.samar else 0)
    page.centre("KOMISI PEMILIHAN UMUM" if ragam.era.jenis else ragam.era.pejabat, bold=True, size=14)
    page.rule()
    page.ink(0)
    for line in ragam.era.kepala.split("|"):
        page.centre(line)
    _number_line(page, ragam, meta, serial, None)
    page.skip(4)
    page.centre("TENTANG")
    page.skip(4)
    page.centre(meta.tentang.upper(), inset=8)
    page.skip(6)
    *first, last = ragam.era.pejabat.split("|")
    for line in (*first, f"{last},"):
        page.centre(line)
    page.skip(6)


def _body(page: Formulir, meta: Metadata) -> None:
    reasons = (
        "bahwa data pemilih telah dimutakhirkan secara berkelanjutan dan dituangkan dalam rapat pleno terbuka;",
        f"bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan {meta.tentang};",
    )
    for heading, marks, texts in (("Menimbang", "ab", reasons), ("Mengingat", "123", MENGINGAT[:3])):
        for mark, text in zip(marks, texts, strict=True):
            first = ((MARGIN, heading), (COLON, ":")) if mark == marks[0] else ()
            page.paragraph(text, left=TEXT, labels=(*first, (MARK, f"{mark}.")))
            page.skip(2)


def _dictum(page: Formulir, meta: Metadata, ragam: Ragam) -> None:
    page.centre("MEMUTUSKAN:")
    page.skip(3)
    title = f"{ragam.era.kepala.replace('|', ' ')} TENTANG {meta.tentang.upper()}."
    page.paragraph(title, left=MARK, labels=((MARGIN, "Menetapkan"), (COLON, ":")))
    page.skip(3)
    decisions = (
        f"Menetapkan {meta.tentang} sebagaimana tercantum dalam Lampiran Keputusan ini.",
        "Segala biaya yang timbul akibat Keputusan ini dibebankan pada anggaran sebesar 97,5% dari pagu.",
        "Keputusan ini mulai berlaku pada tanggal ditetapkan.",
    )
    for name, text in zip(DIKTUM, decisions, strict=False):
        page.paragraph(text, left=MARK, labels=((MARGIN, name), (COLON, ":")))
        page.skip(3)


def _closing(page: Formulir, ragam: Ragam, meta: Metadata) -> None:
    page.skip(6)
    if ragam.coretan:
        page.signature(SIGNATURE - 2, 6, 55, 30)
    page.lines(f"Ditetapkan di {meta.tempat}", left=SIGNATURE)
    day, _, rest = meta.tanggal.partition(" ")
    numeric = f"{meta.tanggal_penetapan:%d-%m-%Y}"
    if "tanggal" in ragam.tangan:
        pen, after = (numeric, "") if ragam.tanggal_angka else (day, rest)
        page.form("pada tanggal", pen, after, left=SIGNATURE)
    else:
        page.lines(f"pada tanggal {numeric if ragam.tanggal_angka else meta.tanggal}", left=SIGNATURE)
    page.skip(3)
    *first, last = ragam.era.pejabat.split("|")
    page.lines(*first, f"{last},", left=SIGNATURE)
    page.skip(5)
    if not ragam.coretan:
        page.lines("ttd.", left=SIGNATURE + 12)
    page.skip(6)
    page.lines(meta.penandatangan.upper(), left=SIGNATURE)


def _annex(page: Formulir, ragam: Ragam, meta: Metadata, serial: str) -> None:
    page.new_page()
    left = SIGNATURE - 10
    page.lines("LAMPIRAN", *ragam.era.kepala.split("|"), left=left)
    _number_line(page, ragam, meta, serial, left)
    page.lines("TENTANG", left=left)
    page.paragraph(meta.tentang.upper(), left=left)
    page.skip(8)
    page.centre("DAFTAR WILAYAH", bold=True)
    for number in range(1, 8):
        page.paragraph(f"Wilayah {number} dengan {number * 137} pemilih.", left=TEXT, labels=((MARK, f"{number}."),))
    _closing(page, ragam, meta)
