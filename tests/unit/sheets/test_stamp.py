"""SALINAN on a copy: where it lands on any page, what is left as it was, what is refused."""

import hashlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Pdf, pdfa
from PIL import Image, ImageChops

from services.approval.sheets.mark import HEIGHT
from services.approval.stamp import (
    BrokenCannotBeStamped,
    CannotBeStamped,
    EncryptedCannotBeStamped,
    SignedCannotBeStamped,
    UnknownCannotBeStamped,
    bubuhkan_salinan,
)
from shared.samples import (
    bad_text_layer_pdf,
    encrypted_pdf,
    jpeg_page,
    keputusan_kabupaten,
    multipage_tiff,
    pdf_without_pages,
    png_page,
    scan_like,
    signed_pdf,
    surat_edaran,
    text_named_pdf,
    truncated_pdf,
)


@cache
def decision() -> bytes:
    return keputusan_kabupaten().born_digital_pdf


@cache
def scan() -> bytes:
    return scan_like(surat_edaran().born_digital_pdf)


def changed(source: bytes, change: Callable[[Pdf], object]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(source)) as pdf:
        change(pdf)
        pdf.save(out, static_id=True)
    return out.getvalue()


def stamped(tmp_path: Path, data: bytes) -> bytes:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(data)
    bubuhkan_salinan(source, target)
    assert source.read_bytes() == data
    return target.read_bytes()


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[0].get_textpage().get_text_range())


def picture(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        shown: Image.Image = page.render(scale=800 / max(page.get_size()), grayscale=True).to_pil()
        return shown.convert("L")


def where_it_changed(before: bytes, after: bytes) -> tuple[float, float, float, float]:
    """The box of the new ink, in parts of the page as it is seen: left, top, right, bottom."""
    old, new = picture(before), picture(after)
    assert old.size == new.size
    box = ImageChops.difference(old, new).point(lambda value: 255 * (value > 64)).getbbox()
    assert box is not None
    return box[0] / old.width, box[1] / old.height, box[2] / old.width, box[3] / old.height


def at_origin(pdf: Pdf) -> None:
    page = pdf.pages[0]
    page.contents_add(b"1 0 0 1 -300 500 cm\n", prepend=True)
    page.mediabox = pikepdf.Rectangle(-300, 500, 295, 1342)


def cropped(pdf: Pdf) -> None:
    at_origin(pdf)
    pdf.pages[0].cropbox = pikepdf.Rectangle(-280, 520, 275, 1330)
    pdf.pages[0].rotate(90, relative=False)


def inherited(pdf: Pdf) -> None:
    """Resources, boxes and rotation stand in the page tree, not on the page."""
    tree, page = pdf.Root.Pages, pdf.pages[0].obj
    for name in ("/Resources", "/MediaBox"):
        if name in page:
            tree[name] = page[name]
    for other in pdf.pages:
        for name in ("/Resources", "/MediaBox"):
            if name in other.obj:
                del other.obj[name]
    tree.Rotate = 270


def in_large_units(pdf: Pdf) -> None:
    pdf.pages[0].obj.UserUnit = 2.0


VARIANTS: dict[str, Callable[[Pdf], object]] = {
    "upright": lambda _: None,
    "turned 90": lambda pdf: pdf.pages[0].rotate(90, relative=False),
    "turned 180": lambda pdf: pdf.pages[0].rotate(180, relative=False),
    "turned 270": lambda pdf: pdf.pages[0].rotate(270, relative=False),
    "odd origin": at_origin,
    "cropped and turned": cropped,
    "inherited": inherited,
    "large units": in_large_units,
    "corners swapped": lambda pdf: setattr(pdf.pages[0], "mediabox", [595, 842, 0, 0]),
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("source", [decision, scan], ids=["text", "scan"])
def test_stamp_is_at_the_top_right_as_seen(tmp_path: Path, variant: str, source: Callable[[], bytes]) -> None:
    data = changed(source(), VARIANTS[variant])
    left, top, right, bottom = where_it_changed(data, stamped(tmp_path, data))
    assert 0.6 < left < right < 0.99
    assert 0 < top < bottom < 0.13
    assert right - left > 0.1


@pytest.mark.parametrize("variant", ["upright", "large units"])
def test_stamp_has_its_size_on_paper(tmp_path: Path, variant: str) -> None:
    data = changed(decision(), VARIANTS[variant])
    _, top, _, bottom = where_it_changed(data, stamped(tmp_path, data))
    paper = 297 * (2 if variant == "large units" else 1)
    assert (bottom - top) * paper == pytest.approx(HEIGHT, abs=2.5)


def test_stamp_covers_no_ink_where_there_is_room(tmp_path: Path) -> None:
    after = stamped(tmp_path, decision())
    left, top, right, bottom = where_it_changed(decision(), after)
    before = picture(decision())
    width, height = before.size
    covered = before.crop((int(left * width), int(top * height), int(right * width), int(bottom * height)))
    assert covered.getextrema() == (255, 255)


def test_text_page_gets_text_that_search_finds(tmp_path: Path) -> None:
    assert text(stamped(tmp_path, decision())).count("SALINAN") == 1
    assert "SALINAN" in text(stamped(tmp_path, bad_text_layer_pdf()))


def test_scanned_page_stays_without_text(tmp_path: Path) -> None:
    after = stamped(tmp_path, scan())
    assert text(after).strip() == ""
    with pikepdf.open(BytesIO(after)) as pdf:
        assert "/Font" not in pdf.pages[0].resources


def test_font_of_the_stamp_is_embedded(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(stamped(tmp_path, decision()))) as pdf:
        [form] = [item for name, item in pdf.pages[0].resources.XObject.items() if name.startswith("/Stempel")]
        [font] = form.Resources.Font.values()
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_other_pages_are_untouched(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(decision())) as before, pikepdf.open(BytesIO(stamped(tmp_path, decision()))) as after:
        assert len(before.pages) == len(after.pages)
        for old, new in zip(before.pages[1:], after.pages[1:], strict=True):
            assert old.Contents.read_bytes() == new.Contents.read_bytes()


@pytest.mark.parametrize("source", [decision, scan], ids=["text", "scan"])
def test_pdfa_stays_pdfa(tmp_path: Path, source: Callable[[], bytes]) -> None:
    archived = tmp_path / "archived.pdf"
    with pikepdf.open(BytesIO(source())) as pdf:
        if "/OpenAction" in pdf.Root:
            del pdf.Root.OpenAction
        pdfa.save(pdf, archived, "2b")
    bubuhkan_salinan(archived, tmp_path / "stamped.pdf")
    report = pdfa.validate_written(tmp_path / "stamped.pdf", "2b")
    assert list(report.findings) == []


@pytest.mark.parametrize("make", [decision, scan, jpeg_page], ids=["text", "scan", "jpeg"])
def test_equal_sources_give_equal_bytes(tmp_path: Path, make: Callable[[], bytes]) -> None:
    assert stamped(tmp_path, make()) == stamped(tmp_path, make())


@pytest.mark.parametrize(
    ("make", "pages"),
    [(jpeg_page, 1), (png_page, 1), (lambda: png_page(transparent=True), 1), (multipage_tiff, 3)],
    ids=["jpeg", "png", "transparent", "tiff"],
)
def test_pictures_become_stamped_pages_of_paper_size(tmp_path: Path, make: Callable[[], bytes], pages: int) -> None:
    after = stamped(tmp_path, make())
    with pypdfium2.PdfDocument(after) as document:
        assert len(document) == pages
        assert document[0].get_size() == pytest.approx((595, 842), abs=2)
    corner = picture(after).crop((380, 0, 566, 100))
    assert sum(corner.histogram()[:100]) > 300


def test_picture_without_resolution_is_put_on_a4(tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("L", (3000, 4000), "white").save(out, "JPEG")
    with pypdfium2.PdfDocument(stamped(tmp_path, out.getvalue())) as document:
        assert document[0].get_size() == pytest.approx((595, 842), abs=2)


def test_jpeg_is_kept_byte_for_byte(tmp_path: Path) -> None:
    source = jpeg_page()
    with pikepdf.open(BytesIO(stamped(tmp_path, source))) as pdf:
        images = [item for item in pdf.pages[0].resources.XObject.values() if item.Subtype == "/Image"]
        assert [hashlib.sha256(image.read_raw_bytes()).digest() for image in images] == [
            hashlib.sha256(source).digest()
        ]


def stray_signature() -> bytes:
    """A signed file whose form no longer lists the field."""
    return changed(signed_pdf(), lambda pdf: pdf.Root.AcroForm.__setitem__("/Fields", pikepdf.Array()))


REFUSED: dict[str, tuple[Callable[[], bytes], type[CannotBeStamped]]] = {
    "signed": (signed_pdf, SignedCannotBeStamped),
    "signed, not listed": (stray_signature, SignedCannotBeStamped),
    "locked": (encrypted_pdf, EncryptedCannotBeStamped),
    "cut off": (truncated_pdf, BrokenCannotBeStamped),
    "no pages": (pdf_without_pages, BrokenCannotBeStamped),
    "text": (text_named_pdf, UnknownCannotBeStamped),
    "empty": (lambda: b"", UnknownCannotBeStamped),
    "half a picture": (lambda: png_page()[:60], BrokenCannotBeStamped),
    "only a header": (lambda: b"%PDF-1.7\n%%EOF\n", BrokenCannotBeStamped),
}


@pytest.mark.filterwarnings("ignore:This document has 1 form widget")
@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_a_reason_and_nothing_written(tmp_path: Path, case: str) -> None:
    make, error = REFUSED[case]
    with pytest.raises(error) as refusal:
        stamped(tmp_path, make())
    assert refusal.value.code.startswith("stempel-")
    assert refusal.value.sentence.endswith(".")
    assert not (tmp_path / "target").exists()


def test_unsigned_signature_field_is_no_signature(tmp_path: Path) -> None:
    def add(pdf: Pdf) -> None:
        field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="Kosong"))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))

    assert "SALINAN" in text(stamped(tmp_path, changed(decision(), add)))


def test_the_source_is_never_the_target(tmp_path: Path) -> None:
    source = tmp_path / "naskah.pdf"
    source.write_bytes(decision())
    with pytest.raises(ValueError, match="another file"):
        bubuhkan_salinan(source, source)
    assert source.read_bytes() == decision()


def test_a_copy_that_is_locked_against_changes_only_is_stamped_and_unlocked(tmp_path: Path) -> None:
    source, target = tmp_path / "terkunci.pdf", tmp_path / "salinan.pdf"
    source.write_bytes(encrypted_pdf(""))
    bubuhkan_salinan(source, target)
    with pikepdf.open(target) as stamped, pikepdf.open(source) as locked:
        assert locked.is_encrypted
        assert not stamped.is_encrypted
        assert len(stamped.pages) == len(locked.pages)
