"""Looking at the electronic signatures of what is signed: the sources of a scan, and all else that was handed in."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from services.scan.domain.pemindaian import Sumber, handed_in
from shared.documents.bounded import Bounds
from shared.documents.signatures import signatures_of
from shared.errors import NotFound
from shared.runtime import Runtime
from shared.settings import Settings
from shared.sop import Berkas, Dokumen
from shared.tanda_tangan import HasilTandaTangan, Keutuhan, TandaTangan

Tick = Callable[[], None]
MISSING = TandaTangan(keutuhan=Keutuhan.TIDAK_DIPERIKSA, sebab="berkasnya tidak ada di penyimpanan")
PAGES_A_SECOND = 2
"""On a machine that has much else to do."""


def signatures_in(
    runtime: Runtime, berkas: Berkas, sources: tuple[Sumber, ...], here: Mapping[str, Path], folder: Path, tick: Tick
) -> list[dict[str, Any]] | None:
    """What each signed document's signatures are worth, by SHA-256; `here`: those that lie here. None: none is signed.

    Raises Transient (the store), and what `tick` raises.
    """
    known: list[Sumber | Dokumen] = [*sources, *handed_in(berkas)]
    signed = {one.sha256: one for one in known if one.bertanda_tangan}
    looked = ((one, _looked_at(runtime, one, here, folder, tick)) for one in signed.values())
    return [{"sha256": one.sha256, **found.model_dump(mode="json")} for one, found in looked] or None


def _looked_at(
    runtime: Runtime, one: Sumber | Dokumen, here: Mapping[str, Path], folder: Path, tick: Tick
) -> HasilTandaTangan:
    try:
        path = here.get(one.sha256) or runtime.store.fetch(one.sha256, folder / f"bertanda-tangan-{one.sha256}")
    except NotFound:
        return HasilTandaTangan(diperiksa=datetime.now(UTC), tanda_tangan=(MISSING,))
    settings = runtime.settings
    return signatures_of(path, settings.trust_roots, bounds(settings, one.halaman or 0), tick)


def bounds(settings: Settings, pages: int) -> Bounds:
    """The limits of one look."""
    seconds = settings.ocr_seconds + pages // PAGES_A_SECOND
    return Bounds(settings.ocr_memory_mb, seconds, seconds)
