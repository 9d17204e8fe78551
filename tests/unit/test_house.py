"""Rules of the house: who may import whom, queues with workers, settings that exist."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from celery.app.defaults import NAMESPACES, flatten

from shared.events.catalogue import HEARERS, TYPES
from shared.events.transport import CONFIGURATION
from shared.sop import SERVICES

ROOT = Path(__file__).parents[2]
MADE_FOR_TESTS = ("shared.samples", "tests", "deploy.local")


def imports(path: Path) -> set[str]:
    """Names of the modules that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_imports_another(service: str) -> None:
    others = [f"services.{name}" for name in SERVICES if name != service]
    files = list((ROOT / "services" / service).rglob("*.py"))
    assert files
    wrong = [(file.name, name) for file in files for name in imports(file) for o in others if name.startswith(o)]
    assert wrong == []


def test_what_runs_needs_nothing_that_is_made_for_tests() -> None:
    files = [file for room in ("services", "shared", "deploy/prepare") for file in (ROOT / room).rglob("*.py")]
    running = [*(file for file in files if "samples" not in file.parts), ROOT / "deploy" / "services.py"]
    wrong = [(file.name, name) for file in running for name in imports(file) if name.startswith(MADE_FOR_TESTS)]
    assert wrong == []


def test_the_image_leaves_out_what_is_made_for_tests_and_the_history() -> None:
    kept_out, taken = read_ignored(ROOT / "deploy" / "Dockerfile.dockerignore")
    assert kept_out[0] == "*"
    assert "shared/samples" in kept_out
    assert not {name for name in taken if name.startswith((".", "tests", "docs"))}


def test_what_is_left_out_is_what_the_image_does_not_copy() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "deploy" / "Dockerfile").read_text(), re.MULTILINE)
    _, taken = read_ignored(ROOT / "deploy" / "Dockerfile.dockerignore")
    assert {name for line in copied for name in line.split()} == taken


def read_ignored(file: Path) -> tuple[list[str], set[str]]:
    """What stays outside and what comes in, of a .dockerignore."""
    lines = file.read_text().split()
    return [line for line in lines if line[0] != "!"], {line[1:] for line in lines if line[0] == "!"}


def test_shared_imports_no_service() -> None:
    wrong = [
        (file.name, name) for file in (ROOT / "shared").rglob("*.py") for name in imports(file)
        if name.startswith(("services", "deploy", "tests"))
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("service", SERVICES)
def test_the_rules_of_a_service_know_no_framework_database_or_queue(service: str) -> None:
    outside = ("fastapi", "starlette", "sqlalchemy", "sqlmodel", "celery", "minio", "shared.database", "shared.web")
    files = list((ROOT / "services" / service / "domain").rglob("*.py"))
    pure = "shared.web.look.filters"
    named = [(file.name, name) for file in files for name in imports(file) if not name.startswith(pure)]
    wrong = [(file, name) for file, name in named if name.startswith(outside)]
    assert wrong == []


def test_every_event_has_a_handler_in_each_service_that_hears_it() -> None:
    missing = [
        (kind.__name__, name) for kind, names in HEARERS.items() for name in names
        if kind not in import_module(f"services.{name}.service").SERVICE.handlers
    ]  # fmt: skip
    assert missing == []
    assert len(TYPES) == len(HEARERS)


def test_every_celery_setting_exists() -> None:
    known = set(flatten(NAMESPACES)) | {key for key, _ in flatten(NAMESPACES)}
    assert {key for key in CONFIGURATION if key not in known} == set()
