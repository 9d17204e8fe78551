"""The good files that are mutated, and what all mutators need."""

import zlib
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from random import Random

import pikepdf

from shared.samples import (
    bad_text_layer_pdf,
    encrypted_pdf,
    jpeg_page,
    multipage_tiff,
    png_page,
    scan_like,
    signed_pdf,
    surat_edaran,
)  # fmt: skip
from shared.samples.words import acak

Sources = Mapping[str, bytes]
Harm = Callable[[Sources, str], tuple[str, bytes]]
PDFS = ("digital", "pindaian", "lapisan", "ditandatangani", "terkunci")
IMAGES = ("jpeg", "png", "tiff")


@cache
def sources() -> Sources:
    """One or two pages each, so that a run of hundreds stays short."""
    digital = surat_edaran(seed=5).born_digital_pdf
    return {
        "digital": digital,
        "pindaian": scan_like(digital, dpi=100),
        "lapisan": bad_text_layer_pdf(),
        "ditandatangani": signed_pdf(digital),
        "terkunci": encrypted_pdf(""),
        "jpeg": jpeg_page(dpi=100),
        "png": png_page(dpi=100),
        "tiff": multipage_tiff(2, dpi=100),
    }


def one_of(good: Sources, names: tuple[str, ...], seed: str) -> tuple[Random, str, bytes]:
    """A good file, chosen by the seed."""
    rng = acak("mutants", zlib.crc32(seed.encode()))
    name = rng.choice(names)
    return rng, name, good[name]


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    """The bytes of a PDF as it stands, as tightly or loosely written as `how` says."""
    out = BytesIO()
    pdf.save(out, static_id=True, fix_metadata_version=False, **how)  # type: ignore[arg-type]
    return out.getvalue()
