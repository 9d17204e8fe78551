"""The scenes of all services on databases of their own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from deploy.local.stack import Stack
from services.console.seeding import seed
from tests.service.matrix.accounts import KANTOR
from tests.service.matrix.requests import SIGN_IN
from tests.service.matrix.scene import Scene
from tests.support.apart import BenchApart
from tests.support.bench import OFFICES

Scenes = Callable[[str], Scene]


@contextmanager
def opened_scenes(stack: Stack, name: str, folder: Path) -> Iterator[Scenes]:
    """A service and its cases, by its name; `name` is that of the databases."""
    bench, opened = BenchApart(stack, name), list[Scene]()
    somebody = {**SIGN_IN, "nama": "Matriks", "kantor": KANTOR, "peran": "staf"}
    seed(bench.runtime("console"), {"kantor": list(OFFICES), "orang": [somebody]})

    @cache
    def scene(service: str) -> Scene:
        opened.append(Scene(bench, service, folder))
        return opened[-1]

    yield scene
    for one in opened:
        one.close()
