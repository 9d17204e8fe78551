"""From the files of a scan to one searchable, validated PDF/A-2b and its text. No database, no web, no queue."""

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
)
from services.scan.pipeline.process import process

__all__ = [
    "Judgement",
    "PageReport",
    "Pdfa",
    "PdfaVerdict",
    "PipelineFailed",
    "PipelineOptions",
    "PipelineResult",
    "PipelineTooLarge",
    "PipelineTooLong",
    "process",
]
