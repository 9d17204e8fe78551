"""The number of a legal product, in the numbering of every era."""

import re
from collections.abc import Iterator, Mapping, Sequence

from services.scan.domain.halaman import Kata
from services.scan.pemahaman.angka_kata import ROMAN, romawi
from services.scan.pemahaman.baris import Baris
from services.scan.pemahaman.mirip import angka, lipat
from services.scan.pemahaman.model import Nomor

CLASS = re.compile(r"([A-Z]{2}\.\d{2}(?:\.\d)?)((?:-[A-Za-z]+)*)|(KPTS|KPT|SK|KEP)(?:[-.][\w.-]+)?", re.IGNORECASE)
YEAR = re.compile(r"(?:TAHUN\s*)?((?:19|20)\d\d)", re.IGNORECASE)
DOTTED = re.compile(r"\d{2,3}(?:\.\d+)+")
PLAIN = re.compile(r"([\dOoQDlI|!SBZ]{1,5}(?:\.\d)?)\s*TAHUN\s*([\dOoQDlI|!SBZ]{4})", re.IGNORECASE)
J_FOR_SLASH = re.compile(r"(?<=[\dA-Zt])[jJ](?=[\dA-Z])(?!J\b)")
BAR_FOR_SLASH = re.compile(r"(?<=\d)[|](?=[A-Z])|(?<=[a-zA-Z])[|](?=\d)")
STROKES = re.compile("[IVX]{2,5}")
UNIT = re.compile(r"(?:KPU|KIP|KPTS|KPT|PROV|KAB|KOTA|SEK|SJ|SEKJEN|SDM|SETJEN)[\w.-]*", re.IGNORECASE)


def kata_nomor(line: Baris) -> list[Kata]:
    """The words of the number: what follows NOMOR and its colon, up to a wide gap after the year."""
    words = list(line.kata)[1:]
    head = re.sub(r"^\W*\w+\s*[:;.]?", "", line.kata[0].teks, count=1)
    if head and head not in ":;.":
        first = line.kata[0]
        words.insert(0, Kata(head, first.kotak, first.yakin, first.blok, first.baris))
    while words and not re.search(r"\w|[|/]", words[0].teks):
        words.pop(0)
    return words


def baca(text: str) -> tuple[Nomor, list[str]] | None:
    """The number in a text such as "33/HK.04/6202/2021"; with it why it is unsure. None: no number stands there."""
    cleaned = re.sub(r"\s+", " ", text).strip(" :;.,_-")
    if plain := PLAIN.fullmatch(cleaned):
        return _plain(*plain.groups())
    if "/" in cleaned or J_FOR_SLASH.search(cleaned) or BAR_FOR_SLASH.search(cleaned):
        return _slashed(cleaned)
    return None


def _plain(number: str, year: str) -> tuple[Nomor, list[str]]:
    urut, tahun = angka(number), angka(year)
    reasons = [] if (urut, tahun) == (number, year) else [CORRECTED]
    return Nomor(utuh=urut, urut=urut, tahun=_year(tahun)), reasons + _implausible(urut, _year(tahun))


CORRECTED = "Ada angka atau garis miring pada nomor yang salah terbaca lalu dibetulkan."
STRANGE = "Ada bagian nomor yang tidak dikenal: {bagian}."
MONTH_OF_DATE = "Bulan pada nomor tidak jelas, jadi diambil dari tanggal penetapan."
NO_SERIAL = "Nomor urutnya tidak terbaca."
NO_YEAR = "Tahun pada nomor tidak terbaca."


def _slashed(text: str) -> tuple[Nomor, list[str]]:
    tight = BAR_FOR_SLASH.sub("/", J_FOR_SLASH.sub("/", text))
    parts = [part.strip(" .,_") for part in re.sub(r"(?i)\bTAHUN(?=\d)", "Tahun ", tight).split("/")]
    found: dict[str, str] = {}
    mended: list[str] = []
    strange: list[str] = []
    for index, part in enumerate(parts):
        name, read = _slot(part, index, found, last=index == len(parts) - 1)
        mended.append(read)
        if name:
            found.setdefault(name, read)
        elif read:
            strange.append(read)
    reasons = [CORRECTED] if mended != [p.strip() for p in text.split("/")] and _glyphs(mended, text) else []
    reasons += [STRANGE.format(bagian=", ".join(strange))] if strange else []
    year = YEAR.search(found.get("tahun", ""))
    month = romawi(found.get("bulan", ""))
    value = Nomor(
        utuh="/".join(mended),
        urut=found.get("urut", ""),
        klasifikasi=found.get("klasifikasi", ""),
        kode_kantor=found.get("kode_kantor", ""),
        unit=found.get("unit", ""),
        bulan=month[0] if month else None,
        tahun=int(year.group(1)) if year else None,
    )
    return value, reasons + _implausible(value.urut, value.tahun) + ([NO_SERIAL] if not all(mended) else [])


def dengan_bulan(value: Nomor, reasons: list[str], bulan: int) -> tuple[Nomor, list[str]]:
    """With the month of its date, where strokes that are no month stand in that place; numbers of that era have one.

    A month that was read stays, another one too: who numbers later writes the later month.
    """
    parts = value.utuh.split("/")
    at = next((i for i, part in enumerate(parts) if i > 1 and STROKES.fullmatch(_roman(part))), None)
    if value.bulan or at is None:
        return value, reasons
    strange = STRANGE.format(bagian=parts[at])
    parts[at] = ROMAN[bulan - 1]
    kept = [reason for reason in reasons if reason not in {strange, CORRECTED}]
    return value.model_copy(update={"utuh": "/".join(parts), "bulan": bulan}), [*kept, MONTH_OF_DATE]


def _glyphs(mended: Sequence[str], text: str) -> bool:
    return re.sub(r"\s", "", "/".join(mended)) != re.sub(r"\s", "", text).strip(":;.,_-")


def _slot(part: str, index: int, found: Mapping[str, str], *, last: bool) -> tuple[str, str]:
    """What a part between slashes is, by its form and by what is known already; and the part mended."""
    tight = re.sub(r"\s+", " ", part)
    serial = index == 0 or (index == 1 and found.get("klasifikasi", "")[:1].isdigit())
    for name, mended in _readings(tight, index, last, serial):
        if mended and name not in found:
            return name, mended
    return ("", _class(tight.replace(" ", ""))) if _class(tight) else ("", tight)


def _readings(part: str, index: int, last: bool, serial: bool) -> Iterator[tuple[str, str]]:
    """All that a part can be, the likeliest first; empty where it cannot."""
    digits, joined = angka(part), part.replace(" ", "")
    year = _year_mended(part)
    yield "tahun", year if last and YEAR.fullmatch(year) else ""
    yield "klasifikasi", _class(joined) or (digits if index == 0 and DOTTED.fullmatch(digits) else "")
    yield "urut", digits if re.fullmatch(r"\d{1,5}", digits) and serial else ""
    yield "unit", joined if UNIT.fullmatch(joined) else ""
    yield "bulan", _roman(part) if index > 1 and romawi(part) else ""
    yield "kode_kantor", digits if re.fullmatch(r"\d{1,4}", digits) else ""
    yield "wilayah", digits if re.fullmatch(r"\d{1,2}", digits) else ""


def _roman(part: str) -> str:
    return part.translate(str.maketrans("l1|!i", "IIIII")).upper()


def _year_mended(part: str) -> str:
    head, year = part[:-4], part[-4:]
    return head + angka(year) if lipat(head) in {"", "TAHUN"} else part


def _class(part: str) -> str:
    """A classification such as HK.03.1-Kpt, mended; empty when it is none."""
    if CLASS.fullmatch(part):
        return part
    split = re.fullmatch(r"([A-Za-z0-9]{2})[.,]([\dOoQDlI|S]{2})(?:[.,]([\dOoQlI|S]))?((?:-\w+)*)", part)
    if not split or not split.group(1).isalpha():
        return ""
    head, middle, tail, suffix = split.groups()
    mended = f"{head.upper()}.{angka(middle)}" + (f".{angka(tail)}" if tail else "") + suffix
    return mended if CLASS.fullmatch(mended) else ""


def _year(text: str) -> int | None:
    return int(text) if re.fullmatch(r"(19|20)\d\d", text) else None


def _implausible(urut: str, tahun: int | None) -> list[str]:
    return ([] if urut.strip("0") else [NO_SERIAL]) + ([] if tahun else [NO_YEAR])
