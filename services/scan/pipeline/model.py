"""What the pipeline takes, gives back, and how it fails."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from services.scan.mutu.laporan import NOT_LOOKED, Mutu
from services.scan.pipeline.kata import SemuaHalaman
from shared.documents.inspect import Limits
from shared.errors import Transient


class Judgement(StrEnum):
    """What a page has of text. `KOSONG`: nothing at all is on the page."""

    BAIK = "baik"
    BURUK = "buruk"
    TIDAK_ADA = "tidak ada"
    KOSONG = "kosong"

    @property
    def needs_ocr(self) -> bool:
        return self in {Judgement.BURUK, Judgement.TIDAK_ADA}


class Pdfa(StrEnum):
    """Whether the result is PDF/A-2b; only `VALID` was approved by a validator."""

    VALID = "valid"
    GAGAL = "gagal"
    TIDAK_DIPERIKSA = "tidak diperiksa"


class PipelineFailed(Transient):
    """The engine failed though the document was accepted; for once, or for good."""


class PipelineTooLong(PipelineFailed):
    """Not done in the time allowed."""


class PipelineTooLarge(PipelineFailed):
    """Not done in the memory allowed."""


@dataclass(frozen=True, slots=True)
class PipelineOptions:
    """How to work. One process may use `memory_mb`; `jobs` of them run at once. Wall time: base + pages × per page.

    `languages` are Tesseract models joined by `+`. `segmentation` is Tesseract's page segmentation mode: 4 keeps
    "Menimbang : a. bahwa …" in reading order, where 3 reads the labels as a column of their own.
    """

    limits: Limits = field(default_factory=Limits)
    languages: str = "eng"
    segmentation: int = 4
    jobs: int = 1
    memory_mb: int = 2048
    base_seconds: int = 120
    page_seconds: int = 30

    def __post_init__(self) -> None:
        # The model of Indonesian has no % + = < > [ ] ° § q Q: it writes "0,596" for "0,5%".
        if self.languages == "ind":
            raise ValueError("languages: the model `ind` alone misreads numbers; use `eng` or `ind+eng`")


@dataclass(frozen=True, slots=True)
class Wish:
    """A page to be read. `straighten`: its lines may be levelled; `redraw`: it becomes a picture of itself."""

    number: int
    straighten: bool
    redraw: bool


@dataclass(frozen=True, slots=True)
class PageReport:
    """One page. `confidence` is Tesseract's mean over its words, 0 to 100; None: not checked, or no word found.

    `gagal`: it should have been read, but the engine could not; it is in the result as it was.
    `lahir_digital`: its text is the page itself, no layer over a picture. `mutu`: what the quality gate found.
    """

    number: int
    judgement: Judgement
    ocr: bool
    confidence: float | None = None
    gagal: bool = False
    lahir_digital: bool = False
    mutu: Mutu = NOT_LOOKED


@dataclass(frozen=True, slots=True)
class PdfaVerdict:
    """`reason` says, unless valid, why not."""

    status: Pdfa
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PipelineResult:
    """`path` is a new file, or the source itself when that is signed. `texts` has one entry a page, in order.

    `active`: what acted in the sources (`Aktif`); it is gone from a new file, and still in a signed one.
    `halaman`: the words of each page with their places. `ms`: CPU milliseconds by part of the work.
    """

    path: Path
    sha256: str
    bytes: int
    pages: int
    signed: bool
    pdfa: PdfaVerdict
    texts: list[str]
    halaman: SemuaHalaman
    page_reports: list[PageReport]
    active: list[str]
    seconds: float
    ms: dict[str, int]
