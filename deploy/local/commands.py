"""What each command of `./terbit` does."""

import importlib
import shutil
import signal
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from deploy.local import quality
from deploy.local.console import print_parts, print_people, stage
from deploy.local.programs import REPOSITORY
from deploy.local.stack import Stack

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def up(_: Namespace) -> int:
    """Start everything and stay in the foreground until Ctrl-C, SIGTERM or `./terbit down`."""
    stack = Stack(REPOSITORY)
    if stack.running:
        print(f"Terbit is already running at {stack.address}")
        return 0
    with stopping(stack):
        print_people(stack.state.people, bring_up(stack), str(stack.folder / "state.json"))
        stay(stack)
    return 0


def stay(stack: Stack) -> None:
    """Remain in the foreground until told to leave, or until somebody else stops the stack."""
    print(f"\nTerbit is running at {stack.address} — Ctrl-C stops it.", flush=True)
    with suppress(SystemExit):
        while stack.running:
            time.sleep(1)


def bring_up(stack: Stack) -> dict[str, str]:
    """All stages with progress lines until every service is healthy; returns the passwords made in this start."""
    began = time.monotonic()
    with stage("servers: PostgreSQL, Valkey, SeaweedFS"):
        stack.start_servers()
    with stage("databases to the newest schema"):
        stack.migrate()
    with stage("offices and people"):
        fresh = stack.seed()
    with stage("five services and the gateway"):
        stack.start_services()
        stack.wait_healthy()
    print(f"  {'healthy after':<52}{time.monotonic() - began:6.1f} s")
    return fresh


@contextmanager
def stopping(stack: Stack) -> Iterator[None]:
    """Whatever ends the block, a signal included, all parts are stopped, and that is not interrupted."""
    before = {each: signal.signal(each, _leave) for each in _ENDING}
    try:
        yield
    finally:
        for each in _ENDING:
            signal.signal(each, signal.SIG_IGN)
        with stage("stopping"):
            stack.stop()
        for each, handler in before.items():
            signal.signal(each, handler)


def down(_: Namespace) -> int:
    """Stop everything, whoever started it."""
    stack = Stack(REPOSITORY)
    if not stack.running:
        print("Terbit is not running.")
        return 0
    with stage("stopping"):
        stack.stop()
    return 0


def status(_: Namespace) -> int:
    """A table of all parts; exit code 1 when nothing runs."""
    stack = Stack(REPOSITORY)
    if not stack.running:
        print("Terbit is not running. Start it with ./terbit up")
        return 1
    print(stack.address)
    print_parts(stack.parts())
    return 0


def reset(arguments: Namespace) -> int:
    """Stop everything and delete all data of this installation."""
    folder = REPOSITORY / ".terbit"
    if not arguments.yes and not _confirmed(folder):
        print("Nothing was deleted.")
        return 1
    if folder.exists():
        Stack(REPOSITORY).stop()
        shutil.rmtree(folder)
    print(f"Deleted {folder}")
    return 0


def demo(arguments: Namespace) -> int:
    """Carry documents through the SOPs as the people would."""
    module = importlib.import_module("deploy.local.demo")
    files = [Path(file) for file in arguments.files]
    return int(module.run(Stack(REPOSITORY), files, arguments.office, arguments.exit))


def check(_: Namespace) -> int:
    """Is everything in an end state or an explained waiting state?"""
    return int(importlib.import_module("deploy.local.check").run(Stack(REPOSITORY)))


def bench(arguments: Namespace) -> int:
    """Run one benchmark of `tests/bench`."""
    return int(importlib.import_module(f"tests.bench.{arguments.name}").run(arguments.json))


def test(arguments: Namespace) -> int:
    """Form, types and tests; further arguments go to pytest."""
    return quality.run(arguments.pytest)


def _confirmed(folder: Path) -> bool:
    if not sys.stdin.isatty():
        print("Say --yes to delete without being asked.")
        return False
    return input(f"Delete all documents, databases and passwords in {folder}? Type yes: ").strip() == "yes"


def _leave(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)
