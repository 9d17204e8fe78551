from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from services.scan.pipeline.images import image_to_pdf, page_layout
from tests.unit.documents import makers

MAX_CM = 120.0
A4 = (595, 842)
F4 = (609, 935)


def converted(tmp_path: Path, content: bytes) -> Path:
    source, target = tmp_path / "gambar", tmp_path / "gambar.pdf"
    source.write_bytes(content)
    image_to_pdf(source, target, MAX_CM)
    return target


def sizes(path: Path) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(path) as document:
        return [(round(page.get_width()), round(page.get_height())) for page in document]


def drawn(path: Path, dpi: int) -> Image.Image:
    """The first page."""
    with pypdfium2.PdfDocument(path) as document:
        picture: Image.Image = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
        return picture


def bits(path: Path) -> list[tuple[str, int]]:
    """Colours and bits of the picture of each page."""
    with pikepdf.open(path) as pdf:
        pictures = [image for page in pdf.pages for image in page.get_images().values()]
        return [(str(image.ColorSpace), int(image.BitsPerComponent)) for image in pictures]


@pytest.mark.parametrize(
    ("width", "height", "dpi", "page"),
    [
        (1240, 1754, (150, 150), A4),
        (2480, 3508, (72, 72), A4),
        (1700, 2600, (96, 96), F4),
        (3508, 2480, (1, 1), (842, 595)),
        (30_000, 42_000, (150, 150), A4),
        (1240, 877, (150, 75), (842, 595)),
    ],
)
def test_paper(width: int, height: int, dpi: tuple[float, float], page: tuple[int, int]) -> None:
    layout = page_layout(width, height, dpi, MAX_CM)
    assert (int(layout[0]), round(layout[1])) == pytest.approx(page, abs=1)
    assert layout[2] <= layout[0] + 0.01
    assert layout[3] <= layout[1] + 0.01


def test_a_jpeg_keeps_its_bytes(tmp_path: Path) -> None:
    content = makers.encoded(Image.effect_noise((310, 438), 30), "JPEG", dpi=(150, 150))
    with pikepdf.open(converted(tmp_path, content)) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert image.read_raw_bytes() == content


def test_every_page_of_a_tiff(tmp_path: Path) -> None:
    frames = [Image.new("1", (1240, height), 1) for height in (1754, 1754, 1905)]
    content = makers.encoded(
        frames[0], "TIFF", save_all=True, append_images=frames[1:], compression="group4", dpi=(150, 150)
    )
    assert sizes(converted(tmp_path, content)) == [A4, A4, (595, 914)]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "I;16"])
def test_what_a_pdf_cannot_hold_is_put_on_white(tmp_path: Path, mode: str) -> None:
    image = Image.new(mode, (200, 283), 0 if mode != "I;16" else 65_535)
    with pypdfium2.PdfDocument(converted(tmp_path, makers.encoded(image, "PNG"))) as document:
        middle = document[0].render().to_pil().convert("L").getpixel((100, 100))
    assert middle == 255


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "I;16"), ("TIFF", "I;16"), ("TIFF", "I;16B"), ("TIFF", "I")])
def test_grey_of_sixteen_bits_keeps_its_levels(tmp_path: Path, kind: str, mode: str) -> None:
    levels = [0, 20, 120, 235, 255]
    image = Image.new("I", (500, 200))
    for place, level in enumerate(levels):
        image.paste(level * 257, (100 * place, 0, 100 * place + 100, 200))
    path = converted(tmp_path, makers.encoded(image.convert(mode), kind, dpi=(100, 100)))
    page = drawn(path, 100)
    assert [page.getpixel((100 * place + 50, 100)) for place in range(5)] == [(level,) * 3 for level in levels]
    assert bits(path) == [("/DeviceGray", 8)]


def test_pages_beside_one_that_is_put_on_white_stay_what_they_are(tmp_path: Path) -> None:
    first, *others = [Image.new(mode, (200, 283), "white") for mode in ("1", "RGBA", "L", "CMYK")]
    content = makers.encoded(first, "TIFF", save_all=True, append_images=others, dpi=(100, 100))
    assert bits(converted(tmp_path, content)) == [("/DeviceGray", 1), ("/DeviceRGB", 8), ("/DeviceGray", 8),
                                                  ("/DeviceRGB", 8)]  # fmt: skip


def test_a_photo_taken_sideways_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    content = makers.encoded(Image.new("L", (1754, 1240), 255), "JPEG", exif=exif.tobytes(), dpi=(150, 150))
    assert sizes(converted(tmp_path, content)) == [A4]
