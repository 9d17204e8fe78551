"""Pages of a scan for whoever marks what is to be closed on them: how large they are, and how they look."""

import json

from services.scan.domain.halaman import Kotak
from services.scan.models import Pemindaian
from services.scan.redaksi.kerja import picture
from shared.documents.bounded import Bounds, BoundsError
from shared.errors import NotFound, Unavailable
from shared.folders import working_folder
from shared.runtime import Runtime

GONE = "Halaman ini tidak ada di hasil scan."


def width_of(runtime: Runtime, scan: Pemindaian, nomor: int) -> float:
    """How wide a page is, in points. Raises NotFound, Transient."""
    with working_folder(runtime.settings.work_dir) as folder:
        stored = runtime.store.fetch(scan.teks or "", folder / "teks.json")
        pages = json.loads(stored.read_text(encoding="utf-8")).get("kata", [])
    found = next((page["lebar"] for page in pages if page["nomor"] == nomor), None)
    if found is None:
        raise NotFound(GONE, code="halaman-tidak-ada")
    return float(found)


def drawn(runtime: Runtime, scan: Pemindaian, nomor: int, lebar: int, kotak: Kotak | None) -> bytes:
    """A page as JPEG, with a frame around `kotak`. Raises NotFound, Transient, Unavailable."""
    if not 1 <= nomor <= (scan.halaman or 0):
        raise NotFound(GONE, code="halaman-tidak-ada")
    seconds = runtime.settings.ocr_page_seconds
    bounds = Bounds(runtime.settings.ocr_memory_mb, seconds, float(seconds))
    with working_folder(runtime.settings.work_dir) as folder:
        source = runtime.store.fetch(scan.hasil or "", folder / "hasil.pdf")
        try:
            return picture(source, nomor, lebar, kotak, bounds, folder).read_bytes()
        except BoundsError as error:
            raise Unavailable("Gambar halaman ini tidak dapat dibuat sekarang. Coba lagi sebentar lagi.") from error
