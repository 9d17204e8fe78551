"""Numbers, months and years: in digits, in Roman numerals, in Indonesian words."""

from difflib import get_close_matches

from shared.web.look.filters import MONTHS

MONTH_NAMES = tuple(month.upper() for month in MONTHS)
SHORT_MONTHS = {name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)} | {"AGT": 8, "AGS": 8, "PEB": 2}
OLD_MONTHS = {"PEBRUARI": 2, "NOPEMBER": 11, "NOVEMBER": 11, "DJUNI": 6, "DJULI": 7}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
UNITS = {
    "SATU": 1, "DUA": 2, "TIGA": 3, "EMPAT": 4, "LIMA": 5, "ENAM": 6, "TUJUH": 7, "DELAPAN": 8, "SEMBILAN": 9,
    "SEPULUH": 10, "SEBELAS": 11,
}  # fmt: skip


def bulan(word: str) -> tuple[int, bool] | None:
    """The month that a word names, and whether it was spelt exactly so."""
    folded = "".join(c for c in word.upper() if c.isalpha())
    if folded in MONTH_NAMES:
        return MONTH_NAMES.index(folded) + 1, True
    if folded in OLD_MONTHS:
        return OLD_MONTHS[folded], True
    if folded in SHORT_MONTHS:
        return SHORT_MONTHS[folded], True
    near = get_close_matches(folded, MONTH_NAMES, 2, 0.72)
    if len(folded) >= 3 and near and (len(near) == 1 or {*near} != {"JUNI", "JULI"}):
        return MONTH_NAMES.index(near[0]) + 1, False
    return None


def romawi(word: str) -> tuple[int, bool] | None:
    """The month that a Roman numeral means; l, 1 and | are I."""
    if word in ROMAN:
        return ROMAN.index(word) + 1, True
    folded = word.translate(str.maketrans("l1|!i", "IIIII")).upper()
    return (ROMAN.index(folded) + 1, False) if folded in ROMAN else None


def bilangan(words: list[str]) -> int | None:
    """A number in words: "dua ribu dua puluh empat" is 2024; None where a word is no number."""
    total, part, pending = 0, 0, 0
    for word in (one.upper().strip(".,()") for one in words):
        if word in UNITS:
            pending = UNITS[word]
        elif word == "BELAS":
            part, pending = part + 10 + pending, 0
        elif word == "PULUH":
            part, pending = part + 10 * pending, 0
        elif word in {"RATUS", "SERATUS"}:
            part, pending = part + 100 * (pending or 1), 0
        elif word in {"RIBU", "SERIBU"}:
            total, part, pending = (part + pending or 1) * 1000, 0, 0
        else:
            return None
    found = total + part + pending
    return found or None
