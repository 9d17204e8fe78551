"""`python -m deploy.local.leaks`: no secret lies in a tracked file, but for what `leaks.toml` explains."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.core.scan import scan_file
from detect_secrets.settings import transient_settings

from deploy.local.programs import REPOSITORY

EXPLAINED: Final = Path(__file__).with_name("leaks.toml")
_FILTERS: Final = (
    "allowlist.is_line_allowlisted", "heuristic.is_indirect_reference", "heuristic.is_likely_id_string",
    "heuristic.is_lock_file", "heuristic.is_not_alphanumeric_string", "heuristic.is_potential_uuid",
    "heuristic.is_prefixed_with_dollar_sign", "heuristic.is_sequential_string", "heuristic.is_swagger_file",
    "heuristic.is_templated_secret",
)  # fmt: skip
"""What is certainly none. Nothing is asked of any service: whether a secret works is not the question."""


class Leak(NamedTuple):
    """What looks like a secret; `sha1` stands for it, so that it is not written down once more."""

    file: str
    sha1: str
    line: int
    kind: str


def leaks(root: Path, files: list[str]) -> list[Leak]:
    """What looks like a secret in these files."""
    with transient_settings(_settings()):
        return [leak for name in files for leak in _in(root, name)]


def unexplained(found: list[Leak], explained: list[dict[str, str]]) -> list[str]:
    """A sentence for each secret that nobody explained, and for each explanation of what is not there any more."""
    known = {(entry["file"], entry["sha1"]) for entry in explained if entry["reason"].strip()}
    seen = {(leak.file, leak.sha1) for leak in found}
    return [
        *(
            f"{leak.file}:{leak.line}: {leak.kind} (sha1 {leak.sha1}): take it out, or explain it in {EXPLAINED.name}"
            for leak in found if (leak.file, leak.sha1) not in known
        ),
        *(f"{file}: {sha1} is explained in {EXPLAINED.name} and not there" for file, sha1 in sorted(known - seen)),
    ]  # fmt: skip


def main() -> int:
    """0 when nothing leaks; files that Git does not track are not looked at."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=False, text=True)
    if listed.returncode:
        print("secrets in files: not checked (no Git here)")
        return 0
    explained = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))["explained"]
    own = EXPLAINED.relative_to(REPOSITORY).as_posix()
    files = [name for name in listed.stdout.split("\0") if name not in ("", own)]
    wrong = unexplained(leaks(REPOSITORY, files), explained)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return int(bool(wrong))


def _in(root: Path, name: str) -> Iterator[Leak]:
    if (root / name).is_file():
        for found in scan_file(str(root / name)):
            yield Leak(name, found.secret_hash, found.line_number, found.type)


def _settings() -> dict[str, Any]:
    known: dict[str, type] = get_mapping_from_secret_type_to_class()
    plugins = sorted(plugin.__name__ for plugin in known.values())
    return {
        "plugins_used": [{"name": name} for name in plugins],
        "filters_used": [{"path": f"detect_secrets.filters.{name}"} for name in _FILTERS],
    }


if __name__ == "__main__":
    sys.exit(main())
