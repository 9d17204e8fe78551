"""Which page of which source gives way, and what then goes into the berkas."""

import pytest

from services.scan.domain.halaman_ulang import check_one_page, replaced, same_pages, scanned_anew
from services.scan.domain.pemindaian import Asal, Sumber, documents
from shared.errors import Invalid, NotFound
from shared.sop import JenisDokumen
from tests.support.people import MOMENT, berkas_at
from tests.unit.scan.test_pemindaian import result, source

SOURCES = [source(pages=3), source("b.pdf", pages=2)]


def given(sources: list[Sumber]) -> list[list[tuple[int, str]]]:
    return [[(one.menggantikan, one.nama) for one in source.pengganti] for source in sources]


@pytest.mark.parametrize(("nomor", "where"), [(1, [[1], []]), (3, [[3], []]), (4, [[], [1]]), (5, [[], [2]])])
def test_the_number_of_the_whole_finds_the_page_of_its_source(nomor: int, where: list[list[int]]) -> None:
    found = replaced(SOURCES, nomor, source("baru.png", pages=1))
    assert [[page for page, _ in pages] for pages in given(found)] == where
    assert [one.model_copy(update={"pengganti": ()}) for one in found] == SOURCES


def test_other_pages_may_follow_and_the_newest_counts() -> None:
    once = replaced(SOURCES, 3, source("x.pdf", pages=1))
    twice = replaced(once, 2, source("y.pdf", pages=1))
    again = replaced(twice, 3, source("z.pdf", pages=1))
    assert given(again) == [[(2, "y.pdf"), (3, "z.pdf")], []]
    last = replaced(again, 5, source("w.pdf", pages=1))
    assert scanned_anew(last) == [(2, "y.pdf"), (3, "z.pdf"), (5, "w.pdf")]
    assert Sumber.model_validate(again[0].model_dump(mode="json")) == again[0]


@pytest.mark.parametrize("nomor", [0, 6, -1])
def test_a_page_that_does_not_exist(nomor: int) -> None:
    with pytest.raises(NotFound):
        replaced(SOURCES, nomor, source("baru.png", pages=1))


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ([], "tanpa-berkas"), ([source(pages=1), source(pages=1)], "tanpa-berkas"),
        ([source(pages=2)], "bukan-satu-halaman"),
        ([source(pages=1, signed=True)], "pdf-bertanda-tangan-digabung"),
    ],
)  # fmt: skip
def test_what_is_not_one_page_that_may_be_rewritten(new: list[Sumber], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_one_page(new)
    assert refused.value.code == code


def test_a_signed_document_is_never_rewritten() -> None:
    with pytest.raises(Invalid) as refused:
        replaced([source(signed=True)], 1, source("baru.png", pages=1))
    assert refused.value.code == "pdf-bertanda-tangan-diganti"


@pytest.mark.parametrize(("asal", "names"), [(Asal.PINDAIAN, ["a.pdf", "b.pdf", "x.png"]), (Asal.SALINAN, ["x.png"])])
def test_what_was_sent_anew_goes_into_the_berkas_once(asal: Asal, names: list[str]) -> None:
    new = source("x.png", pages=1)
    sources = replaced(replaced(SOURCES, 2, new), 4, new)
    berkas = berkas_at("P5", "kalbar-8-2022", "61", "keputusan_kpu_provinsi", {})
    made = documents(berkas, result(*sources, asal=asal), "P5", "Staf", MOMENT)
    assert [one.nama for one in made if one.jenis is JenisDokumen.PINDAIAN] == names


def test_pages_that_stay_as_they_are() -> None:
    once = replaced(SOURCES, 4, source("x.pdf", pages=1))
    assert same_pages(SOURCES, once) == {1, 2, 3, 5}
    assert same_pages(once, replaced(once, 4, source("x.pdf", pages=1))) == {1, 2, 3, 4, 5}
    assert same_pages(once, replaced(once, 4, source("y.pdf", pages=1))) == {1, 2, 3, 5}
    assert same_pages(SOURCES, SOURCES[::-1]) == frozenset()
    assert same_pages(SOURCES, SOURCES[:1]) == {1, 2, 3}
