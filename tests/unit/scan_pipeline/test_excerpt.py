"""Some pages of several sources are read by themselves."""

import json
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from services.scan.pipeline import PipelineFailed, PipelineOptions, Reading, Wish, read_excerpt
from services.scan.pipeline.assemble import assemble
from services.scan.pipeline.cut import cut, parts_of, replaced_in
from services.scan.pipeline.replacing import Replacement
from shared.documents.bounded import nothing
from shared.documents.sniff import Kind
from tests.unit.documents import makers
from tests.unit.scan_pipeline.pages import printed, scanned
from tests.unit.scan_pipeline.test_hosted import crash

MAX_CM = 120.0


@pytest.fixture
def sources(tmp_path: Path) -> list[tuple[Path, Kind, int]]:
    """Two pages, a picture, and a TIFF of three, of which one lies turned by its tag."""
    pdf, png, tiff = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    pdf.write_bytes(scanned(printed(), printed(1)))
    png.write_bytes(makers.encoded(printed(2), "PNG", dpi=(150, 150)))
    frames = [image.convert("1" if number == 1 else "L") for number, image in enumerate(map(printed, (0, 1, 2)))]
    frames[0].save(tiff, "TIFF", save_all=True, append_images=frames[1:], dpi=(150, 150), compression="tiff_lzw")
    return [(pdf, Kind.PDF, 2), (png, Kind.PNG, 1), (tiff, Kind.TIFF, 3)]


def drawn(path: Path) -> list[Image.Image]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.render(scale=0.5).to_pil().convert("L") for page in document]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [(1, 2, [(0, 0, 2)]), (2, 4, [(0, 1, 2), (1, 0, 1), (2, 0, 1)]), (5, 6, [(2, 1, 3)]), (3, 3, [(1, 0, 1)])],
)
def test_where_pages_lie(
    sources: list[tuple[Path, Kind, int]], first: int, last: int, found: list[tuple[int, int, int]]
) -> None:
    paths = [path for path, _, _ in sources]
    parts = parts_of(sources, first, last)
    assert [(paths.index(part.source), part.first, part.end) for part in parts] == found


def test_pages_look_as_they_do_in_the_whole(sources: list[tuple[Path, Kind, int]], tmp_path: Path) -> None:
    whole, some = tmp_path / "whole.pdf", tmp_path / "some.pdf"
    assemble([(path, kind) for path, kind, _ in sources], whole, MAX_CM)
    cut(parts_of(sources, 2, 6), some, MAX_CM)
    assert [(image.size, image.tobytes()) for image in drawn(some)] == [
        (image.size, image.tobytes()) for image in drawn(whole)[1:]
    ]


def test_pages_of_several_tiffs_stay_apart_also_where_one_was_replaced(tmp_path: Path) -> None:
    sources = [(tmp_path / name, Kind.TIFF, 3) for name in ("a", "b")]
    for (path, _, _), levels in zip(sources, ((0, 40, 80), (120, 160, 200)), strict=True):
        path.write_bytes(plain_tiff(*levels))
    new = tmp_path / "baru"
    new.write_bytes(plain_tiff(250))
    parts = parts_of(sources, 1, 5)
    cut(parts, tmp_path / "some.pdf", MAX_CM)
    assert levels_of(tmp_path / "some.pdf") == [0, 40, 80, 120, 160]
    replaced = replaced_in(parts, [Replacement(sources[0][0], 2, new, Kind.TIFF, "baru")])
    cut([*replaced], tmp_path / "some.pdf", MAX_CM)
    assert levels_of(tmp_path / "some.pdf") == [0, 250, 80, 120, 160]


def plain_tiff(*levels: int) -> bytes:
    """Pages of one grey each."""
    first, *others = [Image.new("L", (413, 585), level) for level in levels]
    return makers.encoded(first, "TIFF", save_all=True, append_images=others, dpi=(100, 100))


def levels_of(path: Path) -> list[object]:
    """The grey of each page."""
    return [image.getpixel((50, 50)) for image in drawn(path)]


def test_an_excerpt_is_read_under_the_numbers_of_the_whole(
    sources: list[tuple[Path, Kind, int]], tmp_path: Path
) -> None:
    wishes = [Wish(number, straighten=True, redraw=number == 4) for number in (2, 4)]
    read = list(read_excerpt(sources, wishes, tmp_path / "keluar", PipelineOptions(), nothing, give_up=False))
    assert [(one.number, one.picture is not None) for one in read] == [(2, False), (4, True)]
    assert [json.loads(one.content or b"")["halaman"]["nomor"] for one in read] == [2, 4]
    assert read[1].picture
    assert Image.open(BytesIO(read[1].picture)).format == "JPEG"
    assert list((tmp_path / "keluar").iterdir()) == []


def test_pages_that_cannot_be_read_are_tried_again_before_they_are_given_up(
    sources: list[tuple[Path, Kind, int]], tmp_path: Path
) -> None:
    wishes, options = [Wish(3, straighten=True, redraw=False)], PipelineOptions()
    with crash(tmp_path), pytest.raises(PipelineFailed):
        list(read_excerpt(sources, wishes, tmp_path / "keluar", options, nothing, give_up=False))
    with crash(tmp_path):
        given_up = list(read_excerpt(sources, wishes, tmp_path / "keluar", options, nothing, give_up=True))
    assert given_up == [Reading(3)]
