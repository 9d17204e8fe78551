"""Logs carry ids and codes: no names, no titles, no secrets, whatever happened on the way."""

import re
from collections.abc import Iterator
from pathlib import Path

from deploy.local import seed
from deploy.local.demo.carry import carry
from deploy.local.demo.office import Person
from deploy.local.stack import Stack
from tests.support.whole import case


def lines(stack: Stack) -> Iterator[tuple[str, str]]:
    """Every line of every log of the services, with the name of its file."""
    for file in sorted(Path(stack.folder, "logs").glob("*")):
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            yield file.name, line


def test_no_log_tells_of_people_contents_or_secrets(stack: Stack, people: dict[str, dict[str, Person]]) -> None:
    told = case("6202", "surat_edaran", 7301)
    carry(told, people["6202"], lambda *_: None)
    known = [*seed.people()]
    words = {
        *(person["nama"] for person in known), *(person["nip"] for person in known), *stack.state.people.values(),
        *stack.state.secrets.values(),
    }  # fmt: skip
    found = [(name, line) for name, line in lines(stack) if any(word in line for word in words)]
    assert found == []
    tokens = re.compile(r"eyJ[\w-]{20,}\.[\w-]{20,}|csrf=\w{16,}")
    assert [(name, line) for name, line in lines(stack) if tokens.search(line)] == []
    assert any("-api" in name or "-worker" in name for name, _ in lines(stack))
