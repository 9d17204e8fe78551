"""The list of breached passwords: found by bisection, trusted only in its order."""

import hashlib
from pathlib import Path

import pytest

from services.console.breached import Bocoran, listed
from services.console.domain.sandi import check
from services.console.ready import ready
from shared.errors import Invalid, Unavailable
from shared.settings import Settings

LEAKED = [f"bocor nomor {n} genteng" for n in range(5000)]


def hashes(words: list[str]) -> list[str]:
    """As the list has them, but for the order."""
    rows = (hashlib.sha1(word.encode(), usedforsecurity=False).hexdigest().upper() for word in words)
    return [f"{row}:{at * at * 7919 + 1}" for at, row in enumerate(rows)]


def written(path: Path, rows: list[str], end: str = "\n", last: str = "\n") -> Path:
    """A file with these lines."""
    path.write_bytes((end.join(rows) + last).encode())
    return path


@pytest.mark.parametrize(("end", "last"), [("\n", "\n"), ("\r\n", "\r\n"), ("\r\n", ""), ("\n", "")])
def test_every_line_is_found_and_nothing_else(tmp_path: Path, end: str, last: str) -> None:
    bocor = Bocoran(written(tmp_path / "daftar", sorted(hashes(LEAKED)), end, last))
    bocor.check()
    assert [word for word in LEAKED if word not in bocor] == []
    assert [word for word in LEAKED if f"{word}!" in bocor] == []


@pytest.mark.parametrize("count", [1, 2, 3])
def test_short_lists_work_too(tmp_path: Path, count: int) -> None:
    bocor = Bocoran(written(tmp_path / "daftar", sorted(hashes(LEAKED[:count]))))
    bocor.check()
    assert [word in bocor for word in LEAKED[: count + 1]] == [True] * count + [False]


def test_a_new_list_in_its_place_counts_at_once(tmp_path: Path) -> None:
    bocor = Bocoran(written(tmp_path / "daftar", sorted(hashes(LEAKED[:9]))))
    assert LEAKED[9] not in bocor
    written(tmp_path / "daftar", sorted(hashes(LEAKED[:10])))
    assert LEAKED[9] in bocor


def test_a_password_of_the_list_is_refused_in_words(tmp_path: Path) -> None:
    settings = Settings(breached_passwords=written(tmp_path / "daftar", sorted(hashes(LEAKED))))
    with pytest.raises(Invalid, match="pernah bocor") as refused:
        check(LEAKED[7], (), listed(settings))
    assert (refused.value.code, refused.value.field) == ("sandi-bocor", "baru")
    assert check(LEAKED[7], (), listed(Settings(breached_passwords=None))) == LEAKED[7]


def test_a_list_that_went_away_lets_nothing_pass(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refused:
        check(LEAKED[7], (), Bocoran(tmp_path / "tidak-ada"))
    assert refused.value.code == "daftar-bocor-tidak-terbaca"


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (hashes(LEAKED), "not in the order"),
        (sorted(hashes(LEAKED), key=lambda row: -int(row.partition(":")[2])), "not in the order"),
        ([row.lower() for row in sorted(hashes(LEAKED))], "no line of a hash"),
        (LEAKED, "no line of a hash"),
        ([row.partition(":")[0] for row in sorted(hashes(LEAKED))], "no line of a hash"),
    ],
)
def test_another_file_is_refused_at_the_start(tmp_path: Path, rows: list[str], why: str) -> None:
    settings = Settings(breached_passwords=written(tmp_path / "daftar", rows))
    with pytest.raises(SystemExit, match=rf"TERBIT_BREACHED_PASSWORDS.*{why}"):
        ready(settings)


def test_an_empty_or_missing_file_is_refused_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "kosong").touch()
    for name, why in (("kosong", "it is empty"), ("tidak-ada", "No such file"), ("", "directory")):
        with pytest.raises(SystemExit, match=why):
            ready(Settings(breached_passwords=tmp_path / name))
    ready(Settings(breached_passwords=written(tmp_path / "daftar", sorted(hashes(LEAKED)))))
    ready(Settings(breached_passwords=None))


def test_an_empty_variable_is_no_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERBIT_BREACHED_PASSWORDS", "")
    assert listed(Settings()) == ()


def test_a_role_that_nobody_can_have_is_refused_at_the_start() -> None:
    ready(Settings(codes_required=frozenset({"operasi", "pengelola", "kabag"})))
    with pytest.raises(SystemExit, match=r"TERBIT_CODES_REQUIRED.*oprasi"):
        ready(Settings(codes_required=frozenset({"oprasi", "pengelola"})))


def test_roles_are_listed_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERBIT_CODES_REQUIRED", "operasi, pengelola")
    assert Settings().codes_required == {"operasi", "pengelola"}
