"""What the public is told of places that were closed in a document."""

from collections.abc import Sequence

LABEL = "Bagian yang ditutup"
LAW = "Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi"


def closing_facts(pages: Sequence[int] | None) -> list[tuple[str, str]]:
    """A label and a line: how many places, on which pages, and why; nothing where none was closed."""
    if not pages:
        return []
    where = _listed(sorted(set(pages)))
    return [(LABEL, f"{len(pages)} bagian di halaman {where} ditutup untuk melindungi data pribadi ({LAW}).")]


def _listed(pages: Sequence[int]) -> str:
    *first, last = map(str, pages)
    if not first:
        return last
    return f"{', '.join(first)}{',' if len(first) > 1 else ''} dan {last}"
