"""A console with one office and some people."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from services.console.seeding import seed
from shared.runtime import Runtime
from tests.support.bench import OFFICES, Bench

PASSWORD = "luki-pato-nare-4821"


def people(*rows: tuple[str, str, str]) -> list[dict[str, Any]]:
    """People to seed from (sign-in name, office, role)."""
    return [
        {"nama_masuk": name, "kata_sandi": PASSWORD, "nama": name.title(), "kantor": kantor, "peran": peran}
        for name, kantor, peran in rows
    ]


@pytest.fixture(scope="session")
def runtime(bench: Bench) -> Runtime:
    """Console's runtime, seeded."""
    runtime = bench.runtime("console")
    who = people(("rina", "6202", "pengusul"), ("agus", "6202", "staf"), ("maria", "61", "operasi"))
    seed(runtime, {"kantor": list(OFFICES), "orang": who})
    return runtime


@pytest.fixture
def client(bench: Bench, runtime: Runtime) -> TestClient:
    """Console's application; without the cookies of the test before."""
    client = bench.client("console")
    client.cookies.clear()
    return client
