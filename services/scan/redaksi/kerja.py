"""What opens a file, each in a bounded child: looking for personal data, closing places, drawing a page."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from services.scan.domain.halaman import Kotak
from services.scan.peringatan import Kepala
from services.scan.redaksi.model import Tempat, TidakTertutup
from shared.documents.bounded import Bounds, nothing, run_module

CHILD = "services.scan.redaksi.child"


@dataclass(frozen=True, slots=True)
class Tertutup:
    """What came out. `pdfa`: status and reason. `digambar`: pages that became pictures, with their words unseen."""

    path: Path
    pdfa: str
    pdfa_sebab: str
    texts: tuple[str, ...]
    digambar: tuple[int, ...]


def look(
    path: Path, kepala: Kepala, bounds: Bounds, folder: Path, tick: Callable[[], None] = nothing
) -> list[dict[str, Any]]:
    """Warnings of a PDF, as JSON. Raises BoundsError, and what `tick` raises."""
    request = {"step": "cari", "path": str(path.resolve()), "kepala": asdict(kepala)}
    found: list[dict[str, Any]] = run_module(CHILD, request, bounds, folder=folder, tick=tick)["peringatan"]
    return found


def picture(path: Path, nomor: int, lebar: int, kotak: Kotak | None, bounds: Bounds, folder: Path) -> Path:
    """A page as JPEG in `folder`, with a frame around `kotak`. Raises BoundsError."""
    target = folder.resolve() / "halaman.jpg"
    request = {
        "step": "lihat", "path": str(path.resolve()), "target": str(target), "nomor": nomor, "lebar": lebar,
        "kotak": kotak,
    }  # fmt: skip
    run_module(CHILD, request, bounds, folder=folder)
    return target


def close(
    path: Path, places: Sequence[Tempat], bounds: Bounds, folder: Path, tick: Callable[[], None] = nothing
) -> Tertutup:
    """Close places of a PDF; the result lies in `folder`. Raises TidakTertutup, BoundsError, what `tick` raises."""
    request = {
        "step": "tutup", "path": str(path.resolve()), "folder": str(folder.resolve()),
        "tempat": [asdict(one) for one in places],
    }  # fmt: skip
    answer = run_module(CHILD, request, bounds, folder=folder, tick=tick)
    if sentence := answer.get("gagal"):
        raise TidakTertutup(sentence)
    pdfa = answer["pdfa"]
    return Tertutup(
        Path(answer["hasil"]), pdfa["status"], pdfa["reason"], tuple(answer["texts"]), tuple(answer["digambar"])
    )  # fmt: skip
