"""The signatures of a PDF, asked of the child."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from shared.documents.bounded import Bounds, BoundsError, Crashed, nothing, run_module
from shared.tanda_tangan import HasilTandaTangan, Keutuhan, TandaTangan

log = logging.getLogger(__name__)

CHILD = "shared.documents.signatures.child"
TOO_HEAVY = TandaTangan(
    keutuhan=Keutuhan.TIDAK_DIPERIKSA, sebab="pemeriksaannya tidak selesai dalam batas waktu dan memori"
)
UNREADABLE = TandaTangan(keutuhan=Keutuhan.TIDAK_TERBACA)


def signatures_of(
    path: Path,
    roots: Path | None,
    bounds: Bounds,
    tick: Callable[[], None] = nothing,
    now: datetime | None = None,
) -> HasilTandaTangan:
    """What the signatures of this PDF are worth. `roots`: trusted certificates. Raises only what `tick` raises."""
    now = now or datetime.now(UTC)
    request = {"path": str(path.resolve()), "roots": str(roots.resolve()) if roots else None, "now": now.isoformat()}
    try:
        answer = run_module(CHILD, request, bounds, tick=tick)
    except Crashed:
        return HasilTandaTangan(diperiksa=now, tanda_tangan=(UNREADABLE,))
    except BoundsError:
        return HasilTandaTangan(diperiksa=now, tanda_tangan=(TOO_HEAVY,))
    for name in answer["broken"]:
        log.error("trust roots: %s is not read, it has no good PEM certificate", name)
    if roots and not answer["roots"]:
        log.error("trust roots: there is no certificate in %s, so no chain is checked", roots)
    return HasilTandaTangan(diperiksa=now, tanda_tangan=answer["signatures"])
