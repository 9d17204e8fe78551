"""Can this document be taken, and what is it? Looked at in a bounded child, so that no file can hurt the caller."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.documents.bounded import Bounds, BoundsError, Crashed, run_module
from shared.documents.facts import Facts
from shared.documents.refusal import refusal
from shared.documents.sniff import Kind, head_of, kind_of, looks_like

CHILD = "shared.documents.inspect_child"
MB = 1 << 20
Child = Callable[[str, dict[str, Any], Bounds], dict[str, Any]]
"""Runs a module of this code base on a request, within bounds."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken at most. `max_pixels` is for one image (A3 at 600 dpi has 70 million)."""

    max_bytes: int = 100 * MB
    max_pages: int = 500
    max_page_cm: float = 120.0
    max_pixels: int = 120_000_000
    memory_mb: int = 1024
    seconds: int = 30


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a document that can be taken is.

    `largest_cm` is the longest side of any page; None for images, whose paper is not known. `signed`: a signature has
    been put in (an empty field does not count). `encrypted`: opens without password, but is encrypted. `repaired`: its
    cross-reference table is broken, but no page is lost.
    """

    kind: Kind
    pages: int
    bytes: int
    signed: bool = False
    encrypted: bool = False
    repaired: bool = False
    largest_cm: float | None = None


def inspect(path: Path, limits: Limits, name: str, child: Child = run_module) -> Inspection:
    """Look at the file that its sender calls `name`, by `child`. Raises DocumentRefused."""
    size = path.stat().st_size
    if size == 0:
        raise refusal("berkas-kosong", name)
    if size > limits.max_bytes:
        raise refusal("berkas-terlalu-besar", name, size=-(-size // MB), limit=limits.max_bytes // MB)
    head = head_of(path)
    kind = kind_of(head)
    if kind is None:
        raise refusal("jenis-tidak-dikenal", name, looks=looks_like(head))
    found = Inspection(kind=kind, bytes=size, **look(path, kind, limits, name, child))
    check_limits(found, limits, name)
    return found


def look(path: Path, kind: Kind, limits: Limits, name: str, child: Child) -> Facts:
    """The facts that only a parser can tell, from the child."""
    request = {
        "path": str(path.resolve()),
        "kind": kind,
        "max_pixels": limits.max_pixels,
        "max_pages": limits.max_pages,
    }
    bounds = Bounds(limits.memory_mb, limits.seconds, limits.seconds)
    try:
        facts = child(CHILD, request, bounds)
    except Crashed as error:
        raise refusal("pdf-rusak" if kind is Kind.PDF else "gambar-rusak", name) from error
    except BoundsError as error:
        raise refusal("berkas-terlalu-berat", name) from error
    if code := facts.pop("refused", None):
        raise refusal(str(code), name, limit=limits.max_pixels // 1_000_000)
    return facts


def check_limits(found: Inspection, limits: Limits, name: str) -> None:
    if found.pages > limits.max_pages:
        raise refusal("terlalu-banyak-halaman", name, pages=found.pages, limit=limits.max_pages)
    if found.largest_cm is not None and found.largest_cm > limits.max_page_cm:
        raise refusal("halaman-terlalu-besar", name, side=round(found.largest_cm), limit=round(limits.max_page_cm))
