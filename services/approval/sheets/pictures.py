"""Pictures as PDF, their pixels kept as they are."""

from io import BytesIO

import img2pdf
import pikepdf
from PIL import Image

SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")
A4_PT = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))
UNKNOWN_DPI = (img2pdf.default_dpi, img2pdf.default_dpi)
SMALLEST_PT, LARGEST_PT = img2pdf.mm_to_pt(100), img2pdf.mm_to_pt(600)
UNREADABLE = (
    OSError,
    SyntaxError,
    Image.DecompressionBombError,
    img2pdf.AlphaChannelError,
    img2pdf.ImageOpenError,
    img2pdf.JpegColorspaceError,
    img2pdf.NegativeDimensionError,
    img2pdf.PdfTooLargeError,
    img2pdf.UnsupportedColorspaceError,
)

_on_a4 = img2pdf.get_layout_fun(A4_PT, fit=img2pdf.FitMode.into, auto_orient=True)


def is_picture(data: bytes) -> bool:
    """Whether the content is a JPEG, PNG or TIFF."""
    return data.startswith(SIGNATURES)


def picture_to_pdf(data: bytes) -> bytes:
    """One page a picture, in its own size, or fitted to A4 when it does not say a likely one.

    Raises ValueError when the picture is broken or of a kind that no PDF can hold. Equal pictures give equal bytes.
    """
    try:
        return _without_time(_converted(data))
    except UNREADABLE as error:
        raise ValueError("the picture cannot be read") from error


def _converted(data: bytes) -> bytes:
    return bytes(img2pdf.convert(data, layout_fun=_layout, nodate=True, rotation=img2pdf.Rotation.ifvalid))


def _layout(width: int, height: int, dpi: tuple[float, float]) -> tuple[float, float, float, float]:
    natural = img2pdf.default_layout_fun(width, height, dpi)
    likely = dpi != UNKNOWN_DPI and SMALLEST_PT <= max(natural) <= LARGEST_PT
    chosen: tuple[float, float, float, float] = natural if likely else _on_a4(width, height, dpi)
    return chosen


def _without_time(pdf: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as made:
        del made.trailer.ID  # it was made from the time of day
        made.save(out, deterministic_id=True)
    return out.getvalue()
