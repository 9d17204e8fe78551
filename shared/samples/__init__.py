"""Sample documents made from nothing but a seed: for the demo, the tests and the bench."""

from shared.samples.faulty import bad_text_layer_pdf, encrypted_pdf, pdf_without_pages, text_named_pdf, truncated_pdf
from shared.samples.keputusan import keputusan_kabupaten, keputusan_provinsi
from shared.samples.model import Contoh, Metadata
from shared.samples.petugas import keputusan_petugas
from shared.samples.pictures import jpeg_page, multipage_tiff, png_page
from shared.samples.scan import scan_like
from shared.samples.signed import signed_pdf
from shared.samples.surat import nota_dinas, surat_edaran

__all__ = [
    "Contoh",
    "Metadata",
    "bad_text_layer_pdf",
    "encrypted_pdf",
    "jpeg_page",
    "keputusan_kabupaten",
    "keputusan_petugas",
    "keputusan_provinsi",
    "multipage_tiff",
    "nota_dinas",
    "pdf_without_pages",
    "png_page",
    "scan_like",
    "signed_pdf",
    "surat_edaran",
    "text_named_pdf",
    "truncated_pdf",
]
