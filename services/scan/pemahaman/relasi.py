"""What a product does to others: mengubah, mencabut, melaksanakan, with the document meant."""

import re
from collections.abc import Iterator, Sequence

from services.scan.pemahaman.judul import rapikan
from services.scan.pemahaman.model import Bidang, Diktum, Judul, Relasi

DOCUMENT = re.compile(
    r"(?P<jenis>(?:undang-undang|peraturan|keputusan|instruksi|surat edaran|qanun)(?: (?!nomor\b)[\w/-]+){0,9}?) "
    r"nomor:? ?(?P<nomor>[\w./-]+(?: ?/ ?[\w.-]+)*)(?: tahun (?P<tahun>(?:19|20)\d\d))?"
    r"(?:,? tentang (?P<tentang>.+?))?"
    r"(?=$|[;.(]|,? (?:sebagaimana telah|sehingga|perlu |dicabut|dinyatakan|yang ditetapkan)| dan "
    r"(?:peraturan|keputusan) [\w/ -]{1,80} nomor)",
    re.IGNORECASE | re.DOTALL,
)
CHANGES = re.compile(r"perubahan(?: (?:ke\w+|pertama)(?: belas)?)? (?:atas|terhadap) ", re.IGNORECASE)
REVOKES_TITLE = re.compile(r"pencabutan (?:atas )?", re.IGNORECASE)
CARRIES_OUT_TITLE = re.compile(
    r"(?:peraturan|petunjuk|pedoman)? ?(?:teknis )?pelaksanaan (?=undang|peraturan|keputusan)", re.I
)
REVOKED = re.compile(r"dicabut\b|dinyatakan tidak berlaku|mencabut\b", re.IGNORECASE)
CARRIES_OUT = re.compile(
    r"untuk melaksanakan (?:ketentuan )?(?:pasal [\w ,()]+? )?(?=undang|peraturan|keputusan)", re.I
)
YEAR = re.compile(r"(?:19|20)\d\d$")


def pahami_relasi(
    judul: Bidang[Judul],
    menimbang: Sequence[Bidang[str]],
    diktum: Sequence[Bidang[Diktum]],
    pasal: Sequence[Bidang[str]],
) -> tuple[Bidang[Relasi], ...]:
    """All relations, the title's first; each document once for each relation."""
    found = [
        *_in_title(judul),
        *_in_points(menimbang),
        *(one for field in diktum if field.nilai for one in _revoked(field.nilai.teks, field)),
        *(one for field in pasal if field.nilai for one in _revoked(field.nilai, field)),
    ]
    seen: dict[tuple[str, str, int | None], Bidang[Relasi]] = {}
    for field in found:
        if field.nilai:
            seen.setdefault((field.nilai.hubungan, field.nilai.nomor, field.nilai.tahun), field)
    return tuple(seen.values())


def _in_title(judul: Bidang[Judul]) -> Iterator[Bidang[Relasi]]:
    text = judul.nilai.tercetak if judul.nilai else ""
    for pattern, relation in (
        (CHANGES, "mengubah"),
        (REVOKES_TITLE, "mencabut"),
        (CARRIES_OUT_TITLE, "melaksanakan"),
    ):
        opened = pattern.match(text)
        if opened and (document := DOCUMENT.match(text, opened.end())):
            yield _relation(relation, document, judul)


def _in_points(menimbang: Sequence[Bidang[str]]) -> Iterator[Bidang[Relasi]]:
    for field in menimbang:
        for opened in CARRIES_OUT.finditer(field.nilai or ""):
            if document := DOCUMENT.match(field.nilai or "", opened.end()):
                yield _relation("melaksanakan", document, field)


def _revoked(text: str, field: Bidang[Diktum] | Bidang[str]) -> Iterator[Bidang[Relasi]]:
    if REVOKED.search(text):
        for document in DOCUMENT.finditer(text):
            yield _relation("mencabut", document, field)


def _relation(
    relation: str, document: re.Match[str], field: Bidang[Judul] | Bidang[Diktum] | Bidang[str]
) -> Bidang[Relasi]:
    number = re.sub(r"\s", "", document["nomor"]).strip(".,;")
    year = document["tahun"] or (YEAR.search(number) or [None])[0]
    value = Relasi(
        hubungan=relation,
        jenis=rapikan(document["jenis"].strip()),
        nomor=number,
        tahun=int(year) if year else None,
        tentang=rapikan((document["tentang"] or "").strip(" ,;.")),
    )
    why = field.sebab or ("" if year else "Tahun dokumen yang dimaksud tidak terbaca.")
    unsure = field.perlu_dilihat or not year
    return Bidang(
        nilai=value, yakin=field.yakin * (1.0 if year else 0.5), halaman=field.halaman, kotak=field.kotak, sebab=why,
        perlu_dilihat=unsure,
    )  # fmt: skip
