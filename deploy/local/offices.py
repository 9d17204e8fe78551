"""`./terbit offices import FILE.csv`: enter a list of offices by console's own command, and say what came of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deploy.local.asking import answering, ask
from deploy.local.errors import LauncherError
from deploy.local.programs import REPOSITORY
from deploy.local.stack import Stack

SHIPPED = REPOSITORY / "services" / "console" / "data" / "kantor.csv"
"""The national office, 38 provinces, 514 regencies and cities."""
_SHOWN = 20


class UnreadableError(LauncherError):
    """The file is not there, or is no text."""


def run(stack: Stack, file: Path | None, only_look: bool) -> int:
    """Import, or only look; 0 when nothing in the list is wrong. Starts the servers if they do not run."""
    text = _text(file or SHIPPED)
    with answering(stack):
        report = ask(stack, "console", "offices-check" if only_look else "offices", text)
    return _say(report, file or SHIPPED, only_look)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{file} cannot be read as a text in UTF-8: {error}") from error


def _say(report: Mapping[str, Any], file: Path, only_look: bool) -> int:
    for fault in report["galat"]:
        column = f", column {fault['kolom']}" if fault["kolom"] else ""
        print(f"{file.name}, line {fault['baris']}{column}: {fault['sebab']}")
    if report["galat"]:
        print(f"{len(report['galat'])} things are wrong. Nothing was changed.")
        return 1
    for kode, fields in list(report["berubah"].items())[:_SHOWN]:
        print(f"  {kode:<6}{', '.join(fields)}")
    if len(report["berubah"]) > _SHOWN:
        print(f"  and {len(report['berubah']) - _SHOWN} more")
    counts = {"new": len(report["baru"]), "changed": len(report["berubah"]), "same": report["sama"]}
    said = ", ".join(f"{number} {name}" for name, number in counts.items())
    print(f"{sum(counts.values())} offices: {said}." + (" Nothing was changed: this was a check." if only_look else ""))
    return 0
