"""What is installed is pinned with hashes; whence, the machine decides."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "requirements"
PINNED = re.compile(r"[A-Za-z0-9._-]+(\[[a-z0-9,_-]+\])?==[^\s;]+( ?;[^\\]+)?( --hash=sha256:[0-9a-f]{64})+")
HOST = re.compile(r"://|^\s*(--index-url|--extra-index-url|--find-links|-i|-f)\b", re.MULTILINE)


def requirements(text: str) -> list[str]:
    """One requirement a line, without what it was needed for."""
    joined = re.sub(r"\s*\\\n\s*", " ", re.sub(r"(?m)^\s*#.*$", "", text))
    return [line.strip() for line in joined.splitlines() if line.strip()]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.name)
def test_every_requirement_is_pinned_with_hashes(path: Path) -> None:
    lines = requirements(path.read_text(encoding="utf-8"))
    assert len(lines) > 3
    assert [line for line in lines if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_no_file_says_whence(path: Path) -> None:
    assert HOST.search(path.read_text(encoding="utf-8")) is None
