"""Services with databases of their own, and the cases that they know."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from deploy.local.stack import Stack
from services.console.seeding import seed
from tests.service.matrix.accounts import KANTOR
from tests.service.matrix.requests import SIGN_IN
from tests.service.matrix.scene import Scene
from tests.support.apart import BenchApart
from tests.support.bench import OFFICES

Scenes = Callable[[str], Scene]


@pytest.fixture(scope="session")
def scenes(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenes]:
    """A service and its cases, by its name."""
    bench, folder, opened = BenchApart(stack, "matrix"), tmp_path_factory.mktemp("matrix"), list[Scene]()
    somebody = {**SIGN_IN, "nama": "Matriks", "kantor": KANTOR, "peran": "staf"}
    seed(bench.runtime("console"), {"kantor": list(OFFICES), "orang": [somebody]})

    @cache
    def scene(service: str) -> Scene:
        opened.append(Scene(bench, service, folder))
        return opened[-1]

    yield scene
    for one in opened:
        one.close()
