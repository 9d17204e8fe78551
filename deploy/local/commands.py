"""What each command of `./terbit` does."""

import importlib
import shutil
import sys
from argparse import Namespace
from pathlib import Path

from deploy.local import quality
from deploy.local.console import print_parts, print_people, stage
from deploy.local.programs import REPOSITORY
from deploy.local.running import bring_up, stay, stopping
from deploy.local.stack import Stack


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
    if not arguments.yes and not _confirmed(f"Delete all documents, databases and passwords in {folder}?"):
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


def offices(arguments: Namespace) -> int:
    """Enter a list of offices (CSV), all or nothing; the same list again changes nothing."""
    module = importlib.import_module("deploy.local.offices")
    return int(module.run(Stack(REPOSITORY), arguments.file, arguments.check))


def check(_: Namespace) -> int:
    """Is everything in an end state or an explained waiting state?"""
    return int(importlib.import_module("deploy.local.check").run(Stack(REPOSITORY)))


def audit(arguments: Namespace) -> int:
    """Every act of one case, and whether its chain of hashes holds in every service."""
    return int(importlib.import_module("deploy.local.audit").run(Stack(REPOSITORY), arguments.case))


def release(arguments: Namespace) -> int:
    """Build the image of a version, unless a package in it is known to be unsafe or nobody could be asked."""
    return int(importlib.import_module("deploy.local.release").run(arguments.version))


def backup(arguments: Namespace) -> int:
    """Databases, objects and passwords into a folder; what it has of the objects is not copied again."""
    return int(importlib.import_module("deploy.local.backup.run").backup(Stack(REPOSITORY), arguments.folder))


def restore(arguments: Namespace) -> int:
    """Put a backup back (asks first), then check that everything is accounted for."""
    if not arguments.yes and not _confirmed("Put the databases back to the moment of this backup?"):
        print("Nothing was restored.")
        return 1
    module = importlib.import_module("deploy.local.backup.run")
    return int(module.restore(REPOSITORY, arguments.folder, arguments.only))


def bench(arguments: Namespace) -> int:
    """Run one benchmark of `tests/bench`."""
    return int(importlib.import_module(f"tests.bench.{arguments.name}").run(arguments.json))


def faults(arguments: Namespace) -> int:
    """Cases stream through a stack of its own while its parts are killed, frozen, emptied; then a verdict."""
    soak, run = (importlib.import_module(f"deploy.local.faults.{name}") for name in ("soak", "run"))
    options = soak.Options(arguments.minutes, arguments.cases, arguments.seed, str(arguments.without))
    return int(run.run(options, arguments.json))


def test(arguments: Namespace) -> int:
    """Form, types and tests; further arguments go to pytest."""
    return quality.run(arguments.pytest)


def _confirmed(question: str) -> bool:
    if not sys.stdin.isatty():
        print("Say --yes to do it without being asked.")
        return False
    return input(f"{question} Type yes: ").strip() == "yes"
