"""Restore drills: databases lost, objects lost, everything lost; with a backup that is older than what was left."""

import hashlib
import itertools
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from deploy.local import audit
from deploy.local.backup.errors import BackupError
from deploy.local.backup.run import backup, restore
from deploy.local.demo.carry import Outcome, carry
from deploy.local.demo.run import staff
from deploy.local.ready import s3_client
from deploy.local.stack import Stack
from deploy.prepare.buckets import PUBLIC
from tests.support.whole import case

SEEDS = itertools.count(7700)
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation of its own."""
    return tmp_path_factory.mktemp("restore")


def begun(root: Path, new: bool = False) -> Stack:
    """The installation, started and healthy; a `new` one is prepared first, a restored one needs nothing."""
    stack = Stack(root)
    stack.start_servers()
    if new:
        stack.migrate()
        stack.seed()
    stack.start_services()
    stack.wait_healthy(300)
    return stack


def carried(stack: Stack) -> Outcome:
    """One more case, to its verified page."""
    outcome = carry(case("6202", "surat_edaran", next(SEEDS)), staff(stack, "6202"), lambda _: None)
    assert outcome.why == ""
    return outcome


def seen(stack: Stack, outcome: Outcome) -> bool:
    """Whether the public sees the page and the file as they were verified; raises when it sees something else."""
    paths = (urlsplit(address).path for address in (outcome.page, outcome.file))
    page, file = (httpx.get(f"{stack.address}{path}", timeout=60) for path in paths)
    assert page.is_success == file.is_success
    assert not page.is_success or hashlib.sha256(file.content).hexdigest() == outcome.sha256
    return page.is_success


def public(root: Path) -> set[str]:
    """Names of the files that the store shows to everybody."""
    with Stack(root) as stack:
        stack.start_servers()
        client = s3_client(stack.s3.endpoint, stack.s3.access_key, stack.s3.secret_key)
        return {Path(str(each.object_name)).name for each in client.list_objects(PUBLIC, recursive=True)}


def test_databases_then_everything_then_objects_lost(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with begun(root, new=True) as stack:
        first = carried(stack)
        assert backup(stack, tmp_path / "early") == 0
        second = carried(stack)
        assert backup(stack, tmp_path / "late") == 0
        assert backup(stack, tmp_path / "late") == 0
    files = [Path(outcome.file).name for outcome in (first, second)]

    shutil.rmtree(root / ".terbit" / "postgres")
    capsys.readouterr()
    assert restore(root, tmp_path / "early", "databases") == 0
    said = capsys.readouterr().out
    assert f"object {second.sha256} " in said
    assert "is younger than the backup; it is hidden" in said
    assert public(root).intersection(files) == {files[0]}

    shutil.rmtree(root / ".terbit")
    assert restore(root, tmp_path / "late") == 0
    with begun(root) as stack:
        assert (seen(stack, first), seen(stack, second)) == (True, True)
        assert audit.run(stack, "6202:2/2026") == 0
        assert seen(stack, carried(stack))

    shutil.rmtree(root / ".terbit" / "seaweedfs")
    capsys.readouterr()
    assert restore(root, tmp_path / "early", "objects") == 1
    said = capsys.readouterr().out
    assert f"{second.sha256} is missing in the store" in said
    assert f"{first.sha256} is missing" not in said


def test_what_is_no_backup_or_not_the_own_is_refused(root: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="not a whole backup"):
        restore(root, tmp_path)
    other = tmp_path / "other"
    for name in ("postgres", "objects"):
        (other / name).mkdir(parents=True)
    stranger = Stack(tmp_path / "installation").folder / "state.json"
    shutil.copy(stranger, other / "state.json")
    with pytest.raises(BackupError, match="other passwords"):
        restore(root, other)
