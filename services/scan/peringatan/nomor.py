"""Numbers of 16 digits: NIK and family card. Built alike: region (6), a date ddmmyy, a serial (4).

NIK: the holder's birth, day + 40 for women; family card: the day of issue. The NIP of an official (18 digits) is none.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from services.scan.peringatan.aliran import Rentang, overlaps
from services.scan.peringatan.angka import CONFUSED, DIGIT, true_digits
from services.scan.peringatan.jenis import JenisPeringatan

PROVINCES = frozenset(
    map(
        str,
        (*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 98)),
    )
)
LENGTH = 16
TRUE_DIGITS = 9
RUN = re.compile(rf"(?<![\w|]){DIGIT}(?:[ .\-]{{0,2}}{DIGIT})*(?![\w|])")
ACROSS = re.compile(rf"(?<![\w|]){DIGIT}(?:[ .\-\n]{{0,2}}{DIGIT})*(?![\w|])")
GROUP = re.compile(rf"{DIGIT}+")
REGULAR = ((4, 4, 4, 4), (6, 6, 4), (2, 2, 2, 6, 4), (2, 2, 2, 2, 2, 2, 4), (6, 2, 2, 2, 4), (1,) * 16)
SIDE_BY_SIDE = 4
"""So many numbers in equal pieces stand in a row, at most."""
PIECES = 2
"""An engine may see one gap where none is; more of them, and it is a row of a table."""
LABEL = re.compile(
    r"\b(?:(?P<nik>N[I1l]K|nomor induk kependudukan|no(?:mor)?\.? ?(?:KTP|identitas))"
    r"|(?P<kk>kartu keluarga|(?:no(?:mor)?\.? ?)?KK)|(?P<nip>(?<!NIK/)NIP))\b(?=[^0-9]{0,25}$)",
    re.IGNORECASE,
)
BEFORE = 60
LABELLED = range(15, 18)
NIP = re.compile(r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d ?(?:19|20)\d\d(?:0[1-9]|1[0-2]) ?[12] ?\d{3}(?!\d)")


def numbers(text: str) -> Iterator[tuple[JenisPeringatan, Rentang]]:
    """NIK and family card numbers, as they stand in the text."""
    officials = [match.span() for match in NIP.finditer(text)]
    for match in RUN.finditer(text):
        yield from _judged(text, match.span(), _label(text, match.start()), officials)
    for match in ACROSS.finditer(text):
        label = _label(text, match.start())
        if "\n" in match[0] and label in {"nik", "kk"}:
            yield from _judged(text, match.span(), label, officials)


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


def _label(text: str, start: int) -> str:
    """What a number is said to be by the nearest of the words before it."""
    labels = [match.lastgroup for match in LABEL.finditer(text[max(0, start - BEFORE) : start])]
    return (labels and labels[-1]) or ""


def _judged(
    text: str, span: Rentang, label: str, officials: list[Rentang]
) -> Iterator[tuple[JenisPeringatan, Rentang]]:
    """All numbers of a run. A label speaks of the first of them alone; the row of a table may hold more."""
    groups = [(span[0] + one.start(), span[0] + one.end()) for one in GROUP.finditer(text[slice(*span)])]
    first = 0
    while first < len(groups):
        said = label if first == 0 else ""
        last = None if said == "nip" else _last(text, groups, first, said)
        if last is None or overlaps((groups[first][0], groups[last][1]), officials):
            first += 1
            continue
        yield JenisPeringatan.NOMOR_KK if said == "kk" else JenisPeringatan.NIK, (groups[first][0], groups[last][1])
        first = last + 1


def _last(text: str, groups: list[Rentang], first: int, label: str) -> int | None:
    """The group with which a number ends that begins with this one."""
    length = 0
    for last in range(first, min(len(groups), first + LABELLED.stop - 1)):
        length += groups[last][1] - groups[last][0]
        if length not in LABELLED:
            continue
        part = groups[first : last + 1]
        whole = len(part) == len(groups)
        if _is_number(text, part, bool(label), whole) and (label or whole or not _is_row(groups, first, last)):
            return last
    return None


def _is_row(groups: list[Rentang], first: int, last: int) -> bool:
    """Whether equal pieces go on beside these, more than the number of a row: votes, one column each."""
    count = last + 1 - first
    low = max(0, first - SIDE_BY_SIDE * count)
    sizes = [end - start for start, end in groups[low : last + 1 + SIDE_BY_SIDE * count]]
    at = first - low
    if count == 1 or set(sizes[at : at + count]) != {sizes[at]}:
        return False
    before = sum(1 for _ in takewhile(sizes[at].__eq__, reversed(sizes[:at])))
    after = sum(1 for _ in takewhile(sizes[at].__eq__, sizes[at + count :]))
    beside = before + after
    return beside % count > 1 or beside >= SIDE_BY_SIDE * count


def _is_number(text: str, groups: list[Rentang], labelled: bool, whole: bool) -> bool:
    raw = "".join(text[start:end] for start, end in groups)
    lengths = tuple(end - start for start, end in groups)
    if true_digits(raw) < TRUE_DIGITS:
        return False
    if labelled and whole and len(raw) in LABELLED:
        return True
    if len(raw) != LENGTH or not is_structured(raw.translate(CONFUSED)):
        return False
    return labelled or len(groups) == 1 or lengths in REGULAR or (whole and len(groups) == PIECES)
