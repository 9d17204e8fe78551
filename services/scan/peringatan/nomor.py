"""Numbers of 16 digits: NIK and family card. Built alike: region (6), a date ddmmyy, a serial (4).

NIK: the holder's birth, day + 40 for women; family card: the day of issue. The NIP of an official (18 digits) is none.
"""

import re
from collections.abc import Iterator

from services.scan.peringatan.aliran import Rentang
from services.scan.peringatan.jenis import JenisPeringatan

PROVINCES = frozenset(
    map(
        str,
        (*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 98)),
    )
)
LENGTH = 16
# What engines write for digits.
DIGIT = "[0-9OoIl|]"
CONFUSED = str.maketrans("OoIl|", "00111")
TRUE_DIGITS = 9
RUN = re.compile(rf"(?<![\w|]){DIGIT}(?:[ .\-]{{0,2}}{DIGIT})*(?![\w|])")
ACROSS = re.compile(rf"(?<![\w|]){DIGIT}(?:[ .\-\n]{{0,2}}{DIGIT})*(?![\w|])")
GROUP = re.compile(rf"{DIGIT}+")
REGULAR = ((4, 4, 4, 4), (6, 6, 4), (2, 2, 2, 6, 4), (2, 2, 2, 2, 2, 2, 4), (6, 2, 2, 2, 4), (1,) * 16)
PIECES = 2
"""An engine may see one gap where none is; more of them, and it is a row of a table."""
LABEL_NIK = re.compile(r"\b(?:N[I1l]K|nomor induk kependudukan|no\.? ?(?:KTP|identitas))\b[^0-9]{0,25}$", re.IGNORECASE)
LABEL_KK = re.compile(r"\b(?:kartu keluarga|(?:no(?:mor)?\.?|no\.) ?KK|KK)\b[^0-9]{0,25}$", re.IGNORECASE)
LABEL_NIP = re.compile(r"\bNIP\b[^0-9]{0,25}$", re.IGNORECASE)
BEFORE = 60
LABELLED = range(15, 18)
NIP = re.compile(r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d ?(?:19|20)\d\d(?:0[1-9]|1[0-2]) ?[12] ?\d{3}(?!\d)")


def numbers(text: str) -> Iterator[tuple[JenisPeringatan, Rentang]]:
    """NIK and family card numbers, as they stand in the text."""
    officials = [match.span() for match in NIP.finditer(text)]
    for match in RUN.finditer(text):
        before = text[max(0, match.start() - BEFORE) : match.start()]
        yield from _judged(text, match.span(), before, officials)
    for match in ACROSS.finditer(text):
        before = text[max(0, match.start() - BEFORE) : match.start()]
        if "\n" in match[0] and _labelled(before):
            yield from _judged(text, match.span(), before, officials)


def is_structured(digits: str) -> bool:
    """Whether 16 digits are built as a NIK is."""
    day, month = int(digits[6:8]), int(digits[8:10])
    return (
        len(digits) == LENGTH
        and digits[:2] in PROVINCES
        and digits[2:4] != "00"
        and digits[4:6] != "00"
        and (1 <= day <= 31 or 41 <= day <= 71)
        and 1 <= month <= 12
        and digits[12:] != "0000"
    )


def _judged(
    text: str, span: Rentang, before: str, officials: list[Rentang]
) -> Iterator[tuple[JenisPeringatan, Rentang]]:
    if any(span[0] < end and start < span[1] for start, end in officials) or LABEL_NIP.search(before):
        return
    kind = JenisPeringatan.NOMOR_KK if LABEL_KK.search(before) else JenisPeringatan.NIK
    labelled = _labelled(before)
    groups = [(span[0] + one.start(), span[0] + one.end()) for one in GROUP.finditer(text[slice(*span)])]
    for first in range(len(groups)):
        for last in range(first, len(groups)):
            part = groups[first : last + 1]
            if _is_number(text, part, labelled and first == 0, whole=len(part) == len(groups)):
                yield kind, (part[0][0], part[-1][1])
                return


def _labelled(before: str) -> bool:
    return bool(LABEL_NIK.search(before) or LABEL_KK.search(before))


def _is_number(text: str, groups: list[Rentang], labelled: bool, whole: bool) -> bool:
    raw = "".join(text[start:end] for start, end in groups)
    lengths = tuple(end - start for start, end in groups)
    if sum(letter.isdigit() for letter in raw) < TRUE_DIGITS:
        return False
    if labelled and whole and len(raw) in LABELLED:
        return True
    if len(raw) != LENGTH or not is_structured(raw.translate(CONFUSED)):
        return False
    return labelled or len(groups) == 1 or lengths in REGULAR or (whole and len(groups) == PIECES)
