"""`python -m deploy.local.advisories [--required]`: is anything that is pinned known to be unsafe?

Asks the public advisories with pip-audit. Where they cannot be asked it says so and is no failure, and no success. With
`--required`, as a release asks, that is a failure too.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from deploy.local.mending import Finding, awaited, split
from deploy.local.programs import REPOSITORY

NOT_CHECKED: Final = "dependency audit: not checked"
ASK: Final = (
    "A release needs an answer: run this again where the advisory service can be reached, with the packages of "
    "requirements/dev.txt installed."
)
MEND: Final = (
    "Pin a version in requirements/ in which it is mended. Where there is none, say in deploy/local/advisories.toml "
    "how severe it is and since when it is known: it may stay for the time of docs/security-practice.md (Components)."
)
SECONDS: Final = 60
_COMMAND: Final = (
    "pip_audit", "--disable-pip", "--require-hashes", "--vulnerability-service", "osv", "--timeout", "5",
    "--format", "json", "--progress-spinner", "off",
)  # fmt: skip


class NotChecked(Exception):
    """Nobody could be asked, or there was no answer; the text says why."""


def pinned() -> list[Path]:
    """Every list of packages."""
    return sorted((REPOSITORY / "requirements").glob("*.txt"))


def told(answer: str) -> tuple[list[Finding], int] | None:
    """The findings in pip-audit's answer and the number of packages looked at; None when it is no answer."""
    try:
        packages: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None
    if not packages or any("skip_reason" in package for package in packages):
        return None
    findings = [
        Finding(package["name"], package["version"], vuln["id"], tuple(vuln["fix_versions"]))
        for package in packages for vuln in package["vulns"]
    ]  # fmt: skip
    return findings, len(packages)


def asked(requirements: Sequence[Path]) -> tuple[list[Finding], int]:
    """What the advisories say of these packages. Raises NotChecked."""
    if find_spec("pip_audit") is None:
        raise NotChecked("pip-audit is not installed")
    files = [word for path in requirements for word in ("--requirement", str(path))]
    try:
        done = subprocess.run(
            [sys.executable, "-m", *_COMMAND, *files], capture_output=True, text=True, timeout=SECONDS, check=False
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise NotChecked("advisory service not reachable") from late
    found = told(done.stdout)
    if found is None:
        raise NotChecked(_why(done.stderr))
    return found


def _why(complaint: str) -> str:
    """Why there is no answer; what is not the network's fault is told in pip-audit's own last words."""
    words = complaint.strip().splitlines() or [""]
    away = "ConnectionError" in words[-1] or "ConnectTimeout" in words[-1] or "ReadTimeout" in words[-1]
    return "advisory service not reachable" if away else f"pip-audit gave no answer: {words[-1][:200]}"


def audit(requirements: Sequence[Path], *, required: bool = False) -> int:
    """1 when something is over its time; with `required` also when that is not known."""
    try:
        findings, looked_at = asked(requirements)
    except NotChecked as why:
        print(f"{NOT_CHECKED} ({why})", *([ASK] if required else []), sep="\n")
        return int(required)
    over, may_stay = split(findings, awaited(), datetime.now(UTC).date())
    print(*over, *may_stay, f"dependency audit: {looked_at} packages, {len(findings)} findings", sep="\n")
    if over:
        print(MEND)
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(audit(pinned(), required="--required" in sys.argv[1:]))
