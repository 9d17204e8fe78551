"""The title: its lines joined, mended where an engine misread, and checked against its repetitions."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from services.scan.domain.halaman import Kata
from services.scan.pemahaman.bidang import bidang, kosong, lemah
from services.scan.pemahaman.kepala import Kepala
from services.scan.pemahaman.mirip import betulkan, kamus, lipat, sama
from services.scan.pemahaman.model import Bidang, Judul

SMALL = frozenset(
    {
        *("dan", "atau", "di", "ke", "dari", "untuk", "pada", "dalam", "tentang", "yang", "dengan", "serta", "oleh"),
        *("bagi", "terhadap", "sebagai", "atas", "antara", "sampai", "secara", "kepada", "melalui", "bahwa"),
    }
)
ROMAN = re.compile(r"(?=[IVXLC])(X{0,3})(IX|IV|V?I{0,3})")
SAME_TITLE = 0.8
DIFFERS = "Judul di bagian lain naskah ini terbaca berbeda; bandingkan dengan potongan halaman."


@cache
def singkatan() -> frozenset[str]:
    """Abbreviations that stay in capitals."""
    return frozenset(Path(__file__).with_name("singkatan.txt").read_text(encoding="utf-8").split())


def rapikan(text: str) -> str:
    """A text in capitals in ordinary case: "Penetapan Hasil dan Peserta Pemilu (DPT) Tahun 2024"."""
    words = text.split()
    return " ".join(_tidy(word, first=index == 0) for index, word in enumerate(words))


def _tidy(word: str, *, first: bool) -> str:
    if not word.isupper():
        return word
    return "".join(_piece(part, first) for part in re.split(r"([^\w]+)", word) if part)


def _piece(part: str, first: bool) -> str:
    if not part.isalpha() or part in singkatan() or (ROMAN.fullmatch(part) and part != "DI"):
        return part
    lowered = part.lower()
    if lowered in SMALL and not first:
        return lowered
    if len(part) <= 5 and not set("AIUEO") & set(part):
        return part
    return part.capitalize()


def pahami_judul(kepala: Kepala | None, ulangan: Sequence[Sequence[Kata]]) -> Bidang[Judul]:
    """The title of the head; `ulangan` are the words of its repetitions (Menetapkan, LAMPIRAN), as far as found."""
    if kepala is None or not kepala.judul:
        return kosong("Judul (tentang)")
    words = [kata for line in kepala.judul for kata in line.kata]
    read = _words(words)
    again = [other for other in map(_words, ulangan) if other]
    near = [other for other in again if sama(" ".join(read), " ".join(other)) >= SAME_TITLE]
    agreed = any(_plain(read) == _plain(other) for other in near)
    chosen = read if agreed else _vote(read, near)
    clear = {kata.teks: kata.yakin for kata in words}
    mended = [word if agreed else betulkan(word, clear.get(word, 0.0)) for word in chosen]
    doubtful = [k.teks for k in lemah(words) if not agreed and k.teks.upper() not in kamus()]
    reasons = [DIFFERS] if again and not agreed else []
    if mended != read:
        reasons.append("Ada huruf judul yang salah terbaca lalu dibetulkan; bandingkan dengan potongan halaman.")
    if doubtful:
        reasons.append(f"Kata ini kurang jelas terbaca: {', '.join(doubtful[:5])}.")
    strange = [word for word in mended if betulkan(word, clear.get(word, 0.0)) != word]
    if strange:
        reasons.append(f"Kata ini mungkin salah terbaca atau salah ketik: {', '.join(strange[:5])}.")
    printed = " ".join(mended).strip(" .,;:")
    value = Judul(tercetak=printed, rapi=rapikan(printed))
    return bidang(value, kepala.judul[0].halaman, words, reasons, 1.0 if agreed else 0.93)


def _words(kata: Sequence[Kata]) -> list[str]:
    return [_bare(one.teks) for one in kata if re.search(r"[\w&/]", one.teks)]


def _bare(word: str) -> str:
    """Without specks before and after it; where only a letter read as one makes it a word ("KOMIS!"), that word."""
    bare = re.sub(r"^[_|~!]+|[_|~!]+$", "", word)
    if word.isupper() and bare.upper() not in kamus() and lipat(word) in kamus():
        return lipat(word)
    return bare


def _vote(read: list[str], near: Sequence[list[str]]) -> list[str]:
    """Each word as the repetitions have it where the head's is no word."""
    chosen = list(read)
    for other in near:
        matcher = SequenceMatcher(None, [w.upper() for w in chosen], [w.upper() for w in other], autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag == "replace" and b - a == d - c:
                chosen[a:b] = [_better(x, y) for x, y in zip(chosen[a:b], other[c:d], strict=True)]
    return chosen


def _plain(words: Sequence[str]) -> str:
    return re.sub(r"[^A-Z0-9]", "", "".join(words).upper())


def _better(head: str, other: str) -> str:
    known = head.upper().strip(".,;()") in kamus()
    return head if known or other.upper().strip(".,;()") not in kamus() else other.upper().rstrip(".,;")
