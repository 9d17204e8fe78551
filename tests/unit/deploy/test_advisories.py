"""Advisories are read as they are told; a release needs an answer, and nothing that is over its time."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from packaging.version import Version
from pip_audit._format import JsonFormat  # type: ignore[import-untyped]
from pip_audit._service.interface import ResolvedDependency, VulnerabilityResult  # type: ignore[import-untyped]
from pydantic import ValidationError

from deploy.local import advisories, mending, release
from deploy.local.mending import DAYS, Awaited, Finding, awaited, split
from tests.unit.test_house import ROOT

BAD = Finding("buruk", "1.0", "GHSA-1", ("1.1",))
TODAY = date(2026, 11, 26)


def answer(**vulns: list[str]) -> str:
    """What pip-audit itself prints when these packages have these advisories."""
    found: Any = {
        ResolvedDependency(name, Version("1.0")): [VulnerabilityResult(one, "", [Version("1.1")], set()) for one in ids]
        for name, ids in vulns.items()
    }
    return str(JsonFormat(False, False).format(found, []))


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pip-audit that prints what the file says, and fails as the real one does when it found anything."""
    said = tmp_path / "answer.json"
    (tmp_path / "pip_audit.py").write_text(
        f"import pathlib, sys\ntext = pathlib.Path({str(said)!r}).read_text()\nprint(text)\nsys.exit('GHSA' in text)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    return said


def known(severity: str, published: date) -> Awaited:
    """Somebody has looked at it."""
    values = {"package": "buruk", "advisory": "GHSA-1", "severity": severity, "published": published}
    return Awaited.model_validate({**values, "reason": "Belum ada versi yang diperbaiki."})


def test_findings_are_told_by_name_and_remedy() -> None:
    found = advisories.told(answer(baik=[], buruk=["GHSA-1"]))
    assert found == ([BAD], 2) and BAD.sentence == "buruk 1.0: GHSA-1, mended in 1.1"
    assert advisories.told(answer(baik=[])) == ([], 1)


@pytest.mark.parametrize(
    "no_answer",
    ["", "ERROR: connection refused", "{}", '{"dependencies": []}',
     '{"dependencies": [{"name": "x", "skip_reason": "not found"}]}'],
)  # fmt: skip
def test_what_is_no_answer_is_not_checked(no_answer: str) -> None:
    assert advisories.told(no_answer) is None


@pytest.mark.parametrize("required", [False, True])
def test_without_the_tool_nothing_is_green_and_no_release(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], required: bool
) -> None:
    monkeypatch.setattr(advisories, "find_spec", lambda _: None)
    assert advisories.audit([], required=required) == int(required)
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "dependency audit: not checked (pip-audit is not installed)"
    assert said[1:] == ([advisories.ASK] if required else [])


@pytest.mark.parametrize("required", [False, True])
def test_without_network_there_is_no_release(required: bool) -> None:
    nowhere = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "ALL_PROXY"), "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, "-m", "deploy.local.advisories", *(["--required"] if required else [])],
        cwd=ROOT, env={**os.environ, **nowhere}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == int(required), done.stderr
    assert done.stdout.startswith("dependency audit: not checked (advisory service not reachable)")
    assert ("A release needs an answer" in done.stdout) == required


@pytest.mark.parametrize("required", [False, True])
def test_what_is_known_to_be_unsafe_is_refused(
    recorded: Path, capsys: pytest.CaptureFixture[str], required: bool
) -> None:
    recorded.write_text(answer(baik=[], buruk=["GHSA-1"]))
    assert advisories.audit([], required=required) == 1
    said = capsys.readouterr().out
    assert "buruk 1.0: GHSA-1" in said and "2 packages, 1 findings" in said and advisories.MEND in said
    recorded.write_text(answer(baik=[]))
    assert advisories.audit([], required=required) == 0
    assert capsys.readouterr().out == "dependency audit: 1 packages, 0 findings\n"


@pytest.mark.parametrize(("severity", "days"), [("critical", 3), ("high", 14), ("other", 90)])
def test_what_somebody_has_looked_at_may_stay_for_its_documented_time(severity: str, days: int) -> None:
    last, late = TODAY - timedelta(days=days), TODAY - timedelta(days=days + 1)
    over, may_stay = split([BAD], [known(severity, last)], TODAY)
    assert over == [] and may_stay[0].startswith(f"{BAD.sentence} (may stay until {TODAY}: ")
    over, may_stay = split([BAD], [known(severity, late)], TODAY)
    assert over == [f"{BAD.sentence} (its time ended on {TODAY - timedelta(days=1)})"] and may_stay == []


def test_another_advisory_of_the_same_package_has_no_time() -> None:
    other = BAD._replace(advisory="GHSA-2")
    assert split([BAD, other], [known("other", TODAY)], TODAY)[0] == [other.sentence]


def test_the_times_are_those_of_the_document() -> None:
    text = (ROOT / "docs" / "security-practice.md").read_text(encoding="utf-8")
    assert f"critical within {DAYS['critical']} days, high within {DAYS['high']}, others within {DAYS['other']}" in text


def test_the_shipped_list_can_be_read_and_says_why(tmp_path: Path) -> None:
    assert all(one.reason for one in awaited())
    file = tmp_path / "advisories.toml"
    entry = 'package = "buruk"\nadvisory = "GHSA-1"\npublished = 2026-11-26\n'
    reason = 'reason = "Belum ada versi yang diperbaiki."\n'
    file.write_text(f'[[awaited]]\n{entry}severity = "high"\n{reason}')
    assert awaited(file) == [known("high", TODAY)]
    for wrong in ('severity = "high"\nreason = ""\n', f'severity = "low"\n{reason}', reason):
        file.write_text(f"[[awaited]]\n{entry}{wrong}")
        with pytest.raises(ValidationError):
            awaited(file)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A container engine that only writes down how it was called."""
    folder, calls = tmp_path / "bin", tmp_path / "calls.json"
    folder.mkdir()
    docker = folder / "docker"
    keep = f"pathlib.Path({str(calls)!r}).write_text(json.dumps(sys.argv[1:]))"
    docker.write_text(f"#!{sys.executable}\nimport json, pathlib, sys\n{keep}\n")
    docker.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    return calls


@pytest.mark.parametrize(("said", "built"), [("", False), ("{}", False), ("unsafe", False), ("safe", True)])
def test_an_image_is_built_only_after_the_advisories_were_asked(
    recorded: Path, engine: Path, capsys: pytest.CaptureFixture[str], said: str, built: bool
) -> None:
    answers = {"unsafe": answer(buruk=["GHSA-1"]), "safe": answer(baik=[])}
    recorded.write_text(answers.get(said, said))
    assert release.run("9.9.9") == int(not built)
    assert engine.exists() == built
    assert ("terbit:9.9.9 was not built." in capsys.readouterr().out) != built
    if built:
        called = json.loads(engine.read_text())
        assert called == ["build", "--pull", "--no-cache", "--file", "deploy/Dockerfile", "--tag", "terbit:9.9.9", "."]


def test_without_an_engine_a_release_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(release.NoEngine, match="docker"):
        release.run("9.9.9")


def test_what_is_awaited_lies_beside_what_reads_it() -> None:
    assert mending.AWAITED.parent == Path(mending.__file__).parent and mending.AWAITED.is_file()
