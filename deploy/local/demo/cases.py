"""What the demo submits: sample documents made on the spot, or files that were named."""

import re
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shared.samples import Contoh, keputusan_kabupaten, keputusan_provinsi, nota_dinas, scan_like, surat_edaran
from shared.samples.surat import OFFICES

SEEDS = 1_000_000
PROVINCE = "61"


@dataclass(frozen=True)
class Case:
    """One submission: its office, the fields of the form, the nota dinas and the signed original."""

    kantor: str
    fields: dict[str, str]
    nama: str
    naskah: bytes
    nota: bytes


def samples() -> list[Case]:
    """A provincial decision of ten scanned pages (SOP P), a regency's decision (R3a), a circular (R3b)."""
    seed = secrets.randbelow(SEEDS)
    return [
        _case("61", keputusan_provinsi(pages=10, seed=seed), seed),
        _case("6202", keputusan_kabupaten(seed=seed + 1), seed + 1),
        _case("6202", surat_edaran(seed=seed + 2), seed + 2),
    ]


def from_file(path: Path, kantor: str) -> Case:
    """A file as the decision of an office; what it is about is read from its name."""
    seed = secrets.randbelow(SEEDS)
    today = date.today()
    about = re.sub(r"[-_\s]+", " ", path.stem).strip()
    product = {
        "jenis": "keputusan_kpu_provinsi" if len(kantor) == 2 else "keputusan_kpu_kabkota", "nomor": str(seed),
        "tahun": str(today.year), "tentang": about, "tempat_penetapan": "Pontianak" if kantor == "61" else "Sampit",
        "tanggal_penetapan": today.isoformat(), "penandatangan": "Ketua",
    }  # fmt: skip
    nota = nota_dinas(seed=seed, kantor=_known(kantor))
    fields = {**_note(nota, f"Permohonan penerbitan {about}"), **product}
    return Case(kantor, fields, path.name, path.read_bytes(), nota.born_digital_pdf)


def under_number(
    nomor: str, kantor: str, jenis: str, letter: Contoh, nota: Contoh, naskah: bytes = b"", nama: str = "naskah.pdf"
) -> Case:  # fmt: skip
    """`letter` (or the bytes `naskah`) as a product of any kind and number of an office."""
    meta = letter.metadata
    fields = {
        **_note(nota, f"Permohonan penerbitan {meta.tentang}"[:200]), "jenis": jenis, "nomor": nomor, "tahun": "2026",
        "tentang": meta.tentang, "tempat_penetapan": meta.tempat,
        "tanggal_penetapan": meta.tanggal_penetapan.isoformat(), "penandatangan": meta.penandatangan,
    }  # fmt: skip
    return Case(kantor, fields, nama, naskah or letter.born_digital_pdf, nota.born_digital_pdf)


def _case(kantor: str, product: Contoh, seed: int) -> Case:
    meta = product.metadata
    nota = nota_dinas(seed=seed, kantor=_known(kantor), untuk=meta)
    fields = {
        "jenis": meta.jenis, "nomor": meta.nomor, "tahun": str(meta.tahun), "tentang": meta.tentang,
        "tempat_penetapan": meta.tempat, "tanggal_penetapan": meta.tanggal_penetapan.isoformat(),
        "penandatangan": meta.penandatangan,
    }  # fmt: skip
    scanned = scan_like(product.born_digital_pdf, seed=seed)
    note = _note(nota, f"Permohonan penerbitan salinan {meta.judul}")
    return Case(kantor, {**note, **fields}, f"{meta.jenis}.pdf", scanned, nota.born_digital_pdf)


def _known(kantor: str) -> str:
    """The letterhead for the sample note: the generator knows the two offices of a new installation."""
    return kantor if kantor in OFFICES else PROVINCE


def _note(nota: Contoh, hal: str) -> dict[str, str]:
    meta = nota.metadata
    return {
        "nd_nomor": meta.nomor, "nd_tanggal": meta.tanggal_penetapan.isoformat(), "nd_dari": "Sub Bagian Pengusul",
        "nd_hal": hal[:500],
    }  # fmt: skip
