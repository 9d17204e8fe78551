"""The files of a scan, brought from the store, and the limits within which they are worked on."""

from pathlib import Path

from services.scan.models import Pemindaian
from services.scan.pipeline import PipelineOptions
from shared.runtime import Runtime
from shared.settings import Settings
from shared.web.uploads import limits


def fetched(runtime: Runtime, scan: Pemindaian, folder: Path) -> list[Path]:
    """Its sources, in order."""
    return [runtime.store.fetch(one.sha256, folder / f"sumber-{number}") for number, one in enumerate(scan.sources)]


def options(settings: Settings) -> PipelineOptions:
    """The limits of one scan, from the settings."""
    return PipelineOptions(
        limits=limits(settings), languages=settings.ocr_languages, jobs=settings.ocr_jobs,
        memory_mb=settings.ocr_memory_mb, base_seconds=settings.ocr_seconds, page_seconds=settings.ocr_page_seconds,
    )  # fmt: skip
