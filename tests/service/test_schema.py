"""The migrations of each service make exactly the tables that its code knows."""

import subprocess
import sys
from pathlib import Path

import pytest

from shared.sop import SERVICES
from tests.support.bench import Bench

ROOT = Path(__file__).parents[2]
COMPARE = """
import sys
from importlib import import_module
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel
from shared.runtime import Runtime
from shared.settings import settings
import shared.events.tables, shared.tables
service = import_module(f"services.{sys.argv[1]}.service").SERVICE
service.routes()
with Runtime(service.name, settings()).database.engine.connect() as connection:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    print(compare_metadata(context, SQLModel.metadata))
"""


@pytest.mark.parametrize("service", SERVICES)
def test_migrations_and_models_agree(bench: Bench, service: str) -> None:
    bench.runtime(service)
    done = subprocess.run(
        [sys.executable, "-c", COMPARE, service], cwd=ROOT, env=bench.stack.environment(service),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
