"""Understanding and cutting out, as a part of the work on a scan."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert

from services.scan.domain.halaman import Kotak
from services.scan.pemahaman import Pemahaman
from services.scan.pipeline import PipelineResult
from services.scan.pipeline.running import run_step
from services.scan.terbaca.bidang import fields
from services.scan.terbaca.langkah import picture_name
from services.scan.terbaca.models import Potongan
from shared.database.unit import Unit
from shared.documents.bounded import Bounds, BoundsError, nothing
from shared.runtime import Runtime
from shared.settings import Settings

log = logging.getLogger(__name__)
SECONDS, PAGE_SECONDS = 30, 1
"""What both steps may take together, and more for each page."""
Place = tuple[str, int, Kotak]
_OVER = text("""
DELETE FROM potongan WHERE pemindaian_id IN (SELECT id FROM pemindaian WHERE state = 'diganti')
    OR (kode LIKE 'peringatan-%' AND created_at < now() - interval '90 days')
""")


@dataclass(frozen=True)
class Understood:
    """None: nobody looked. The cut-outs by their code: page and JPEG."""

    pemahaman: dict[str, Any] | None
    potongan: Mapping[str, tuple[int, bytes]]


def understood(
    settings: Settings, result: PipelineResult, texts: Path, warnings: Sequence[Mapping[str, Any]], folder: Path
) -> Understood:
    """What the words say, with a picture of each place, and of the places of personal data; never fails a scan."""
    seconds = SECONDS + PAGE_SECONDS * result.pages
    bounds = Bounds(settings.ocr_memory_mb, seconds, seconds)
    digital = [page.number for page in result.page_reports if page.lahir_digital]
    found, places = None, [*_warned(warnings)]
    try:
        asked = {"texts": str(texts), "digital": digital}
        found = run_step(settings.ocr_languages, "understand", asked, bounds, folder, nothing)["pemahaman"]
        places += _read(Pemahaman.model_validate(found))
    except BoundsError as error:
        log.warning("a scan was not understood: %s", error)
    return Understood(found, _cut_out(settings, result.path, places, bounds, folder))


def keep_cut_outs(unit: Unit, scan: UUID, made: Understood) -> None:
    """Put them beside the scan, in the place of earlier ones."""
    for kode, (halaman, gambar) in made.potongan.items():
        row = Potongan(pemindaian_id=scan, kode=kode, halaman=halaman, gambar=gambar).model_dump()
        keys = ["pemindaian_id", "kode"]
        unit.session.execute(insert(Potongan).values(**row).on_conflict_do_update(index_elements=keys, set_=row))


def forget_cut_outs(runtime: Runtime) -> None:
    """Those that nobody will look at any more."""
    with runtime.database.unit() as unit:
        unit.session.execute(_OVER)


def _cut_out(
    settings: Settings, source: Path, places: Sequence[Place], bounds: Bounds, folder: Path
) -> dict[str, tuple[int, bytes]]:
    if not places:
        return {}
    asked = {"source": str(source.resolve()), "places": places}
    try:
        made = set(run_step(settings.ocr_languages, "cut_out", asked, bounds, folder, nothing)["potongan"])
    except BoundsError as error:
        log.warning("no cut-outs of a scan: %s", error)
        return {}
    return {
        kode: (halaman, (folder / picture_name(kode)).read_bytes()) for kode, halaman, _ in places if kode in made
    }  # fmt: skip


def _read(pemahaman: Pemahaman) -> Iterator[Place]:
    for kode, field in fields(pemahaman):
        if field.halaman and field.kotak:
            yield kode, field.halaman, field.kotak


def _warned(warnings: Sequence[Mapping[str, Any]]) -> Iterator[Place]:
    for number, one in enumerate(warnings, 1):
        lefts, tops, rights, bottoms = zip(*one["kotak"], strict=True)
        yield f"peringatan-{number}", one["halaman"], (min(lefts), min(tops), max(rights), max(bottoms))
