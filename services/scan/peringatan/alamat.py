"""Where a private person lives. Streets are named in every decision; what counts is that somebody lives there."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from services.scan.peringatan.aliran import Aliran, Rentang
from services.scan.peringatan.angka import DIGIT
from services.scan.peringatan.jenis import JenisPeringatan, Kepala
from services.scan.peringatan.kantor import is_office

NUMBER = rf"{DIGIT}{{1,3}}"
HOUSE = re.compile(
    rf"\bR[TI] ?(?:/ ?R[WV] ?[.:]? ?{NUMBER} ?[/.-] ?{NUMBER}\b"
    rf"|\.? ?:? ?{NUMBER}(?: ?[/,.-]| dan)? ?R[WV] ?\.? ?:? ?{NUMBER}\b|(?<=T) ?\.? ?:? ?{NUMBER} ?/ ?{NUMBER}\b(?!/))",
    re.IGNORECASE,
)
STREET = re.compile(
    r"(?<!\w)(?:(?i:J[l1I]n?|Gg|Dsn|Perum|Komp)(?:\. ?|(?= ) )(?=\w)"
    r"|(?i:Jalan|Gang|Dusun|Blok|Kompleks?|Perumahan) (?=[A-Z0-9]))"
)
LIVES = re.compile(
    r"\b(?:(?:ber)?alamat(?:kan)?(?: (?:rumah|tempat tinggal|domisili|asal|lengkap))?(?: ?\(?sesuai (?:e-)?KTP\)?)?"
    r"|(?:(?:ber)?tempat )?tinggal|(?:ber)?domisili)\s*[:;]?\s*(?:di )?$",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"\s*(?:(?i:R[TI]\.|RT\b|RW\b|Kel[./]|Kelurahan\b|Ds\.|Kec\.|Kecamatan\b|Kab\.|Blok \w|Gg\."
    r"|No(?:mor)?\.? ?\d{1,4}[a-z]?\b(?!/| tahun))"
    r"|(?:Desa|Kabupaten|Kota|Provinsi|Dusun|Gang)\b|Prov\.)"
)
HANGS = re.compile(r"\b(?:No(?:mor)?|Gg|Gang|Blok|J[l1I]n?|Jalan|RT|RW|Kel|Kec|Kab)\b\.?\s*:?\s*$", re.IGNORECASE)
NAMED = re.compile(
    r"(?:alamat|tinggal|domisili)(?: (?:rumah|asal|lengkap))?(?: ?\(?sesuai (?:e-)?KTP\)?)?+\s*+[:;]?+\s*+(?:di )?+"
    r"(?!(?:TPS|kantor|sekretariat)\b)",
    re.IGNORECASE,
)
# A full stop behind a short word is an abbreviation's, and so it is behind some longer ones.
SENTENCE_END = re.compile(r";|\b(?!(?:\w*jend|perum|kompl?|prof|kapt|brig)\.)\w{4,}\.(?=\s|$)", re.IGNORECASE)
BEFORE = 60
LONGEST = 300
"""Letters of an address."""


def addresses(aliran: Aliran, kepala: Kepala) -> Iterator[tuple[JenisPeringatan, Rentang]]:
    """Places where a person is said to live: by the word for it, or by RT/RW, which only homes have."""
    taken = 0
    for start, certain in sorted(_starts(aliran.teks)):
        span = (start, _end(aliran.teks, start))
        house = HOUSE.search(aliran.teks, *span)
        if start < taken or is_office(aliran, span, kepala, certain, house.end() if house else span[1]):
            continue
        taken = span[1]
        yield JenisPeringatan.ALAMAT, span


def _starts(text: str) -> Iterator[tuple[int, bool]]:
    """Where an address may begin, and whether a word says that somebody lives there."""
    houses = [match.start() for match in HOUSE.finditer(text)]
    for match in STREET.finditer(text):
        lives = _lives(text, match.start())
        house = bisect_right(houses, match.start())
        if lives or (house < len(houses) and houses[house] < _end(text, match.start())):
            yield match.start(), lives
    for house in houses:
        begin = _name_before(text, house)
        yield begin, _lives(text, begin)


def _lives(text: str, start: int) -> bool:
    return LIVES.search(text[max(0, start - BEFORE) : start]) is not None


def _name_before(text: str, house: int) -> int:
    """From the label on the same line, when the house has no street but a village."""
    line = text.rfind("\n", 0, house) + 1
    label = NAMED.search(text, max(line, house - LONGEST), house)
    return label.end() if label else house


def _end(text: str, start: int) -> int:
    """To the end of the line, and on while the next line goes on with the address."""
    last = min(len(text), start + LONGEST)
    end = start
    while True:
        stop = text.find("\n", end, last)
        stop = last if stop < 0 else stop
        cut = SENTENCE_END.search(text, end, stop)
        if cut and cut.end() - 1 > start:
            return cut.end() - 1
        if stop == last or not (GOES_ON.match(text, stop + 1) or HANGS.search(text, end, stop)):
            return stop
        end = stop + 1
