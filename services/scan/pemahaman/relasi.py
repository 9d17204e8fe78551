"""What a product does to others: mengubah, mencabut, melaksanakan, with the document meant."""

import re
from collections.abc import Iterator, Sequence

from services.scan.pemahaman.judul import rapikan
from services.scan.pemahaman.model import Bidang, Diktum, Judul, Relasi

DOCUMENT = re.compile(
    r"(?P<jenis>(?:undang-undang|peraturan|keputusan|instruksi|surat edaran|qanun)"
    r"(?: (?!(?:nomor|ini|itu|tersebut)\b)[\w/-]+){0,9}?) "
    r"nomor ?:? ?(?P<nomor>[\w./-]{1,80}(?: ?/ ?[\w.-]{1,40}){0,9}(?:(?<=[/ ]tahun) (?:19|20)\d\d)?)"
    r"(?: tahun (?P<tahun>(?:19|20)\d\d))?"
    r"(?:(?:,? tentang (?P<tentang>.+?))?"
    r"(?=$|[;.(]|,? (?:sebagaimana|sebagai berikut|sehingga|perlu |dicabut|dinyatakan|yang ditetapkan)|"
    r"(?:,| dan|, dan) (?:peraturan|keputusan)(?: [\w/ -]{1,80})? nomor)|(?= menjadi\b))",
    re.IGNORECASE | re.DOTALL,
)
PART = (
    r"(?:(?:beberapa|sebagian|isi|lampiran|diktum|angka|huruf|ayat|pasal|dalam|pada|dan|ke(?!putusan)\w+|[\divx]+) )*"
)
CHANGES = re.compile(
    rf"perubahan(?: (?:ke(?!putusan)\w+|pertama)(?: belas)?)?(?: atas| terhadap)? {PART}", re.IGNORECASE
)
CHANGED = re.compile(rf"mengubah {PART}", re.IGNORECASE)
REVOKES_TITLE = re.compile(r"pencabutan (?:atas )?", re.IGNORECASE)
CARRIES_OUT_TITLE = re.compile(
    r"(?:peraturan|petunjuk|pedoman)? ?(?:teknis )?pelaksanaan (?=undang|peraturan|keputusan)", re.I
)
NOT_DONE = "".join(
    rf"(?<!{word} )" for word in ("tidak", "belum", "dapat", "telah", "akan", "sampai", "hingga", "dengan")
)
REVOKES = re.compile(rf"\b(?=mencabut\b){NOT_DONE}mencabut", re.IGNORECASE)
LISTED = re.compile(r"\W*(?:lagi\b)?[^:]{0,40}:.*|\W*(?:lagi\W*)?", re.IGNORECASE | re.DOTALL)
"""Between `dinyatakan tidak berlaku` and the documents that are listed after it."""
REVOKED = re.compile(rf"\b(?=di(?:cabut|nyatakan)\b){NOT_DONE}(?:dicabut|dinyatakan tidak berlaku)\b", re.IGNORECASE)
CONDITION = re.compile(r"\b(?:apabila|jika|dalam hal|kecuali|sepanjang)\b", re.IGNORECASE)
CITED = re.compile(
    r"\b(?:pasal|ayat|huruf|angka|diktum|lampiran|dalam|berdasarkan|sesuai|menurut|mempedomani)(?: [\w,()]+){0,3} $",
    re.IGNORECASE,
)
"""Before a document of which a part is meant, or which is only cited."""
CITED_WITHIN = 60
DOUBTFUL = "Kalimatnya bersyarat, atau tidak menyangkut seluruh dokumen ini. Lihat apakah memang dicabut."
SENTENCE = re.compile(r"(?<=[\w)]{3}\.) (?=[A-Z])|(?= Pasal \d+ [A-Z])")
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
        *(one for field in diktum if field.nilai for one in _in_text(field.nilai.teks, field)),
        *(one for field in pasal if field.nilai for one in _in_text(field.nilai, field)),
    ]
    seen: dict[tuple[str, str, int | None], Bidang[Relasi]] = {}
    for field in found:
        if field.nilai:
            seen.setdefault((field.nilai.hubungan, field.nilai.nomor.casefold(), field.nilai.tahun), field)
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
            if relation == "mencabut":
                yield from (_relation(relation, more, judul) for more in DOCUMENT.finditer(text, document.end()))


def _in_points(menimbang: Sequence[Bidang[str]]) -> Iterator[Bidang[Relasi]]:
    for field in menimbang:
        for opened in CARRIES_OUT.finditer(field.nilai or ""):
            if document := DOCUMENT.match(field.nilai or "", opened.end()):
                yield _relation("melaksanakan", document, field)


def _in_text(text: str, field: Bidang[Diktum] | Bidang[str]) -> Iterator[Bidang[Relasi]]:
    """What a decision or an article does to others, sentence by sentence."""
    for sentence in SENTENCE.split(text):
        conditional = CONDITION.search(sentence)
        for document in _revoked(sentence):
            start = document.start()
            doubtful = conditional or CITED.search(sentence[max(0, start - CITED_WITHIN) : start])
            yield _relation("mencabut", document, field, DOUBTFUL if doubtful else "")
        changed = CHANGED.match(sentence)
        target = DOCUMENT.match(sentence, changed.end()) if changed else None
        if target:
            yield _relation("mengubah", target, field)


def _revoked(sentence: str) -> list[re.Match[str]]:
    """The documents that this sentence revokes: those after `mencabut`, those before `dicabut` or listed after it."""
    if active := REVOKES.search(sentence):
        return list(DOCUMENT.finditer(sentence, active.end()))
    passive = list(REVOKED.finditer(sentence))
    found = list(DOCUMENT.finditer(sentence)) if passive else []
    if not found:
        return []
    last = passive[-1]
    before = [one for one in found if one.start() < last.start()]
    listed = not before and LISTED.fullmatch(sentence[last.end() : found[0].start()])
    return found if listed else before


def _relation(
    relation: str, document: re.Match[str], field: Bidang[Judul] | Bidang[Diktum] | Bidang[str], reason: str = ""
) -> Bidang[Relasi]:
    number = re.sub(r"\s*/\s*", "/", document["nomor"]).strip(".,;")
    year = document["tahun"] or (YEAR.search(number) or [None])[0]
    value = Relasi(
        hubungan=relation,
        jenis=rapikan(document["jenis"].strip()),
        nomor=number,
        tahun=int(year) if year else None,
        tentang=rapikan((document["tentang"] or "").strip(" ,;.")),
    )
    why = field.sebab or reason or ("" if year else "Tahun dokumen yang dimaksud tidak terbaca.")
    sure = bool(year) and not reason
    return Bidang(
        nilai=value, yakin=field.yakin * (1.0 if sure else 0.5), halaman=field.halaman, kotak=field.kotak, sebab=why,
        perlu_dilihat=field.perlu_dilihat or not sure,
    )  # fmt: skip
