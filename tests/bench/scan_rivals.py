"""What the pipeline is measured against: the commands `tesseract` and `ocrmypdf`, on the same pages."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from tests.bench.scan_kinds import Kind, pictures

LANGUAGE = "eng"


@dataclass(frozen=True, slots=True)
class Run:
    """What was read on each page, and what it took of CPU and wall time."""

    texts: tuple[str, ...]
    cpu: float
    wall: float


def tesseract(kind: Kind, folder: Path, segmentation: int) -> Run:
    """The bare command, once a page, with one thread; it is told the resolution."""
    texts, cpu, wall = [], 0.0, 0.0
    for number, picture in enumerate(pictures(kind.pdf, kind.dpi)):
        path = folder / f"{number}.png"
        picture.save(path, compress_level=1)
        command = ["tesseract", str(path), str(path), "-l", LANGUAGE, "--dpi", str(kind.dpi)]
        spent, took = timed([*command, "--psm", str(segmentation)])
        texts.append(path.with_suffix(".png.txt").read_text(encoding="utf-8"))
        cpu, wall = cpu + spent, wall + took
    return Run(tuple(texts), cpu, wall)


def ocrmypdf(source: Path) -> Run:
    """The command with what real scans need."""
    target = source.with_suffix(".ocrmypdf.pdf")
    command = [sys.executable, "-m", "ocrmypdf", "-q", "-l", LANGUAGE, "--rotate-pages", "--deskew"]
    cpu, wall = timed([*command, str(source), str(target)])
    with pypdfium2.PdfDocument(target) as document:
        texts = tuple(page.get_textpage().get_text_range() for page in document)
    return Run(texts, cpu, wall)


def timed(command: Sequence[str]) -> tuple[float, float]:
    """CPU seconds, those of its children included, and wall seconds."""
    began = time.monotonic()
    process = subprocess.Popen(
        command, env=os.environ | {"OMP_THREAD_LIMIT": "1"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, spent = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{' '.join(command)}: {process.returncode}"
    return spent.ru_utime + spent.ru_stime, time.monotonic() - began
