"""Where a private person lives. Streets are named in every decision; what counts is that somebody lives there."""

import re
from collections.abc import Iterator

from services.scan.domain.pencocokan import likeness
from services.scan.peringatan.aliran import Aliran, Rentang
from services.scan.peringatan.jenis import JenisPeringatan, Kepala

HOUSE = re.compile(r"\bR[TI]\.? ?[:.]? ?\d{1,3} ?[/,.-]? ?(?:R[WV]\.? ?[:.]? ?)\d{1,3}\b")
STREET = re.compile(r"(?<!\w)(?:J[l1I]n?\.|Jalan|Gang|Gg\.|Dusun|Dsn\.|Komplek|Perum(?:ahan)?)(?= ?[A-Z0-9])")
LIVES = re.compile(
    r"\b(?:alamat(?: rumah| tempat tinggal| domisili| asal)?|beralamat(?:kan)? di|bertempat tinggal di|berdomisili di"
    r"|tempat tinggal|domisili)\s*[:;]?\s*(?:di )?$",
    re.IGNORECASE,
)  # fmt: skip
PLACE = re.compile(
    r"\b(?:kantor|sekretariat|gedung|balai|aula|hotel|sekolah|TPS|tempat pemungutan suara|lokasi|ruas|pembangunan|"
    r"peningkatan|rehabilitasi|badan|dinas|instansi|lembaga|KPU|komisi|PT|CV|perusahaan|lapangan|posko|SD|SMP|SMA|SMK)\b",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"\s*(?:RT|RW|R[TI]\.|Kel\.|Kelurahan|Desa|Ds\.|Kec\.|Kecamatan|Kab\.|Kabupaten|Kota|Provinsi|Prov\.)(?!\w)"
)
NAMED = re.compile(r"(?:alamat|tinggal|domisili)(?: (?:rumah|asal|lengkap))?\s*[:;]?\s*(?:di )?", re.IGNORECASE)
# A full stop behind a short word is an abbreviation's.
SENTENCE_END = re.compile(r";|(?<=\w{4})\.(?=\s|$)")
# No number of five digits: that is a postcode, which one of two writers leaves out.
HOUSE_NUMBER = re.compile(r"(?<!\w)(?!\d{5}\b)\d+[A-Za-z]?\b")
SAME = 0.8
BEFORE = 60


def addresses(aliran: Aliran, kepala: Kepala) -> Iterator[tuple[JenisPeringatan, Rentang]]:
    """Places where a person is said to live: by the word for it, or by RT/RW, which only homes have."""
    taken = 0
    for start, certain in sorted(_starts(aliran.teks)):
        span = (start, _end(aliran.teks, start))
        if start < taken or _is_office(aliran, span, kepala, certain):
            continue
        taken = span[1]
        yield JenisPeringatan.ALAMAT, span


def _starts(text: str) -> Iterator[tuple[int, bool]]:
    """Where an address may begin, and whether a word says that somebody lives there."""
    houses = [match.start() for match in HOUSE.finditer(text)]
    for match in STREET.finditer(text):
        lives = LIVES.search(text[max(0, match.start() - BEFORE) : match.start()]) is not None
        end = _end(text, match.start())
        if lives or any(match.start() < house < end for house in houses):
            yield match.start(), lives
    for house in houses:
        begin = _name_before(text, house)
        yield begin, LIVES.search(text[max(0, begin - BEFORE) : begin]) is not None


def _name_before(text: str, house: int) -> int:
    """From the label on the same line, when the house has no street but a village."""
    line = text.rfind("\n", 0, house) + 1
    label = NAMED.search(text, line, house)
    return label.end() if label else house


def _end(text: str, start: int) -> int:
    """To the end of the line, and on while the next line goes on with the address."""
    end = start
    while True:
        stop = text.find("\n", end)
        stop = len(text) if stop < 0 else stop
        cut = SENTENCE_END.search(text, end, stop)
        if cut and cut.start() > start:
            return cut.start()
        if stop == len(text) or not GOES_ON.match(text, stop + 1):
            return stop
        end = stop + 1


def _is_office(aliran: Aliran, span: Rentang, kepala: Kepala, certain: bool) -> bool:
    """The office's own address, or a place that is no home."""
    text, letterhead = aliran.teks, aliran.di_kepala(span)
    if _is_own(kepala.alamat, text[slice(*span)]) or (letterhead and not certain):
        return True
    line = text.rfind("\n", 0, span[0]) + 1
    said = text[line : span[0]] if certain and not letterhead else text[max(0, line - BEFORE) : span[1]]
    return PLACE.search(said) is not None


def _is_own(own: str, address: str) -> bool:
    """Whether an address is the office's, down to the number of the house: neighbours live in the same street."""
    numbers = HOUSE_NUMBER.findall(own)
    same_house = HOUSE_NUMBER.findall(address)[: len(numbers) or 1] == numbers
    return bool(own) and same_house and likeness(own, address) >= SAME
