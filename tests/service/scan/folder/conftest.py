"""The folder of office 6202 as its scanner sees it, and who watches it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from services.scan.folder.jaga import Penjaga
from services.scan.pemisahan.models import Tumpukan
from services.scan.pemisahan.queries import stacks_of
from shared.runtime import Runtime
from tests.service.scan.tumpukan import conftest as stacks
from tests.support.bench import Bench

part = stacks.part
KANTOR = "6202"


@pytest.fixture
def root() -> Iterator[Path]:
    """What holds the folders of the offices; others than who runs the tests may pass."""
    with TemporaryDirectory(prefix="folder-pemindai-") as name:
        folder = Path(name)
        (folder / KANTOR).mkdir()
        for place in (folder, folder / KANTOR):
            place.chmod(0o777)
        yield folder


@pytest.fixture
def kantor(root: Path) -> Path:
    """The folder of the office."""
    return root / KANTOR


@pytest.fixture
def watcher(bench: Bench, scan: Runtime, root: Path) -> Callable[..., Penjaga]:
    """A process that watches, with a memory of its own; a file is complete at once unless told otherwise."""

    def made(**settings: object) -> Penjaga:
        more = {"folders_settled_seconds": 0, "max_upload_mb": 1, **settings}
        return Penjaga(Runtime("scan", bench.settings_of("scan", **more)), root)

    return made


@pytest.fixture
def newest(scan: Runtime) -> Callable[[], list[Tumpukan]]:
    """The stacks of the office that came since the test began, the oldest first."""

    def read() -> list[Tumpukan]:
        with scan.database.unit() as unit:
            return list(stacks_of(unit, KANTOR))

    before = {one.id for one in read()}
    return lambda: [one for one in reversed(read()) if one.id not in before]


def lying(folder: Path) -> list[str]:
    """What lies there, but for the side folders."""
    return sorted(one.name for one in folder.iterdir() if one.name not in ("sudah diambil", "ditolak"))
