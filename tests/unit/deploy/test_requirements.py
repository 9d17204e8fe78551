"""What is installed is pinned with hashes; whence, the machine decides. Advisories are read as they are told."""

import re
from pathlib import Path
from typing import Any

import pytest
from packaging.version import Version
from pip_audit._format import JsonFormat  # type: ignore[import-untyped]
from pip_audit._service.interface import ResolvedDependency, VulnerabilityResult  # type: ignore[import-untyped]

from deploy.local import advisories

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


def answer(**vulns: list[str]) -> str:
    """What pip-audit itself prints when these packages have these advisories."""
    found: Any = {
        ResolvedDependency(name, Version("1.0")): [VulnerabilityResult(one, "", [Version("1.1")], set()) for one in ids]
        for name, ids in vulns.items()
    }
    return str(JsonFormat(False, False).format(found, []))


def test_findings_are_told_by_name_and_remedy() -> None:
    found = advisories.told(answer(baik=[], buruk=["GHSA-1"]))
    assert found == (["buruk 1.0: GHSA-1, mended in 1.1"], 2)
    assert advisories.told(answer(baik=[])) == ([], 1)


@pytest.mark.parametrize(
    "no_answer",
    ["", "ERROR: connection refused", "{}", '{"dependencies": []}',
     '{"dependencies": [{"name": "x", "skip_reason": "not found"}]}'],
)  # fmt: skip
def test_what_is_no_answer_is_not_checked(no_answer: str) -> None:
    assert advisories.told(no_answer) is None


def test_without_the_tool_nothing_is_green(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    monkeypatch.setattr(advisories, "find_spec", lambda _: None)
    assert advisories.audit([]) == 0
    assert capsys.readouterr().out == "dependency audit: not checked (pip-audit is not installed)\n"
