"""The draft of the abstrak from what was understood. What is unsure is a blank, never a guess."""

import re
from functools import cache
from pathlib import Path

from services.scan.pemahaman.abstrak.model import Abstrak, Isi
from services.scan.pemahaman.model import Bidang, Pemahaman
from services.scan.pemahaman.relasi import DOCUMENT
from shared.sop.jenis import JENIS
from shared.web.look.filters import tanggal

KOSONG = "………………"
MOST_NOTES = 5
IN_FORCE = re.compile(r"mulai berlaku (?:pada|sejak) tanggal (?:ditetapkan|diundangkan)", re.IGNORECASE)
RESTATES = re.compile(r"bahwa berdasarkan pertimbangan", re.IGNORECASE)
SHORT = {"undang-undang": "UU", "peraturan pemerintah": "PP", "peraturan presiden": "Perpres"}
PASSIVE = {"mencabut": "dicabut", "mengubah": "diubah", "melaksanakan": "dilaksanakan"}


def susun_abstrak(pemahaman: Pemahaman) -> Abstrak:
    """The sheet's lines, in the order of Permenkumham 8/2019."""
    return Abstrak(
        subjek=_subject(pemahaman),
        tahun=_known(pemahaman.tahun, "tahun"),
        nomor=_number(pemahaman),
        judul=_title(pemahaman),
        abstrak=(_reasons(pemahaman), _basis(pemahaman), _matter(pemahaman)),
        catatan=(_in_force(pemahaman), *_relations(pemahaman), *_annexes(pemahaman))[:MOST_NOTES],
    )


@cache
def _subjects() -> tuple[tuple[str, str], ...]:
    lines = Path(__file__).with_name("subjek.txt").read_text(encoding="utf-8").splitlines()
    return tuple((phrase, subject) for phrase, _, subject in (line.partition("=") for line in lines))


def _subject(found: Pemahaman) -> Isi:
    title = found.judul.nilai.rapi.lower() if found.judul.nilai and not found.judul.perlu_dilihat else ""
    for phrase, subject in _subjects():
        if re.search(rf"\b{phrase}\b", title):
            return Isi(teks=subject)
    return _blank("subjek")


def _known(field: Bidang[int], name: str) -> Isi:
    return Isi(teks=str(field.nilai)) if field.nilai is not None and not field.perlu_dilihat else _blank(name)


def _blank(name: str) -> Isi:
    return Isi(teks=KOSONG, lengkapi=(name,))


def _number(found: Pemahaman) -> Isi:
    """`KPT KPU NO. 658, -, 5 HLM.`; a decision has no source."""
    kind = found.jenis.nilai if not found.jenis.perlu_dilihat else None
    short = JENIS[kind.kode].singkatan if kind and kind.kode else (kind.bentuk.upper() if kind else "")
    number = found.nomor.nilai.utuh if found.nomor.nilai and not found.nomor.perlu_dilihat else ""
    source = "-" if kind and not kind.tercetak.startswith("PERATURAN") else ""
    missing = [name for name, value in (("jenis", short), ("nomor", number), ("sumber", source)) if not value]
    text = f"{short or KOSONG} NO. {number or KOSONG}, {source or KOSONG}, {found.jumlah_halaman.nilai} HLM."
    return Isi(teks=text, lengkapi=tuple(missing))


def _title(found: Pemahaman) -> Isi:
    kind, subject = found.jenis.nilai, found.judul.nilai
    sure = not found.judul.perlu_dilihat and not found.jenis.perlu_dilihat
    return Isi(teks=f"{kind.tercetak} TENTANG {subject.tercetak}") if kind and subject and sure else _blank("judul")


def _reasons(found: Pemahaman) -> Isi:
    points = [one for one in found.menimbang if one.nilai and not RESTATES.match(one.nilai)]
    if not points or any(one.perlu_dilihat for one in points):
        return Isi(teks=f"Menimbang: {KOSONG}", lengkapi=("menimbang",))
    return Isi(teks="Menimbang: " + "; ".join(str(one.nilai).rstrip(" ;.") for one in points) + ".")


def _basis(found: Pemahaman) -> Isi:
    """The laws in short: `UU Nomor 7 Tahun 2017`."""
    if not found.mengingat or any(one.perlu_dilihat for one in found.mengingat):
        return Isi(teks=f"Dasar hukum: {KOSONG}", lengkapi=("dasar hukum",))
    return Isi(teks="Dasar hukum: " + "; ".join(_short(str(one.nilai)) for one in found.mengingat) + ".")


def _short(text: str) -> str:
    named = DOCUMENT.match(text)
    if not named:
        return text.rstrip(" ;.")
    kind = SHORT.get(named["jenis"].lower().strip(), named["jenis"].strip())
    year = f" Tahun {named['tahun']}" if named["tahun"] else ""
    return f"{kind} Nomor {named['nomor'].strip(' .,;')}{year}"


def _matter(found: Pemahaman) -> Isi:
    points = [one for one in found.diktum if one.nilai]
    if not points or any(one.perlu_dilihat for one in points):
        return Isi(teks=f"Materi pokok: {KOSONG}", lengkapi=("materi pokok",))
    texts = (one.nilai.teks.rstrip(" ;.") for one in points if one.nilai)
    return Isi(
        teks="Materi pokok: " + "; ".join(text for text in texts if not text.startswith("Keputusan ini mulai")) + "."
    )


def _in_force(found: Pemahaman) -> Isi:
    """From its date where the text says so; another day, or one back in time, is for a person to write."""
    kind = found.jenis.nilai.tercetak.split()[0].capitalize() if found.jenis.nilai else "Produk hukum"
    field = found.tanggal_pengundangan if kind == "Peraturan" else found.tanggal_penetapan
    said = any(one.nilai and IN_FORCE.search(one.nilai.teks) for one in found.diktum)
    if field.nilai is None or field.perlu_dilihat or not said:
        return Isi(teks=f"{kind} ini mulai berlaku sejak tanggal {KOSONG}.", lengkapi=("tanggal berlaku",))
    return Isi(teks=f"{kind} ini mulai berlaku sejak tanggal {tanggal(field.nilai)}.")


def _relations(found: Pemahaman) -> list[Isi]:
    out = []
    for field in found.relasi:
        if field.nilai is None:
            continue
        kind = found.jenis.nilai.tercetak.split()[0].capitalize() if found.jenis.nilai else "Produk hukum"
        if field.perlu_dilihat:
            text = f"{kind} ini {field.nilai.hubungan} {KOSONG}."
            out.append(Isi(teks=text, lengkapi=(f"dokumen yang {PASSIVE[field.nilai.hubungan]}",)))
            continue
        year = f" Tahun {field.nilai.tahun}" if "/" not in field.nilai.nomor else ""
        target = f"{field.nilai.jenis} Nomor {field.nilai.nomor}{year}"
        out.append(Isi(teks=f"{kind} ini {field.nilai.hubungan} {target}."))
    return out


def _annexes(found: Pemahaman) -> list[Isi]:
    pages = sum(one.nilai.sampai - one.nilai.dari + 1 for one in found.lampiran if one.nilai)
    return [Isi(teks=f"Lampiran: {pages} hlm.")] if pages else []
