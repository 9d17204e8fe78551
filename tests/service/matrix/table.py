"""Reads `matrix.md`, and says what it expects of one try."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.sop import Langkah, all_sops

FILE = Path(__file__).with_name("matrix.md")
OK, NOTHING, ANYWHERE = "ok", "–", "*"
SAMPLE = ("P2a", "P4", "P7", "R2b", "R5b")
"""Where a route is tried that works at every step."""
STEPS: dict[str, tuple[str, Langkah]] = {row.kode: (rules.id, row) for rules in all_sops() for row in rules.langkah}
OTHER_OFFICE, ELSEWHERE, ENDED, OWN, DEPUTY = "other office", "elsewhere", "ended", "own proposal", "deputy"


@dataclass(frozen=True)
class Row:
    """One route, and the answers that it may give. `cells`: by the name of the column."""

    service: str
    method: str
    path: str
    cells: dict[str, str]

    @property
    def name(self) -> str:
        """As the routes of the services are called (`tests.support.routes.Route.name`)."""
        return f"{self.service}: {self.method} {self.path}"

    @property
    def steps(self) -> Sequence[str]:
        """Where the berkas must lie for this route to work; none for a route that is not about a berkas."""
        given = self.cells["at"]
        return () if given == NOTHING else SAMPLE if given == ANYWHERE else given.split()

    @property
    def elsewhere(self) -> Sequence[str]:
        """Every other step of the same SOPs; none for a route that works anywhere."""
        if self.cells[ELSEWHERE] == NOTHING:
            return ()
        sops = {STEPS[kode][0] for kode in self.steps}
        return [kode for kode, (sop_id, _) in STEPS.items() if sop_id in sops and kode not in self.steps]

    def at(self, column: str, step: str) -> str:
        """The answer to the person of a column while the berkas lies at a right step ("" for no berkas)."""
        cell = self.cells[column]
        named = {kode for kode in cell.split() if kode in STEPS}
        return (OK if step in named else "403") if named else cell

    def at_another(self, column: str, step: str) -> str:
        """The answer while it lies at a wrong step: first to whose turn it is there, second to the others."""
        return self._beside(ELSEWHERE, column, STEPS[step][1].peran == column)

    def ended(self, column: str) -> str:
        """The answer after the case ended: first to who could act before, second to the others."""
        return self._beside(ENDED, column, any(self.at(column, step) == OK for step in self.steps))

    def _beside(self, state: str, column: str, first: bool) -> str:
        of_office = self.cells[column] not in ("401", "masuk", "404")
        answers = self.cells[state].split(" / ")
        return (answers[0] if first else answers[-1]) if of_office else self.cells[column]


def columns() -> list[str]:
    """The names of the columns, without that of the route."""
    return next(_cells(line)[1:] for line in _lines() if line.startswith("| route"))


def rows() -> list[Row]:
    """The whole table."""
    return list(_rows())


def _rows() -> Iterator[Row]:
    services: list[str] = []
    for line in _lines():
        if line.startswith("## "):
            services = line.removeprefix("## ").split()
        elif line.startswith("| `"):
            route, *cells = _cells(line)
            method, path = route.strip("`").split(" ")
            for name in services:
                yield Row(name, method, path.replace("{service}", name), dict(zip(columns(), cells, strict=True)))


def _lines() -> list[str]:
    return FILE.read_text(encoding="utf-8").splitlines()


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
