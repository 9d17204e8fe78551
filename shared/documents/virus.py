"""What ClamAV says of a file. Not asked, no answer or an answer nobody understands is "not checked", never clean."""

import logging
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import urlsplit

from shared.documents.refusal import DocumentRefused, refusal
from shared.settings import Settings

if TYPE_CHECKING:
    from clamav_client.scanner import ScanResult

log = logging.getLogger(__name__)

SILENCE_SECONDS: Final = 60.0
"""So long a scanner that did not answer is not asked again: nobody waits for it at every file."""
NAME_LENGTH: Final = 100


class Virus(StrEnum):
    """How a file came out."""

    BERSIH = "bersih"
    DITEMUKAN = "ditemukan"
    TIDAK_DIPERIKSA = "tidak diperiksa"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`keterangan`: what was found, or why nobody looked."""

    hasil: Virus
    keterangan: str = ""

    @classmethod
    def unknown(cls, why: str) -> Self:
        """Nobody can say."""
        return cls(Virus.TIDAK_DIPERIKSA, why)


OFF: Final = Verdict.unknown("pemeriksa virus tidak dipasang")
SILENT: Final = Verdict.unknown("pemeriksa virus tidak menjawab")
UNABLE: Final = Verdict.unknown("pemeriksa virus tidak dapat memeriksanya")


class Infected(DocumentRefused):
    """Something was found in the file at `path`."""

    def __init__(self, code: str, sentence: str, path: Path | None = None) -> None:
        super().__init__(code, sentence)
        self.path = path


class VirusScanner:
    """The clamd that the settings name."""

    def __init__(self, settings: Settings) -> None:
        url = urlsplit(settings.clamd_url)
        self.address = url.path if url.scheme == "unix" else url.netloc
        self.seconds = settings.clamd_seconds
        self.silent_until = 0.0

    @property
    def there(self) -> bool:
        """Whether there is one at all."""
        return bool(self.address)

    def look(self, path: Path) -> Verdict:
        """The verdict on a file; never raises for what the scanner does."""
        if not self.there:
            return OFF
        if time.monotonic() < self.silent_until:
            return SILENT
        verdict = self._asked(path)
        if verdict is SILENT:
            self.silent_until = time.monotonic() + SILENCE_SECONDS
        return verdict

    def refuse_infected(self, path: Path, name: str) -> None:
        """Raises Infected when the file that its sender calls `name` has something."""
        verdict = self.look(path)
        if verdict.hasil is Virus.DITEMUKAN:
            log.warning("a file was refused: %s", verdict.keterangan)
            refused = refusal("berkas-bervirus", name, found=verdict.keterangan)
            raise Infected(refused.code, refused.sentence, path)

    def _asked(self, path: Path) -> Verdict:
        from clamav_client import get_scanner

        scanner = get_scanner({"backend": "clamd", "address": self.address, "timeout": self.seconds})
        answer = scanner.scan(str(path))
        if answer.state == "OK":
            return Verdict(Virus.BERSIH)
        if answer.state == "FOUND":
            return Verdict(Virus.DITEMUKAN, _shown(answer.details or "tanpa nama"))
        log.warning("clamd did not check a file: %s", _shown(str(answer.err or answer.details)))
        return SILENT if _is_silence(answer) else UNABLE


def _is_silence(answer: "ScanResult") -> bool:
    from clamav_client.clamd import CommunicationError

    return isinstance(answer.err, CommunicationError | TimeoutError)


def _shown(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:NAME_LENGTH]
