"""Whether the page is marked SALINAN."""

from collections.abc import Sequence

from services.scan.domain.halaman import Halaman
from services.scan.pemahaman.baris import Baris
from services.scan.pemahaman.bidang import bidang
from services.scan.pemahaman.mirip import diawali, mirip
from services.scan.pemahaman.model import Bidang

TOP = 0.25
WORD = "SALINAN"
BROKEN = "Tulisan SALINAN hanya terbaca sebagian. Lihat potongan halaman."
NOT_SEEN = "Cap atau tulisan SALINAN tidak terbaca. Lihat apakah ada di kanan atas halaman pertama."


def pahami_salinan(halaman: Sequence[Halaman], lines: Sequence[Baris]) -> Bidang[bool]:
    """True where the word stands at the top of a page, or the statement that the copy is like its original."""
    heights = {page.nomor: page.tinggi for page in halaman}
    broken: Bidang[bool] | None = None
    for line in lines:
        for part in line.kolom():
            words = part.teks.split()
            top = line.kotak[1] < TOP * heights[line.halaman]
            stated = diawali(words, "SALINAN", "SESUAI", "DENGAN")
            marked = len(words) == 1 and words[0][:2].isupper() and mirip(words[0], "SALINAN")
            if stated or (marked and top):
                return bidang(True, line.halaman, part.kata)
            if top and broken is None and _pieces(words):
                broken = bidang(True, line.halaman, part.kata, [BROKEN])
    return broken or Bidang(nilai=False, yakin=0.6, sebab=NOT_SEEN)


def _pieces(words: Sequence[str]) -> bool:
    """Whether these are what an engine left of the word, as `S L N N`: its letters in order, its ends among them."""
    text = "".join(words)
    if not (4 <= len(text) <= len(WORD) and text.isupper() and (text[0], text[-1]) == (WORD[0], WORD[-1])):
        return False
    rest = iter(WORD)
    return all(letter in rest for letter in text)
