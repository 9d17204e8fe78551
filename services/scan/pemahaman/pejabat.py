"""Place, date, official and name, from the block at the end."""

import re
from collections.abc import Sequence
from datetime import date

from services.scan.pemahaman.baris import Baris
from services.scan.pemahaman.bidang import bidang, kosong, lemah
from services.scan.pemahaman.judul import rapikan
from services.scan.pemahaman.kepala import ACTING, Kepala
from services.scan.pemahaman.mirip import betulkan, kamus, sama
from services.scan.pemahaman.model import Bidang
from services.scan.pemahaman.penomoran import sebab_pena
from services.scan.pemahaman.penutup import Penutup

UNREADABLE = "Tanggal ada tetapi tidak terbaca. Ketik sendiri sesuai potongan halaman."
UNCLEAR = "Tulisannya kurang jelas, mungkin tertutup tanda tangan atau cap. Bandingkan dengan potongan halaman."
GUESSED = "Jabatan di bagian tanda tangan tidak terbaca; ini diambil dari kepala naskah. Cocokkan."
FROM_ANNEX = "Tanggal di batang tubuh tidak terbaca; ini tanggal di lampiran. Cocokkan dengan naskahnya."
SAME_NAME = 0.97
LIKELY_SAME = 0.6
NOT_ANOTHER = 0.4
CLEAR = 75.0
STROKE = re.compile(
    r"(?i)[A-Z] (?!(?<=I )(?:WAYAN|MADE|NYOMAN|KETUT|PUTU|GEDE|KADEK|KOMANG|NENGAH|GUSTI|DEWA|NGURAH|BAGUS)\b)"
)
"""A letter by itself before a name may be a stroke of the signature, but for the I of Balinese names."""


def tempat(block: Penutup | None) -> Bidang[str]:
    """Where it was decided."""
    if block is None or not block.tempat:
        return kosong("Tempat penetapan")
    text = " ".join(kata.teks for kata in block.tempat).strip(" .,:;")
    strange = not re.fullmatch(r"[A-Z][A-Za-z]+(?:[ -][A-Z][A-Za-z]+){0,3}", text)
    misread = any(betulkan(word) != word for word in text.upper().split())  # all but a place that is known
    weak = strange or misread or lemah(block.tempat, CLEAR)
    return bidang(text, block.halaman, block.tempat, [UNCLEAR] if weak else [])


def tanggal(block: Penutup | None, digital: frozenset[int], lain: Sequence[Penutup] = ()) -> Bidang[date]:
    """The date. Where the form was filled by a pen it is a guess at most; so it is where only `lain` have it."""
    line, read = (block.garis_tanggal, block.tanggal) if block else (None, None)
    if read is None or read.nilai is None:
        other = next((one for one in lain if one is not block and one.tanggal and one.tanggal.nilai), None)
        if other and other.tanggal and other.tanggal.nilai:
            return bidang(other.tanggal.nilai, other.halaman, other.tanggal.kata, [FROM_ANNEX])
        if line is None:
            return kosong("Tanggal")
        why = " ".join((UNREADABLE, *(read.sebab if read else ())))
        return kosong("Tanggal", line.halaman, line.kata, why)
    assert line is not None  # a date that was read stands on one
    reasons = [*read.sebab, *sebab_pena("Tanggal", line, read.kata, digital)]
    if not reasons:
        reasons += next(filter(None, (_pen_elsewhere(one, digital) for one in lain if one is not block)), [])
    return bidang(read.nilai, line.halaman, read.kata, reasons)


def _pen_elsewhere(block: Penutup, digital: frozenset[int]) -> list[str]:
    """Who fills in the body's date by a pen fills in the annex's too."""
    if block.garis_tanggal is None or block.tanggal is None:
        return []
    return sebab_pena("Tanggal", block.garis_tanggal, block.tanggal.kata, digital)


def jabatan(block: Penutup | None, kepala: Kepala | None) -> Bidang[str]:
    """The official's title; the head of the decision names the same official."""
    acting, named = _acting(_mended(kepala.pejabat)) if kepala else ("", "")
    if block is None or not block.jabatan:
        return _from_head(kepala, acting + rapikan(named))
    words = [kata for line in block.jabatan for kata in line.kata if re.search(r"\w", kata.teks)]
    acting, text = _acting(_mended(block.jabatan))
    alike = sama(text, named)
    chosen = named if alike >= LIKELY_SAME and not _known(text) and _known(named) else text
    another = alike < NOT_ANOTHER and text.split()[:1] != named.split()[:1]  # not the same title with lines lost
    sure = alike >= SAME_NAME or (another and not lemah(words, CLEAR))
    return bidang(acting + rapikan(chosen), block.halaman, words, [] if sure else [UNCLEAR])


def _acting(text: str) -> tuple[str, str]:
    """`Plt. `, `a.n. ` or the like before a title in capitals, and the title."""
    found = ACTING.match(text)
    if not found:
        return "", text
    return "a.n. " if found[1].startswith("A") else f"{found[1].capitalize()}. ", text[found.end() :]


def _mended(lines: Sequence[Baris]) -> str:
    """The words of these lines as they must have been printed, marks of an engine's fancy left out."""
    words = " ".join(line.teks for line in lines).upper().split()
    return " ".join(filter(None, (re.sub(r"[^\w./-]", "", betulkan(word)).strip("./-_") for word in words)))


def _known(text: str) -> bool:
    return all(word in kamus() for word in text.split())


def _from_head(kepala: Kepala | None, named: str) -> Bidang[str]:
    """Who decides, as the head says: a guess at who signed."""
    if kepala is None or not named:
        return kosong("Jabatan penandatangan")
    words = [kata for line in kepala.pejabat for kata in line.kata]
    return bidang(named, kepala.pejabat[0].halaman, words, [GUESSED])


def nama(block: Penutup | None, all_blocks: Sequence[Penutup]) -> Bidang[str]:
    """Who signed; the blocks of the annexes bear the same name."""
    if block is None or block.nama is None:
        return kosong("Nama penandatangan")
    words = [kata for kata in block.nama.kata if re.search(r"\w", kata.teks)]
    text = " ".join(kata.teks for kata in words).strip(" .,;:|_-")
    again = [one.nama.teks for one in all_blocks if one is not block and one.nama]
    agreed = any(sama(text, other) == 1.0 for other in again)
    differs = again and not agreed
    unclear = (
        differs
        or not block.jabatan
        or lemah(words, CLEAR if agreed else 85.0)
        or re.search(r"[^A-Za-z'`’., -]", text)
        or (STROKE.match(text) and not agreed)
    )
    return bidang(text, block.halaman, words, [UNCLEAR] if unclear else [])
