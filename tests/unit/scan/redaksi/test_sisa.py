"""The original of a picture that was closed is within reach of nothing, and other pages draw what they drew."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream
from PIL import Image

from services.scan.redaksi import pangkas
from services.scan.redaksi.model import Tempat, TidakTertutup
from services.scan.redaksi.sisa import check_originals
from tests.unit.scan.redaksi.buatan import bytes_of_streams, closed, form, image_object, jpeg, page_with, picture, saved

Way = Callable[[Pdf], None]
PLACE = Tempat(1, ((120.0, 100.0, 260.0, 130.0),))
FULL = b"q 595 0 0 842 0 0 cm /I%d Do Q "
LATER = "/Resourcez"
"""Of the same length; what is inherited is else written with each page."""
FIRST, SECOND = (jpeg(Image.linear_gradient("L").rotate(turn)) for turn in (0, 90))


def two_pages(pdf: Pdf, data: bytes = FIRST, coding: Name | None = Name.DCTDecode) -> None:
    """Two pages, each with a picture of its own, whose resources are one dictionary."""
    size = Image.new("L", (256, 256))
    shared = pdf.make_indirect(
        Dictionary(
            XObject=Dictionary(
                I1=image_object(pdf, size, data, coding), I2=image_object(pdf, size, SECOND, Name.DCTDecode)
            )
        )
    )
    for number in (1, 2):
        page_with(pdf, FULL % number).Resources = shared


def own(pdf: Pdf, content: bytes = b"", **resources: object) -> Object:
    """The second page with resources that no other has."""
    page = pdf.pages[1].obj
    page.Contents = pdf.make_indirect(Stream(pdf, FULL % 2 + content))
    page.Resources = Dictionary(
        XObject=Dictionary(I2=page.Resources.XObject.I2), **resources  # type: ignore[arg-type]
    )  # fmt: skip
    return page


def all_of_the_first(pdf: Pdf, content: bytes = b"0 0 60 40 re f", **more: object) -> Object:
    """A form that could draw all that the first page could."""
    return form(pdf, content, pdf.pages[0].obj.Resources, [0, 0, 60, 40], **more)  # type: ignore[arg-type]


def shared(pdf: Pdf) -> None:
    pass


def inherited(pdf: Pdf) -> None:
    pdf.Root.Pages[LATER] = pdf.pages[0].obj.Resources
    for page in pdf.pages:
        del page.obj["/Resources"]


def in_a_form(pdf: Pdf) -> None:
    page = own(pdf, b"/Bentuk Do")
    page.Resources.XObject.Bentuk = all_of_the_first(pdf)


def in_the_first_itself(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.Resources.XObject.Bentuk = all_of_the_first(pdf)
    page.Contents = pdf.make_indirect(Stream(pdf, FULL % 1 + b"/Bentuk Do"))


def in_a_form_without_resources(pdf: Pdf) -> None:
    page = pdf.pages[1].obj
    page.Resources.XObject.Lama = form(pdf, FULL % 2, None, [0, 0, 595, 842])
    page.Contents = pdf.make_indirect(Stream(pdf, b"/Lama Do"))


def letters(pdf: Pdf, content: bytes) -> Object:
    """A font whose only letter is drawn thus, and could draw all that the first page could."""
    letter = pdf.make_indirect(Stream(pdf, content))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 700]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=letter), Encoding=Dictionary(Differences=Array([97, Name.a])), FirstChar=97, LastChar=97,
        Widths=Array([600]), Resources=pdf.pages[0].obj.Resources,
    )  # fmt: skip
    return pdf.make_indirect(font)


def in_letters(pdf: Pdf) -> None:
    font = letters(pdf, b"600 0 d0 0 0 500 700 re f")
    own(pdf, b"BT /F3 40 Tf 60 400 Td (aa) Tj ET", Font=Dictionary(F3=font))


def in_a_pattern(pdf: Pdf) -> None:
    tile = all_of_the_first(pdf, PatternType=1, PaintType=1, TilingType=1, XStep=80, YStep=80)
    del tile["/Subtype"]
    own(pdf, b"/Pattern cs /Pola scn 50 50 400 300 re f", Pattern=Dictionary(Pola=tile))


def in_a_soft_mask(pdf: Pdf) -> None:
    group = all_of_the_first(pdf, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    state = Dictionary(SMask=Dictionary(S=Name.Alpha, G=group))
    own(pdf, b"/Tembus gs 0 0 300 300 re f", ExtGState=Dictionary(Tembus=state))


def as_an_alternate(pdf: Pdf) -> None:
    image = pdf.pages[0].obj.Resources.XObject.I1
    second = own(pdf).Resources.XObject.I2
    second.Alternates, second.OPI = Array([Dictionary(Image=image)]), Dictionary(Lain=image)


def as_a_thumbnail(pdf: Pdf) -> None:
    own(pdf).Thumb = pdf.pages[0].obj.Resources.XObject.I1


def in_remarks(pdf: Pdf) -> None:
    looks = Dictionary(N=all_of_the_first(pdf))
    own(pdf).Annots = Array(
        [
            Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array([9, 9, 69, 49]), AP=looks)
            for kind in (Name.Link, Name.Stamp)
        ]
    )


def in_a_page_that_was_taken_out(pdf: Pdf) -> None:
    gone = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 9, 9]), Resources=pdf.pages[0].obj.Resources)
    dest = Array([pdf.make_indirect(gone), Name.Fit])
    own(pdf).Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Dest=dest)])


def made(path: Path, way: Way = shared) -> Path:
    with Pdf.new() as pdf:
        two_pages(pdf)
        way(pdf)
        pdf.save(path, object_stream_mode=ObjectStreamMode.disable)
    path.write_bytes(path.read_bytes().replace(LATER.encode(), b"/Resources"))
    return path


@pytest.mark.parametrize(
    "way",
    [
        shared, inherited, in_a_form, in_the_first_itself, in_a_form_without_resources, in_letters, in_a_pattern,
        in_a_soft_mask, as_an_alternate, as_a_thumbnail, in_remarks, in_a_page_that_was_taken_out,
    ],
)  # fmt: skip
def test_the_original_is_gone_and_the_other_page_as_it_was(tmp_path: Path, way: Way) -> None:
    source = made(tmp_path / "a.pdf", way)
    assert FIRST in bytes_of_streams(source)
    target, redrawn = closed(source, [PLACE])
    assert redrawn == []
    assert FIRST not in bytes_of_streams(target)
    with Pdf.open(source) as pdf:
        for page in pdf.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]  # what remarks look like goes
        bare = saved(pdf, tmp_path / "b.pdf")
    assert picture(target, 2).tobytes() == picture(bare, 2).tobytes()


def test_a_picture_drawn_flat_beside_its_closed_copy_does_not_stay(tmp_path: Path) -> None:
    def flat(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_indirect(Stream(pdf, b"q 0 0 0 0 0 0 cm /I1 Do Q " + FULL % 1))

    target, redrawn = closed(made(tmp_path / "a.pdf", flat), [PLACE])
    assert redrawn == [1]
    assert FIRST not in bytes_of_streams(target)


def test_a_picture_that_is_a_letter_does_not_stay_in_its_font(tmp_path: Path) -> None:
    def written(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        font = letters(pdf, b"600 0 d0 q 500 0 0 700 0 0 cm /I1 Do Q")
        page.Contents = pdf.make_indirect(Stream(pdf, b"BT /F3 40 Tf 130 715 Td (aa) Tj ET"))
        page.Resources = Dictionary(Font=Dictionary(F3=font))
        own(pdf)

    target, redrawn = closed(made(tmp_path / "a.pdf", written), [PLACE])
    assert redrawn == [1]
    assert FIRST not in bytes_of_streams(target)


BROKEN = b"[ /Tidak Do ] /I9 Do"


def test_another_page_that_cannot_be_read_is_drawn_anew(tmp_path: Path) -> None:
    def broken(pdf: Pdf) -> None:
        own(pdf, BROKEN)

    source = made(tmp_path / "a.pdf", broken)
    target, redrawn = closed(source, [PLACE])
    assert redrawn == [2]
    assert not {FIRST, SECOND} & set(bytes_of_streams(target))
    was, now = (picture(path, 2, 40).convert("L").resize((9, 9)).tobytes() for path in (source, target))
    assert max(abs(one - other) for one, other in zip(was, now, strict=True)) < 6


def test_a_form_that_cannot_be_read_stays_on_no_page(tmp_path: Path) -> None:
    def twice(pdf: Pdf) -> None:
        page = own(pdf, b"/Bentuk Do")
        page.Resources.XObject.Bentuk = all_of_the_first(pdf, BROKEN)
        pdf.pages.append(pdf.pages[1])

    target, redrawn = closed(made(tmp_path / "a.pdf", twice), [PLACE])
    assert redrawn == [2, 3]
    assert FIRST not in bytes_of_streams(target)


@pytest.mark.parametrize(
    ("data", "coding"), [(FIRST, Name.DCTDecode), (Image.linear_gradient("L").tobytes(), None)]
)  # fmt: skip
def test_a_file_in_which_an_original_is_left_does_not_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, coding: Name | None
) -> None:
    with Pdf.new() as pdf:
        two_pages(pdf, data, coding)
        source = saved(pdf, tmp_path / "a.pdf")
    with monkeypatch.context() as without:
        without.setattr(pangkas.Pangkas, "page", lambda self, page: None)
        with pytest.raises(TidakTertutup, match="Gambar asli"):
            closed(source, [PLACE])
    assert closed(source, [PLACE])[1] == []


def test_a_file_in_which_another_page_lost_a_picture_does_not_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pangkas, "used", lambda streams: set())
    with pytest.raises(TidakTertutup, match="Gambar di halaman 2 ikut berubah"):
        closed(made(tmp_path / "a.pdf"), [PLACE])


@pytest.mark.parametrize(("box", "seen"), [((102, 712, 137, 731), True), ((10, 10, 90, 700), False)])
@pytest.mark.parametrize("turn", [0, 90])
def test_where_a_picture_in_forms_lies(
    tmp_path: Path, box: tuple[float, float, float, float], seen: bool, turn: int
) -> None:
    def nested(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        inner = form(
            pdf, b"q 10 0 0 10 5 5 cm /I1 Do Q", page.Resources, [0, 0, 90, 90], Matrix=Array([2, 0, 0, 2, 1, 1])
        )  # fmt: skip
        outer = form(
            pdf, b"q 1 0 0 1 90 0 cm /D Do Q", Dictionary(XObject=Dictionary(D=inner)), [0, 0, 500, 500],
            Matrix=Array([1, 0, 0, 1, 0, 100]),
        )  # fmt: skip
        page.Resources = Dictionary(XObject=Dictionary(L=outer))
        page.Contents = pdf.make_indirect(Stream(pdf, b"q 1 0 0 1 7 0 cm /L Do Q"))
        page.Rotate = turn

    source = made(tmp_path / "a.pdf", nested)
    left, top, right, bottom = box
    place = Tempat(1, (box if not turn else (842 - bottom, left, 842 - top, right),))
    if seen:
        with pytest.raises(TidakTertutup, match="Gambar asli"):
            check_originals(source, source, [place])
    else:
        check_originals(source, source, [place])


def test_a_mask_that_is_left_does_not_pass(tmp_path: Path) -> None:
    source = made(tmp_path / "a.pdf")
    with Pdf.open(source, allow_overwriting_input=True) as pdf:
        pictures = pdf.pages[0].obj.Resources.XObject
        pictures.I1.SMask = image_object(pdf, Image.new("L", (256, 256)), SECOND[:-2] + b"\0\xff\xd9", Name.DCTDecode)
        pdf.save(source)
        pictures.I2.SMask, pictures.I1 = pictures.I1.SMask, pictures.I2
        after = saved(pdf, tmp_path / "b.pdf")
    with pytest.raises(TidakTertutup, match="Gambar asli"):
        check_originals(source, after, [PLACE, Tempat(2, PLACE.kotak)])
