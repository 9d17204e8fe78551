"""Pictures that are closed: black where the place is, in their own pixels and coding; all else as it was."""

import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from struct import pack

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image, ImageChops, ImageDraw, ImageOps

from services.scan.redaksi.kata import pages_of
from services.scan.redaksi.lukis import composed
from services.scan.redaksi.model import Tempat
from shared.samples import nota_dinas, scan_like
from shared.samples.scan import page_images
from tests.unit.scan.redaksi.buatan import (
    NIK,
    bytes_of_streams,
    closed,
    image_object,
    jpeg,
    lines_of,
    page_with,
    picture,
    place_of,
    plain,
    raw,
    saved,
    texts,
)

BOX = (120.0, 100.0, 260.0, 130.0)
A4 = (595, 842)


def drawing(mode: str = "RGB", size: tuple[int, int] = A4) -> Image.Image:
    """A picture full of lines."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for step in range(0, size[1], 12):
        draw.line((0, step, size[0], step), fill=(step % 200, 40, 90), width=3)
    return image.convert(mode)


def page_of_picture(pdf: Pdf, image: Image.Image, data: bytes, coding: Name | None, **more: object) -> None:
    item = image_object(pdf, image, data, coding, **more)  # type: ignore[arg-type]
    page_with(pdf, b"q 595 0 0 842 0 0 cm /Im Do Q", XObject=Dictionary(Im=item))


def grown(by: int) -> tuple[int, int, int, int]:
    """The place, larger by so many points on each side."""
    return round(BOX[0]) - by, round(BOX[1]) - by, round(BOX[2]) + by, round(BOX[3]) + by


def black_and_else(source: Path, target: Path) -> tuple[bool, int]:
    """Whether the place is black, and by how much the rest differs at most."""
    was, now = picture(source, dpi=72), picture(target, dpi=72)
    inside = grown(-2)
    black = now.crop(inside).getcolors(1) == [((inside[2] - inside[0]) * (inside[3] - inside[1]), (0, 0, 0))]
    for one in (was, now):
        one.paste((0, 0, 0), grown(17))
    colours = ImageChops.difference(was, now).getcolors(1 << 24) or []
    return black, max(max(dot) for _, dot in colours if isinstance(dot, tuple))


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_jpeg_keeps_its_coding_size_and_tables(tmp_path: Path, mode: str) -> None:
    image = drawing(mode)
    with Pdf.new() as pdf:
        page_of_picture(pdf, image, jpeg(image), Name.DCTDecode)
        source = saved(pdf, tmp_path / "a.pdf")
    target, redrawn = closed(source, [Tempat(1, (BOX,))])
    assert redrawn == []
    black, change = black_and_else(source, target)
    assert black
    assert change < 24
    with Pdf.open(target) as pdf:
        made = next(one for one in pdf.pages[0].Resources.XObject.values())
        inner = Image.open(BytesIO(made.read_raw_bytes()))
        assert (inner.size, inner.mode) == (A4, mode)
        assert inner.crop((130, 105, 250, 125)).convert("L").histogram()[20:] == [0] * 236
        assert inner.quantization == Image.open(BytesIO(jpeg(image))).quantization  # type: ignore[attr-defined]


def test_a_jpeg_that_is_packed_once_more(tmp_path: Path) -> None:
    image = drawing("L")
    with Pdf.new() as pdf:
        page_of_picture(pdf, image, b"", None)
        item = pdf.pages[0].Resources.XObject.Im
        item.write(zlib.compress(jpeg(image)), filter=Array([Name.FlateDecode, Name.DCTDecode]))
        source = saved(pdf, tmp_path / "a.pdf")
    target, redrawn = closed(source, [Tempat(1, (BOX,))])
    assert redrawn == []
    assert black_and_else(source, target)[0]


@pytest.mark.parametrize("mode", ["RGB", "L", "1", "CMYK"])
def test_pictures_without_loss(tmp_path: Path, mode: str) -> None:
    image = drawing(mode, (601, 842))
    with Pdf.new() as pdf:
        page_of_picture(pdf, image, image.tobytes(), None)
        source = saved(pdf, tmp_path / "a.pdf")
    target, redrawn = closed(source, [Tempat(1, (BOX,))])
    assert redrawn == []
    assert black_and_else(source, target) == (True, 0)


def test_a_picture_of_few_colours(tmp_path: Path) -> None:
    image = drawing("RGB").quantize(16)
    with Pdf.new() as pdf:
        palette = bytes(image.getpalette() or b"")[: 16 * 3]
        packed = image.tobytes()
        item = Stream(pdf, packed)
        item.Type, item.Subtype, item.Width, item.Height, item.BitsPerComponent = Name.XObject, Name.Image, *A4, 8
        item.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, len(palette) // 3 - 1, String(palette)])
        page_with(pdf, b"q 595 0 0 842 0 0 cm /Im Do Q", XObject=Dictionary(Im=pdf.make_indirect(item)))
        source = saved(pdf, tmp_path / "a.pdf")
    target, redrawn = closed(source, [Tempat(1, (BOX,))])
    assert redrawn == []
    assert black_and_else(source, target) == (True, 0)


def a_fax(path: Path) -> Path:
    import img2pdf

    out = BytesIO()
    drawing("1").save(out, "TIFF", compression="group4", dpi=(72, 72))
    path.write_bytes(img2pdf.convert(out.getvalue()))
    return path


def test_a_fax(tmp_path: Path) -> None:
    source = a_fax(tmp_path / "a.pdf")
    target, redrawn = closed(source, [Tempat(1, (BOX,))])
    assert redrawn == []
    assert black_and_else(source, target) == (True, 0)


@pytest.mark.parametrize(("key", "told"), [("/Width", 500), ("/Height", -5)])
def test_a_fax_of_another_size_than_is_told_is_drawn_anew(tmp_path: Path, key: str, told: int) -> None:
    source = a_fax(tmp_path / "a.pdf")
    with Pdf.open(source, allow_overwriting_input=True) as pdf:
        (image,) = pdf.pages[0].Resources.XObject.values()
        image[key] = told
        pdf.save(source)
    target, redrawn = closed(source, [Tempat(1, (BOX,))])
    assert redrawn == [1]
    assert black_and_else(source, target)[0]


def as_jbig2(image: Image.Image) -> bytes:
    """As scanners code pages of black and white: here one region, coded as a fax within."""
    out = BytesIO()
    ImageOps.invert(image.convert("L")).convert("1").save(
        out, "TIFF", compression="group4", tiffinfo={278: image.height}
    )  # fmt: skip
    told = Image.open(out).tag_v2  # type: ignore[attr-defined]
    fax = out.getvalue()[told[273][0] :][: told[279][0]]
    page = pack(">IIIIBH", *image.size, 0, 0, 0, 0)
    region = pack(">IIIIBB", *image.size, 0, 0, 0, 1) + fax
    segments = (pack(">IBBBI", at, kind, 0, 1, len(data)) + data for at, kind, data in ((0, 48, page), (1, 38, region)))
    return b"".join(segments)


def without_size(pdf: Pdf) -> None:
    page_of_picture(pdf, drawing("L"), jpeg(drawing("L")), Name.DCTDecode)
    del pdf.pages[0].Resources.XObject.Im["/Width"]


@pytest.mark.parametrize(
    "build",
    [
        lambda pdf: page_of_picture(pdf, drawing("1"), as_jbig2(drawing("1")), Name.JBIG2Decode),
        lambda pdf: page_of_picture(pdf, drawing("1"), b"bukan JBIG2", Name.JBIG2Decode),
        lambda pdf: page_of_picture(pdf, drawing("L"), jpeg(drawing("L"))[:9000], Name.DCTDecode),
        without_size,
        lambda pdf: page_of_picture(pdf, drawing("L"), jpeg(drawing("L")), Name.DCTDecode, Height=700),
        lambda pdf: page_of_picture(pdf, drawing("L"), jpeg(drawing("L")), Name.DCTDecode, Width=700),
    ],
    ids=["jbig2", "broken jbig2", "cut off", "without size", "told too low", "told too wide"],
)  # fmt: skip
def test_a_picture_that_is_not_what_it_should_be_is_drawn_anew_with_its_page(
    tmp_path: Path, build: Callable[[Pdf], None]
) -> None:
    with Pdf.new() as pdf:
        build(pdf)
        data = pdf.pages[0].Resources.XObject.Im.read_raw_bytes()
        source = saved(pdf, tmp_path / "a.pdf")
    target, redrawn = closed(source, [Tempat(1, (BOX,))])
    assert redrawn == [1]
    assert data not in bytes_of_streams(target)
    black, change = black_and_else(source, target)
    assert black
    assert change < 150


def test_a_mask_that_bears_the_letters_is_closed_too(tmp_path: Path) -> None:
    shape = drawing("L")
    flat = Image.new("RGB", A4, "navy")
    with Pdf.new() as pdf:
        mask = image_object(pdf, shape, shape.tobytes(), None)
        page_of_picture(pdf, flat, flat.tobytes(), None, SMask=mask)
        source = saved(pdf, tmp_path / "a.pdf")
    target, redrawn = closed(source, [Tempat(1, (BOX,))])
    assert redrawn == []
    with Pdf.open(target) as pdf:
        made = next(one for one in pdf.pages[0].Resources.XObject.values())
        inner = Image.frombytes("L", A4, made.SMask.read_bytes())
        assert inner.crop((125, 105, 255, 125)).getextrema() == (0, 0)


def test_a_picture_on_other_pages_stays(tmp_path: Path) -> None:
    image = drawing("L")
    with Pdf.new() as pdf:
        page_of_picture(pdf, image, image.tobytes(), None)
        pdf.pages.append(pdf.pages[0])
        source = saved(pdf, tmp_path / "a.pdf")
    target, _ = closed(source, [Tempat(1, (BOX,))])
    assert picture(target, 2).tobytes() == picture(source, 2).tobytes()
    assert picture(target, 1).tobytes() != picture(source, 1).tobytes()


def test_a_scan_with_its_layer_of_text(tmp_path: Path) -> None:
    made = nota_dinas(seed=2)
    digital = tmp_path / "digital.pdf"
    digital.write_bytes(made.born_digital_pdf)
    worn = tmp_path / "scan.pdf"
    worn.write_bytes(scan_like(made.born_digital_pdf, skew=0))
    source = tmp_path / "a.pdf"
    source.write_bytes(composed(page_images(worn.read_bytes(), 150)[0], next(pages_of(digital)), ()))
    number = place_of(source, "HK.03.1")
    before = [one.teks for one in next(pages_of(source)).kata]
    target, redrawn = closed(source, [number])
    assert redrawn == []
    assert [one.teks for one in next(pages_of(target)).kata] == [one for one in before if "HK.03.1" not in one]


@pytest.mark.parametrize(
    ("content", "resources"),
    [
        (lines_of(), {"widths": False}),
        (b"q 400 0 0 400 50 300 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q " + lines_of(), {}),
        (b"/Pola gs " + lines_of(), {"ExtGState": Dictionary(Pola=Dictionary(SMask=Dictionary(S=Name.Alpha)))}),
        (b"50 650 m " + b"300 680 l 60 640 l " * 40 + b"S " + lines_of(), {}),
    ],
)
def test_what_cannot_be_taken_apart_is_drawn_anew(tmp_path: Path, content: bytes, resources: dict[str, object]) -> None:
    with Pdf.new() as pdf:
        page_with(pdf, content, **resources)  # type: ignore[arg-type]
        source = saved(pdf, tmp_path / "a.pdf")
    target, redrawn = closed(source, [place_of(source, NIK)])
    assert redrawn == [1]
    assert NIK not in texts(target)[0]
    assert "Menetapkan" in texts(target)[0]
    assert b"Menetapkan" not in raw(target)


def test_links_to_a_page_drawn_anew_do_not_keep_what_it_was(tmp_path: Path) -> None:
    source = plain(tmp_path / "a.pdf")
    with Pdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Resources.Font = Dictionary(
            F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
        )
        pdf.add_blank_page(page_size=A4)
        pdf.pages[1].Annots = Array(
            [
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
                    Dest=Array([pdf.pages[0].obj, Name.Fit]),
                )
            ]
        )  # fmt: skip
        pdf.save(source)
    target, redrawn = closed(source, [place_of(source, NIK)])
    assert redrawn == [1]
    with Pdf.open(target) as pdf:
        assert pdf.pages[1].Annots[0].Dest[0].objgen == pdf.pages[0].obj.objgen
    assert NIK.encode() not in raw(target)


def test_drawings_in_the_place_go_and_frames_stay(tmp_path: Path) -> None:
    with Pdf.new() as pdf:
        page_with(pdf, b"130 720 m 140 735 l 150 720 l f 50 600 300 200 re S 0 0 1 rg 5 5 9 9 re f")
        source = saved(pdf, tmp_path / "a.pdf")
    target, redrawn = closed(source, [Tempat(1, (BOX,))])
    assert redrawn == []
    with Pdf.open(target) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert b"135" not in content.split(b"0 g")[0]
    assert b"50 600 300 200 re" in content
    assert b"5 5 9 9 re" in content
