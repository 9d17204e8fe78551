"""Whether the page is marked SALINAN."""

from collections.abc import Sequence

from services.scan.domain.halaman import Halaman
from services.scan.pemahaman.baris import Baris
from services.scan.pemahaman.bidang import bidang
from services.scan.pemahaman.mirip import diawali, mirip
from services.scan.pemahaman.model import Bidang

TOP = 0.25
NOT_SEEN = "Cap atau tulisan SALINAN tidak terbaca. Lihat apakah ada di kanan atas halaman pertama."


def pahami_salinan(halaman: Sequence[Halaman], lines: Sequence[Baris]) -> Bidang[bool]:
    """True where the word stands at the top of a page, or the statement that the copy is like its original."""
    heights = {page.nomor: page.tinggi for page in halaman}
    for line in lines:
        for part in line.kolom():
            words = part.teks.split()
            stated = diawali(words, "SALINAN", "SESUAI", "DENGAN")
            marked = len(words) == 1 and words[0][:2].isupper() and mirip(words[0], "SALINAN")
            if stated or (marked and line.kotak[1] < TOP * heights[line.halaman]):
                return bidang(True, line.halaman, part.kata)
    return Bidang(nilai=False, yakin=0.6, sebab=NOT_SEEN)
