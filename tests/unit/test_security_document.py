"""docs/security.md says something of every requirement once, and names tests that exist."""

import re
from collections import Counter
from pathlib import Path

from tests.unit.test_house import ROOT

REQUIREMENTS = {
    "1.1": "1 2",
    "1.2": "1* 2* 3* 4* 5* 6 7 8 9",
    "1.3": "1* 2* 3 4 5 6 7 8 9 10 11",
    "1.4": "1 2 3",
    "1.5": "1* 2",
    "2.1": "1* 2 3",
    "2.2": "1* 2* 3",
    "2.3": "1* 2 3 4",
    "2.4": "1",
    "3.2": "1* 2*",
    "3.3": "1* 2 3 4",
    "3.4": "1* 2* 3 4 5 6",
    "3.5": "1* 2* 3* 4 5",
    "3.7": "1 2",
    "4.1": "1* 2 3",
    "4.2": "1",
    "4.3": "1 2",
    "4.4": "1* 2 3 4",
    "5.1": "1",
    "5.2": "1* 2* 3",
    "5.3": "1* 2*",
    "5.4": "1 2 3",
    "6.1": "1* 2 3",
    "6.2": "1* 2* 3* 4* 5* 6* 7* 8* 9 10 11 12",
    "6.3": "1* 2* 3 4",
    "6.4": "1* 2* 3 4",
    "6.5": "1 2 3 4 5",
    "6.6": "1 2 3",
    "6.8": "1 2 3 4",
    "7.1": "1 2 3",
    "7.2": "1* 2* 3* 4*",
    "7.3": "1 2",
    "7.4": "1* 2* 3 4 5",
    "7.5": "1 2",
    "7.6": "1 2",
    "8.1": "1* 2",
    "8.2": "1* 2* 3",
    "8.3": "1*",
    "8.4": "1",
    "9.1": "1* 2* 3*",
    "9.2": "1* 2 3 4",
    "10.1": "1 2",
    "10.2": "1 2",
    "10.3": "1 2 3 4",
    "10.4": "1* 2* 3* 4* 5* 6 7 8 9 10 11",
    "10.5": "1 2 3 4 5",
    "10.6": "1 2",
    "10.7": "1 2 3",
    "11.1": "1 2",
    "11.2": "1 2 3",
    "11.3": "1* 2* 3",
    "11.4": "1* 2 3 4",
    "11.5": "1",
    "11.6": "1",
    "12.1": "1* 2 3",
    "12.2": "1* 2*",
    "12.3": "1 2 3 4",
    "13.1": "1",
    "13.2": "1 2 3 4 5",
    "13.3": "1 2",
    "13.4": "1* 2 3 4 5",
    "14.1": "1 2",
    "14.2": "1* 2 3 4",
    "14.3": "1* 2 3",
    "15.1": "1* 2 3",
    "15.2": "1* 2 3",
    "15.3": "1* 2 3 4 5 6 7",
    "16.1": "1",
    "16.2": "1 2 3 4 5",
    "16.3": "1 2 3 4",
    "16.4": "1 2 3",
    "16.5": "1 2 3",
    "17.1": "1",
    "17.2": "1 2 3 4",
    "17.3": "1 2",
}
"""OWASP ASVS 5.0.0: the requirements of levels 1 (with a star) and 2, by section; 70 and 183."""
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \| (?:`([^`]+)` )? ?\|$", re.MULTILINE)
STATES = ("Met", "Partly", "Not met", "Left to who deploys", "Does not apply")
ROWS = ROW.findall((ROOT / "docs" / "security.md").read_text(encoding="utf-8"))


def required() -> Counter[tuple[str, str]]:
    """Id and level of every requirement."""
    numbers = ((section, number) for section, row in REQUIREMENTS.items() for number in row.split())
    return Counter((f"{section}.{n.rstrip('*')}", "1" if n.endswith("*") else "2") for section, n in numbers)


def test_every_requirement_is_there_once() -> None:
    wanted = required()
    assert Counter(level for _, level in wanted) == {"1": 70, "2": 183}
    assert Counter((number, level) for number, level, *_ in ROWS) == wanted


def test_every_line_says_how_it_is() -> None:
    assert [row for row in ROWS if not row[3].startswith(STATES)] == []


def test_every_test_that_is_named_exists() -> None:
    named = {test for *_, test in ROWS if test}
    assert len(named) > 50
    assert sorted(test for test in named if not _exists(test)) == []


def _exists(test: str) -> bool:
    file, _, name = test.partition("::")
    path: Path = ROOT / file
    return path.is_file() and f"\ndef {name}(" in path.read_text(encoding="utf-8")
