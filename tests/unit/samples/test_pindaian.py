"""Scan-like files and pictures: like those of an office scanner, the same for the same seed."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from shared.samples import jpeg_page, keputusan_kabupaten, multipage_tiff, png_page, scan_like, surat_edaran

DECISION = keputusan_kabupaten()
CIRCULAR = surat_edaran().born_digital_pdf


def first_page(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        picture: Image.Image = document[0].render(scale=2, grayscale=True).to_pil()
        return picture.convert("L")


@pytest.mark.parametrize(("dpi", "width"), [(150, 1240), (200, 1654)])
def test_a_scan_is_pictures_without_text(dpi: int, width: int) -> None:
    scan = scan_like(DECISION.born_digital_pdf, dpi=dpi)
    with pypdfium2.PdfDocument(scan) as document, pikepdf.open(BytesIO(scan)) as pdf:
        assert len(document) == len(DECISION.pages)
        for page, inside in zip(document, pdf.pages, strict=True):
            assert page.get_textpage().count_chars() == 0
            assert page.get_size() == pytest.approx((595, 842), abs=2)
            [picture] = [item for item in inside.resources.XObject.values() if item.Subtype == "/Image"]
            assert picture.Filter == "/DCTDecode"
            assert picture.ColorSpace == "/DeviceGray"
            assert abs(int(picture.Width) - width) <= 2


def test_a_scan_has_the_size_of_a_scan() -> None:
    per_page = len(scan_like(DECISION.born_digital_pdf)) / len(DECISION.pages)
    assert 40_000 < per_page < 150_000


def test_equal_seeds_give_equal_scans_and_others_do_not() -> None:
    once, again, other = (scan_like(CIRCULAR, seed=seed) for seed in (1, 1, 2))
    assert once == again
    assert once != other


def test_a_scan_is_worn_but_shows_the_page() -> None:
    clean, worn = first_page(CIRCULAR), first_page(scan_like(CIRCULAR))
    worn = worn.resize(clean.size)
    assert ImageStat.Stat(worn).mean[0] < ImageStat.Stat(clean).mean[0] - 3
    straight = first_page(scan_like(CIRCULAR, skew=0)).resize(clean.size)
    off = ImageStat.Stat(ImageChops.difference(clean, straight)).mean[0]
    assert off < ImageStat.Stat(ImageChops.difference(clean, worn)).mean[0]
    assert off < 25


def test_a_scan_in_colour_stays_in_colour() -> None:
    with pikepdf.open(BytesIO(scan_like(CIRCULAR, grey=False))) as pdf:
        assert [item.ColorSpace for item in pdf.pages[0].resources.XObject.values()] == ["/DeviceRGB"]


def test_pictures_are_what_they_are_called() -> None:
    for data, kind, mode in (
        (jpeg_page(), "JPEG", "L"),
        (png_page(), "PNG", "L"),
        (png_page(transparent=True), "PNG", "LA"),
        (multipage_tiff(2), "TIFF", "1"),
    ):
        with Image.open(BytesIO(data)) as picture:
            picture.load()
            assert (picture.format, picture.mode) == (kind, mode)
            assert float(picture.info["dpi"][0]) == pytest.approx(150, abs=0.1)


def test_a_tiff_has_the_pages_asked_for() -> None:
    with Image.open(BytesIO(multipage_tiff(4))) as picture:
        assert getattr(picture, "n_frames", 1) == 4
