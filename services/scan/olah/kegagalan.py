"""What is said of a scan that failed: nothing while it is tried again, then a sentence for the person who must act."""

from collections.abc import Iterator
from contextlib import contextmanager

from services.scan.models import Pemindaian
from services.scan.pipeline import PipelineFailed, PipelineTooLarge, PipelineTooLong
from shared.errors import Permanent
from shared.events.jobs import Work

HEAVY_ATTEMPTS = 2
"""What was too long or too large twice will be so again."""
TOO_HEAVY = (
    "Pindaian {nama} terlalu berat untuk diolah dalam batas waktu dan memori. Pindai ulang dengan 200–300 dpi, lalu "
    "unggah lagi."
)
WORN_OUT = "Pindaian {nama} berkali-kali gagal diolah. Pindai ulang naskahnya, atau hubungi tim operasi."


@contextmanager
def judged(work: Work, scan: Pemindaian) -> Iterator[None]:
    """The same failure, or after enough attempts the sentence, with the name of the file."""
    try:
        yield
    except PipelineFailed as error:
        heavy = isinstance(error, PipelineTooLong | PipelineTooLarge)
        if work.attempt < (HEAVY_ATTEMPTS if heavy else work.runtime.settings.job_attempts):
            raise
        raise Permanent((TOO_HEAVY if heavy else WORN_OUT).format(nama=named(scan))) from error


def named(scan: Pemindaian) -> str:
    """The files of a scan, as a person knows them."""
    first, *others = [f"“{one.nama}”" for one in scan.sources]
    return f"{first} dan {len(others)} berkas lain" if others else first


def last_chance(work: Work) -> bool:
    """Whether a page that cannot be read now is given up."""
    return work.attempt >= HEAVY_ATTEMPTS
