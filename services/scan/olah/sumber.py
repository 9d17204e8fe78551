"""The files of a scan, brought from the store, and the limits within which they are worked on."""

from dataclasses import dataclass
from pathlib import Path

from services.scan.models import Pemindaian
from services.scan.pipeline import PipelineOptions, Replacement
from shared.documents.sniff import Kind
from shared.runtime import Runtime
from shared.settings import Settings
from shared.web.uploads import KINDS, limits


@dataclass(frozen=True)
class Bahan:
    """What a scan is made of, as files: its sources in order, and the pages that were scanned anew."""

    files: list[Path]
    anew: list[Replacement]
    by_sha256: dict[str, Path]


def fetched(runtime: Runtime, scan: Pemindaian, folder: Path) -> Bahan:
    """All of it. Raises Transient (the store)."""
    here: dict[str, Path] = {}

    def at(sha256: str, name: str) -> Path:
        path = here[sha256] = runtime.store.fetch(sha256, folder / name)
        return path

    files = [at(one.sha256, f"sumber-{number}") for number, one in enumerate(scan.sources)]
    anew = [
        Replacement(
            files[number], page.menggantikan, at(page.sha256, f"halaman-{number}-{page.menggantikan}"),
            Kind(KINDS[page.tipe]), page.nama,
        )
        for number, one in enumerate(scan.sources)
        for page in one.pengganti
    ]  # fmt: skip
    return Bahan(files, anew, here)


def options(settings: Settings) -> PipelineOptions:
    """The limits of one scan, from the settings."""
    return PipelineOptions(
        limits=limits(settings), languages=settings.ocr_languages, jobs=settings.ocr_jobs,
        memory_mb=settings.ocr_memory_mb, base_seconds=settings.ocr_seconds, page_seconds=settings.ocr_page_seconds,
    )  # fmt: skip
