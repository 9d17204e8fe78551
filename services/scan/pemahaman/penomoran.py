"""The number and the year as fields: read, compared with annexes and date, and looked at for a pen's traces."""

import re
from collections.abc import Sequence
from datetime import date

from services.scan.domain.halaman import Kata
from services.scan.pemahaman.baris import Baris
from services.scan.pemahaman.bidang import bidang, kosong
from services.scan.pemahaman.kepala import Kepala
from services.scan.pemahaman.model import Bidang, Nomor
from services.scan.pemahaman.nomor import baca, dengan_bulan, kata_nomor
from services.scan.pemahaman.tulisan import kejanggalan, renggang, ukuran

BY_HAND = "{apa} ini kemungkinan ditulis tangan atau tidak jelas. Ketik sendiri sesuai potongan halaman."
OLD_LAYER = (
    "{apa} ini berasal dari teks lama di berkas, bukan dari pembacaan halaman. Cocokkan dengan potongan halaman."
)
OTHER_MONTH = "Bulan pada nomor tidak sama dengan bulan penetapan."
OTHER_YEAR = "Tahun pada nomor tidak sama dengan tahun penetapan."
OTHER_ANNEX = "Nomor pada lampiran berbeda dengan nomor ini."
UNREADABLE = "Nomor ada tetapi tidak terbaca. Ketik sendiri sesuai potongan halaman."
FROM_FILE = 100.0
YEAR = re.compile(r"(?:19|20)\d\d")


def nomor(
    kepala: Kepala | None,
    lampiran: Sequence[Nomor],
    garis: Sequence[Baris],
    tanggal: date | None,
    digital: frozenset[int],
) -> Bidang[Nomor]:
    """The number of the head; `lampiran` and `garis`: the numbers in the annexes' heads, and their lines.

    Who fills in the head by a pen fills in the annex too: traces there count here.
    """
    if kepala is None or kepala.nomor is None:
        return kosong("Nomor")
    line = kepala.nomor
    words = kata_nomor(line)
    read = baca(" ".join(kata.teks for kata in words))
    if read is None:
        return kosong("Nomor", line.halaman, line.kata, UNREADABLE)
    value, reasons = dengan_bulan(*read, tanggal.month) if tanggal else read
    reasons = [*reasons, *_disagreements(value, lampiran, tanggal)]
    reasons += sebab_pena("Nomor", line, [k for k in words if _has_digit(k)], digital)
    if not reasons:
        again = (
            sebab_pena("Nomor", one, list(filter(_has_digit, kata_nomor(one))), digital, sekitar=False) for one in garis
        )
        reasons += next(filter(None, again), [])
    return bidang(value, line.halaman, words, reasons)


def _disagreements(value: Nomor, lampiran: Sequence[Nomor], tanggal: date | None) -> list[str]:
    found = [OTHER_ANNEX] if any((one.utuh, one.tahun) != (value.utuh, value.tahun) for one in lampiran) else []
    if tanggal and value.bulan and value.bulan != tanggal.month:
        found.append(OTHER_MONTH)
    if tanggal and value.tahun and value.tahun != tanggal.year:
        found.append(OTHER_YEAR)
    return found


def _has_digit(kata: Kata) -> bool:
    return any(c.isdigit() or c in "|/" for c in kata.teks)


def sebab_pena(
    apa: str, line: Baris, words: Sequence[Kata], digital: frozenset[int], *, sekitar: bool = True
) -> list[str]:
    """Why these words of a line may have been written by a pen; empty where all speaks for print.

    `sekitar`: room around them counts too.
    """
    if line.halaman in digital:
        return []
    if all(kata.yakin >= FROM_FILE for kata in line.kata):
        return [OLD_LAYER.format(apa=apa)]
    size = ukuran(line, words) or ukuran(line, [k for k in words if not k.teks.isalpha()])
    own = [kata for kata in line.kata if kata in words]
    # A number with slashes is printed in one word; a space within it is the room of a form.
    parted = sekitar and _tahun(line) is None and len(own) > 1 and any("/" in kata.teks for kata in own)
    odd = parted or (
        len(own) < len(words)
        or (sekitar and renggang(line, own, size))
        or any(kejanggalan(kata, size, _tahun(line)) for kata in own)
    )
    return [BY_HAND.format(apa=apa)] if odd else []


def _tahun(line: Baris) -> Kata | None:
    """The year that stands by itself on a line."""
    return next((kata for kata in reversed(line.kata) if YEAR.fullmatch(kata.teks.strip(".,"))), None)


def tahun(kepala: Kepala | None, nomor: Bidang[Nomor], tanggal: Bidang[date], digital: frozenset[int]) -> Bidang[int]:
    """The year of the number; sure only where its own digits are print, or number and date say the same."""
    line = kepala.nomor if kepala else None
    alone = _tahun(line) if line else None
    if line and alone and not sebab_pena("Tahun", line, [alone], digital, sekitar=False):
        own: Bidang[int] = bidang(int(alone.teks.strip(".,")), line.halaman, [alone])
        return own if tanggal.nilai is None or tanggal.nilai.year == own.nilai else _doubted(own)
    return _from_both(nomor, tanggal)


def _doubted(own: Bidang[int]) -> Bidang[int]:
    return own.model_copy(update={"perlu_dilihat": True, "sebab": OTHER_YEAR, "yakin": 0.5})


def _from_both(nomor: Bidang[Nomor], tanggal: Bidang[date]) -> Bidang[int]:
    named = nomor.nilai.tahun if nomor.nilai else None
    dated = tanggal.nilai.year if tanggal.nilai else None
    if named is None and dated is None:
        return kosong("Tahun")
    source = nomor if named else tanggal
    both = named is not None and named == dated
    sure = both or not source.perlu_dilihat
    differ = named is not None and dated is not None and named != dated
    reason = OTHER_YEAR if differ else ("" if sure else source.sebab)
    return Bidang(
        nilai=named or dated, yakin=max(source.yakin, 0.9 if both else 0.0), halaman=source.halaman,
        kotak=source.kotak, sebab=reason, perlu_dilihat=differ or not sure,
    )  # fmt: skip
