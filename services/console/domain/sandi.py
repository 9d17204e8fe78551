"""Rules of a new password, after NIST SP 800-63B: long, not to be guessed, and nothing else is asked of it."""

import re
import unicodedata
from collections.abc import Collection, Container
from functools import cache
from pathlib import Path

from shared.errors import Invalid

SHORTEST = 12
LONGEST = 128
OWN_LETTERS = 3
"""So many letters at least must belong to no word that somebody would try first."""

ATURAN = (
    f"Paling sedikit {SHORTEST} huruf, angka, atau tanda; paling banyak {LONGEST}. Spasi boleh.",
    "Bukan kata sandi yang umum, dan bukan hanya nama, NIP, nama kantor, atau angka.",
    "Tidak harus memuat huruf besar, angka, atau tanda. Beberapa kata yang tidak berkaitan sudah baik.",
)
_ALIKE = str.maketrans("0134578@$!|+", "oieastbasiit")
_KEYS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfvtgbyhnujmikolp")
_RUN = range(3, 11)


def normal(sandi: str) -> str:
    """The same text, however a keyboard put its accents together."""
    return unicodedata.normalize("NFC", sandi)


def check(sandi: str, tentang_orang: Collection[str], bocor: Container[str] = ()) -> str:
    """A new password as it is to be kept, if it may be one. Raises Invalid.

    `tentang_orang`: name, NIP, office; `bocor`: passwords that are known from leaks.
    """
    normalised = normal(sandi)
    if len(normalised) < SHORTEST:
        raise _refused(f"Kata sandi baru paling sedikit {SHORTEST} huruf, angka, atau tanda.", "sandi-terlalu-pendek")
    if len(normalised) > LONGEST:
        raise _refused(f"Kata sandi baru paling banyak {LONGEST} huruf, angka, atau tanda.", "sandi-terlalu-panjang")
    if not normalised.isprintable():
        raise _refused("Kata sandi baru memuat tanda yang tidak terlihat.", "sandi-tidak-terlihat")
    if own_letters(normalised, _common() | words_of(tentang_orang)) < OWN_LETTERS or _repeated(normalised):
        raise _refused(
            "Kata sandi ini mudah ditebak: isinya hanya kata umum, nama, angka, atau pengulangan. Tambahkan kata lain.",
            "sandi-mudah-ditebak",
        )
    if normalised in bocor:
        raise _refused(
            "Kata sandi ini ada dalam daftar kata sandi yang pernah bocor di internet. Pilih kata sandi lain.",
            "sandi-bocor",
        )
    return normalised


def words_of(texts: Collection[str]) -> frozenset[str]:
    """The words of three letters or more that stand in these texts."""
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]{3,}", text.casefold()))


def own_letters(sandi: str, known: Collection[str]) -> int:
    """How many letters are left when as much as possible is taken for known words, also in `p4$$w0rd` writing."""
    text, lengths = sandi.casefold(), {len(word) for word in known}
    plain = text.translate(_ALIKE)
    least = [0] + [len(text)] * len(text)
    for at, sign in enumerate(text):
        least[at + 1] = min(least[at + 1], least[at] + sign.isalpha())
        for end in (at + length for length in lengths if at + length <= len(text)):
            if text[at:end] in known or plain[at:end] in known:
                least[end] = min(least[end], least[at])
    return least[-1]


def _repeated(sandi: str) -> bool:
    """One piece over and over, or hardly any different signs."""
    text = sandi.casefold()
    return text in (text + text)[1:-1] or len(set(text)) < 5


@cache
def _common() -> frozenset[str]:
    listed = Path(__file__).with_name("sandi_umum.txt").read_text(encoding="utf-8").split()
    rows = [direction for row in _KEYS for direction in (row, row[::-1])]
    runs = {row[at : at + length] for row in rows for length in _RUN for at in range(len(row) - length + 1)}
    return frozenset(listed) | runs


def _refused(sentence: str, code: str) -> Invalid:
    return Invalid(sentence, code=code, field="baru")
