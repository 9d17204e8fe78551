"""From the files of a scan to one searchable, validated PDF/A-2b and its text. No database, no web, no queue."""

from services.scan.pipeline.attempt import Attempt, Plan
from services.scan.pipeline.excerpt import read_excerpt
from services.scan.pipeline.model import (
    Judgement,
    PageReport,
    Pdfa,
    PdfaVerdict,
    PipelineFailed,
    PipelineOptions,
    PipelineResult,
    PipelineTooLarge,
    PipelineTooLong,
    Wish,
)
from services.scan.pipeline.pages_read import Reading
from services.scan.pipeline.process import opened, process
from services.scan.pipeline.replacing import Replacement

__all__ = [
    "Attempt",
    "Judgement",
    "PageReport",
    "Pdfa",
    "PdfaVerdict",
    "PipelineFailed",
    "PipelineOptions",
    "PipelineResult",
    "PipelineTooLarge",
    "PipelineTooLong",
    "Plan",
    "Reading",
    "Replacement",
    "Wish",
    "opened",
    "process",
    "read_excerpt",
]
