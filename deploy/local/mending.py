"""Until when a package that is known to be unsafe may stay: `advisories.toml` names it, with the day it was published.

What is not named there may not stay at all: the answer of the advisories says neither how severe it is nor since when.
"""

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

AWAITED: Final = Path(__file__).with_name("advisories.toml")
Severity = Literal["critical", "high", "other"]
DAYS: Final[dict[Severity, int]] = {"critical": 3, "high": 14, "other": 90}
"""After publication, as docs/security-practice.md (Components) has it."""


class Finding(NamedTuple):
    """A package that is pinned and known to be unsafe, and the versions in which that is mended."""

    package: str
    version: str
    advisory: str
    mended: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What a person reads of it."""
        return f"{self.package} {self.version}: {self.advisory}, mended in {', '.join(self.mended) or 'none'}"


class Awaited(BaseModel):
    """Somebody has looked at an advisory: how severe it is, and why its package may stay as it is for now."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    package: str
    advisory: str
    severity: Severity
    published: date
    reason: str = Field(min_length=10)

    @property
    def until(self) -> date:
        """The last day on which the package may stay."""
        return self.published + timedelta(days=DAYS[self.severity])


def awaited(file: Path = AWAITED) -> list[Awaited]:
    """What somebody has looked at. Raises ValidationError."""
    return [Awaited.model_validate(one) for one in tomllib.loads(file.read_text(encoding="utf-8")).get("awaited", [])]


def split(findings: Iterable[Finding], known: Sequence[Awaited], today: date) -> tuple[list[str], list[str]]:
    """What may not stay, and what still may, as sentences."""
    by_name = {(one.package, one.advisory): one for one in known}
    over, may_stay = [], []
    for finding in findings:
        one = by_name.get((finding.package, finding.advisory))
        if one is None or one.until < today:
            late = f" (its time ended on {one.until})" if one else ""
            over.append(f"{finding.sentence}{late}")
        else:
            may_stay.append(f"{finding.sentence} (may stay until {one.until}: {one.reason})")
    return over, may_stay
