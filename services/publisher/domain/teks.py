"""Words of a product for the search, and the passages in which they were found."""

import html
import json
from collections.abc import Sequence

SEARCHED_BYTES = 500_000
"""PostgreSQL indexes at most 1 MB of distinct words a document; this much text of any kind stays below it."""
START, STOP = "\ue000", "\ue001"
"""Marks around a found word, from the private use area: they stand in no text and need no escaping."""


def pages_of(content: bytes) -> list[str]:
    """The texts of the pages, from a TEKS document. Raises ValueError."""
    pages = json.loads(content)["halaman"]
    return [str(page) for page in pages]


def searchable(pages: Sequence[str]) -> str:
    """One text for the index, cut where it gets too long, without what a database cannot keep."""
    text = "\n".join(pages)
    clean = "".join(c for c in text if c not in "\x00" + START + STOP)
    return clean.encode("utf-8", "ignore")[:SEARCHED_BYTES].decode("utf-8", "ignore")


def highlighted(passage: str) -> str:
    """A passage as safe HTML, its marked words in `<mark>`."""
    return html.escape(passage).replace(START, "<mark>").replace(STOP, "</mark>")
