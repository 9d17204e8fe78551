"""One page of a source gives way to a page that was scanned anew: what leads to the old one leads to the new one."""

from dataclasses import dataclass
from pathlib import Path

import pikepdf

from shared.documents.sniff import Kind

OF_ITS_DOCUMENT = ("/StructParents", "/B", "/Tabs")
"""Keys of a page that mean something in the document from which it came only."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Page `page` (from 1) of the file `source` is the one page of the file `path`, which its sender calls `name`."""

    source: Path
    page: int
    path: Path
    kind: Kind
    name: str


def put_in_place(pdf: pikepdf.Pdf, index: int, other: pikepdf.Pdf) -> None:
    """Page `index` (from 0) becomes the first of `other`, under the same object: bookmarks, links and labels stay."""
    pdf.pages.append(other.pages[0])
    new, old = pdf.pages[-1].obj, pdf.pages[index].obj
    turned = int(pdf.pages[-1].rotation)
    for key in OF_ITS_DOCUMENT:
        if key in new:
            del new[key]
    old.emplace(new)
    old.Rotate = turned
    del pdf.pages[-1]
