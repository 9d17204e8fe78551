"""The command line of `./terbit`."""

import os
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from deploy.local import commands
from deploy.local.errors import LauncherError
from deploy.local.programs import REPOSITORY
from shared.events.guards import Guard

_COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "up": commands.up,
    "down": commands.down,
    "status": commands.status,
    "demo": commands.demo,
    "test": commands.test,
    "offices": commands.offices,
    "check": commands.check,
    "audit": commands.audit,
    "bench": commands.bench,
    "faults": commands.faults,
    "backup": commands.backup,
    "restore": commands.restore,
    "release": commands.release,
    "reset": commands.reset,
}


def main(words: Sequence[str]) -> int:
    """Run one command; returns the exit code of the process."""
    arguments, rest = _parser().parse_known_args(words)
    if rest and arguments.command != "test":
        _parser().error(f"unknown: {' '.join(rest)}")
    arguments.pytest = rest
    try:
        return _COMMANDS[arguments.command](arguments)
    except LauncherError as error:
        print(f"\n{error}\nLogs: {REPOSITORY / '.terbit' / 'logs'}", file=sys.stderr)
        return 1


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="terbit", description="Terbit on one machine", allow_abbrev=False)
    by_name = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    parsers = {
        name: by_name.add_parser(name, help=_help(run), add_help=name != "test") for name, run in _COMMANDS.items()
    }
    parsers["reset"].add_argument("--yes", action="store_true", help="do not ask")
    parsers["demo"].add_argument("files", nargs="*", type=_absolute, metavar="FILE", help="documents to publish")
    parsers["demo"].add_argument("--office", help="office code, such as 6202")
    parsers["demo"].add_argument("--exit", action="store_true", help="stop everything at the end")
    parsers["audit"].add_argument("case", metavar="CASE", help="id of a berkas, or office:agenda as 6202:12/2026")
    parsers["release"].add_argument("version", type=_version, metavar="VERSION", help="such as 0.2.0")
    _describe_offices(parsers["offices"])
    for name in ("backup", "restore"):
        parsers[name].add_argument("folder", type=_absolute, metavar="FOLDER", help="where the backup lies")
    parsers["restore"].add_argument("--only", choices=["databases", "objects"], default="all", help="what was lost")
    parsers["restore"].add_argument("--yes", action="store_true", help="do not ask")
    parsers["bench"].add_argument("name", help="a module of tests/bench")
    parsers["bench"].add_argument("--json", action="store_true", help="one JSON object on the last line")
    _describe_faults(parsers["faults"])
    return parser


def _describe_offices(parser: ArgumentParser) -> None:
    parser.add_argument("act", choices=["import"], help="enter every office of a list")
    parser.add_argument("file", nargs="?", type=_absolute, metavar="FILE.csv", help="the list (the shipped one: all)")
    parser.add_argument("--check", action="store_true", help="only look at what would change")


def _describe_faults(parser: ArgumentParser) -> None:
    parser.add_argument("--minutes", type=float, default=10, help="how long faults last at least (10)")
    parser.add_argument("--cases", type=int, default=500, help="how many cases are begun (500)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same plan of cases and faults")
    parser.add_argument("--without", choices=[*Guard], default="", help="switch one guard off: the run must then fail")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")


def _help(run: Callable[[Namespace], int]) -> str:
    return (run.__doc__ or "").splitlines()[0]


def _version(word: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._-]{0,60}", word, re.ASCII):
        raise ArgumentTypeError(f"{word} is no name of a version")
    return word


def _absolute(file: str) -> Path:
    # ./terbit changes to the repository; a file is meant from where the person stood.
    return Path(os.environ.get("TERBIT_CALLED_FROM", "."), file).resolve()
