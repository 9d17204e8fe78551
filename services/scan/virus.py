"""Looking for viruses in a scan: its sources, its result, and all else that was handed in with the berkas."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import asdict
from pathlib import Path
from typing import Any

from services.scan.domain.pemindaian import handed_in
from shared.documents.virus import Verdict
from shared.errors import NotFound
from shared.runtime import Runtime
from shared.sop import Berkas

Tick = Callable[[], None]
MISSING = Verdict.unknown("berkasnya tidak ada di penyimpanan")
TICK_SECONDS = 1.0


def looked_through(
    runtime: Runtime, berkas: Berkas, here: Mapping[str, Path], folder: Path, tick: Tick
) -> list[dict[str, Any]] | None:
    """What the scanner says of each file, by SHA-256; `here`: those that lie here. None: there is no scanner.

    Raises Transient (the store), and what `tick` raises.
    """
    if not runtime.virus.there:
        return None
    elsewhere = [one.sha256 for one in handed_in(berkas) if one.sha256 not in here]
    verdicts = {sha256: _patiently(runtime, path, tick) for sha256, path in here.items()}
    verdicts |= {sha256: _fetched(runtime, sha256, folder, tick) for sha256 in elsewhere}
    return [{"sha256": sha256, **asdict(verdict)} for sha256, verdict in verdicts.items()]


def _fetched(runtime: Runtime, sha256: str, folder: Path, tick: Tick) -> Verdict:
    path = folder / "diperiksa"
    try:
        runtime.store.fetch(sha256, path)
    except NotFound:
        return MISSING
    try:
        return _patiently(runtime, path, tick)
    finally:
        path.unlink()


def _patiently(runtime: Runtime, path: Path, tick: Tick) -> Verdict:
    """The verdict on one file, with a tick every second until it is there."""
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(runtime.virus.look, path)
        while not wait([asked], TICK_SECONDS).done:
            tick()
        return asked.result()
