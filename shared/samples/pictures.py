"""Pages as pictures, as phones and scanners save them."""

from io import BytesIO

from PIL import Image

from shared.samples.keputusan import keputusan_kabupaten
from shared.samples.scan import jpeg, page_images
from shared.samples.surat import surat_edaran


def jpeg_page(seed: int = 1, dpi: int = 150) -> bytes:
    """A circular as a grey JPEG."""
    return jpeg(_page(seed, dpi), dpi=dpi)


def png_page(seed: int = 1, dpi: int = 150, *, transparent: bool = False) -> bytes:
    """A circular as PNG; `transparent` gives it an alpha channel, as screenshots have."""
    picture = _page(seed, dpi)
    return _saved(picture.convert("LA") if transparent else picture, "PNG", dpi)


def multipage_tiff(pages: int = 3, seed: int = 1, dpi: int = 150) -> bytes:
    """The first pages (at most 5) of a decision as a black-and-white TIFF with fax compression."""
    pictures = page_images(keputusan_kabupaten(seed).born_digital_pdf, dpi)[:pages]
    first, *others = (picture.convert("1") for picture in pictures)
    out = BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=others, compression="group4", dpi=(dpi, dpi))
    return out.getvalue()


def _page(seed: int, dpi: int) -> Image.Image:
    return page_images(surat_edaran(seed).born_digital_pdf, dpi)[0]


def _saved(picture: Image.Image, kind: str, dpi: int) -> bytes:
    out = BytesIO()
    picture.save(out, kind, dpi=(dpi, dpi))
    return out.getvalue()
