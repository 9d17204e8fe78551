"""Input that must be refused or mended: what people and machines really send."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from shared.samples.model import Contoh
from shared.samples.scan import scan_like
from shared.samples.surat import surat_edaran
from shared.samples.words import acak

PASSWORD = "rahasia"  # noqa: S105 - of a sample


def encrypted_pdf(user_password: str = PASSWORD) -> bytes:
    """A PDF under AES-256; an empty `user_password` gives one that opens for reading but is still encrypted."""
    protection = pikepdf.Encryption(user=user_password, owner="pemilik", R=6)
    return _saved(surat_edaran().born_digital_pdf, encryption=protection)


def truncated_pdf() -> bytes:
    """The first 60 % of a scan, as after a broken transfer."""
    whole = scan_like(surat_edaran().born_digital_pdf)
    return whole[: len(whole) * 6 // 10]


def pdf_without_pages() -> bytes:
    """A well-formed PDF whose page tree is empty."""
    out = BytesIO()
    Pdf.new().save(out, static_id=True)
    return out.getvalue()


def text_named_pdf() -> bytes:
    """Plain text, for a file that is called `.pdf`."""
    return b"Salinan keputusan ini akan dikirim menyusul.\n" * 20


def bad_text_layer_pdf(contoh: Contoh | None = None, seed: int = 1) -> bytes:
    """A scan of `contoh` (a circular by default) under an invisible text layer that is rubbish."""
    source = contoh or surat_edaran()
    rng = acak("bad_text_layer", seed)

    def lay(pdf: Pdf) -> None:
        font = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )
        for page, text in zip(pdf.pages, source.pages, strict=True):
            rubbish = ["".join(rng.choices("~|lI1!j^{}/\\;:. ", k=len(line))) for line in text.splitlines()]
            page.add_resource(font, Name.Font, Name.FLama)
            page.contents_add(_invisible(rubbish))

    return _saved(scan_like(source.born_digital_pdf), lay)


def _invisible(lines: list[str]) -> bytes:
    shown = (b"%s Tj T*" % pikepdf.String(line).unparse() for line in lines)
    return b"q BT /FLama 11 Tf 3 Tr 17 TL 80 780 Td %s ET Q" % b" ".join(shown)


def _saved(
    source: bytes, change: Callable[[Pdf], None] | None = None, encryption: pikepdf.Encryption | None = None
) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(source)) as pdf:
        if change:
            change(pdf)
        # An encrypted file has salts of its own and cannot have a reckoned id.
        pdf.save(out, encryption=encryption or False, deterministic_id=encryption is None)
    return out.getvalue()
