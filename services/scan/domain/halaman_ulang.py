"""One page of a scan is scanned anew: the same sources, that page from another file."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from services.scan.domain.pemindaian import Pengganti, Sumber
from shared.documents.refusal import refusal
from shared.errors import Invalid, NotFound


def check_one_page(sources: Sequence[Sumber], _max_pages: int = 0) -> None:
    """Refuse what is not one file with one page that may be rewritten. Raises Invalid."""
    if len(sources) != 1:
        raise Invalid("Pilih satu berkas yang berisi halaman itu.", code="tanpa-berkas", field="berkas")
    if sources[0].bertanda_tangan:
        raise refusal("pdf-bertanda-tangan-digabung", sources[0].nama)
    if sources[0].halaman != 1:
        raise refusal("bukan-satu-halaman", sources[0].nama, pages=sources[0].halaman)


def check_replaceable(sources: Sequence[Sumber], nomor: int) -> None:
    """Refuse a page that does not exist, or of a document that is never rewritten. Raises NotFound, Invalid."""
    if not 1 <= nomor <= sum(one.halaman for one in sources):
        raise NotFound(f"Pindaian ini tidak mempunyai halaman {nomor}.", code="halaman-tidak-ada")
    if signed := next((one for one in sources if one.bertanda_tangan), None):
        raise refusal("pdf-bertanda-tangan-diganti", signed.nama)


def replaced(sources: Sequence[Sumber], nomor: int, baru: Sumber) -> list[Sumber]:
    """The sources with page `nomor` of the whole taken from `baru`; what took its place before gives way."""
    check_replaceable(sources, nomor)
    check_one_page([baru])
    return [
        _with(one, nomor - before, baru) if before < nomor <= before + one.halaman else one
        for before, one in _after_pages(sources)
    ]


def scanned_anew(sources: Sequence[Sumber]) -> list[tuple[int, str]]:
    """The pages of the whole that were replaced, each with the name of its file."""
    return [
        (before + page.menggantikan, page.nama) for before, one in _after_pages(sources) for page in one.pengganti
    ]  # fmt: skip


def same_pages(before: Sequence[Sumber], after: Sequence[Sumber]) -> frozenset[int]:
    """The pages of the whole that come of the same page of the same file in both."""
    pairs = zip(_origins(before), _origins(after), strict=False)
    return frozenset(number for number, (old, new) in enumerate(pairs, 1) if old == new)


def _origins(sources: Sequence[Sumber]) -> list[tuple[str, int]]:
    """Of each page of the whole the SHA-256 of its file, and which page of that it is."""
    return [
        anew.get(page, (one.sha256, page))
        for one in sources
        for anew in [{new.menggantikan: (new.sha256, 1) for new in one.pengganti}]
        for page in range(1, one.halaman + 1)
    ]


def _after_pages(sources: Sequence[Sumber]) -> Iterator[tuple[int, Sumber]]:
    """Each source, and how many pages come before it."""
    return zip(accumulate((one.halaman for one in sources), initial=0), sources, strict=False)


def _with(source: Sumber, page: int, baru: Sumber) -> Sumber:
    new = Pengganti(menggantikan=page, **baru.model_dump(exclude={"pengganti"}))
    kept = [one for one in source.pengganti if one.menggantikan != page]
    return source.model_copy(update={"pengganti": tuple(sorted([*kept, new], key=lambda one: one.menggantikan))})
