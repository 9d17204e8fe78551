"""What a run prints: a line now and then, and at the end what was done and the verdict."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from deploy.local.faults.verdict import Verdict

MOST = 40


@dataclass(frozen=True)
class Report:
    """One run as it was."""

    seed: int
    seconds: float
    without: str
    cases: int
    ends: Mapping[str, int]
    faults: Mapping[str, int]
    missed: int
    crashed: Mapping[str, int]
    repeats: Mapping[str, int]
    counts: Mapping[str, int]
    verdict: Verdict
    kept: str = field(default="")

    def as_json(self) -> str:
        """On one line."""
        return json.dumps({**asdict(self), "clean": self.verdict.clean})

    def as_text(self) -> str:
        """For a person."""
        guard = f", without the guard {self.without}" if self.without else ""
        lines = [
            f"Seed {self.seed}{guard}: {self.cases} cases and {sum(self.faults.values())} faults"
            f" in {self.seconds:.0f} s",
            f"  cases        {_list(self.ends)}",
            f"  faults       {_list(self.faults)}; {self.missed} found nothing to be done to",
            f"  crash points {sum(self.crashed.values())} reached: {_list(self.crashed)}",
            f"  people       repeated {sum(self.repeats.values())} requests: {_list(self.repeats)}",
            f"  delivery     {_list(self.counts)}",
            *(f"  WRONG  {sentence}" for sentence in self.verdict.wrong[:MOST]),
        ]
        if len(self.verdict.wrong) > MOST:
            lines.append(f"  … and {len(self.verdict.wrong) - MOST} more")
        return "\n".join([*lines, self._last()])

    def _last(self) -> str:
        after = f"{self.verdict.seconds:.0f} s after the last act"
        if self.verdict.clean:
            return f"Verdict: clean, nothing waited any more {after}."
        return f"Verdict: {len(self.verdict.wrong)} things are wrong {after}. Everything is kept in {self.kept}"


def progress(seconds: float, begun: int, ended: int, faults: Counter[str]) -> str:
    """One line while it runs."""
    return f"  {seconds:5.0f} s  {begun} cases begun, {ended} ended; {faults.total()} faults: {_list(faults)}"


def _list(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items()) or "none"
