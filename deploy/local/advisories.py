"""`python -m deploy.local.advisories`: is anything that is pinned known to be unsafe?

Asks the public advisories with pip-audit. Where they cannot be asked it says so and is no failure, and no success.
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from deploy.local.programs import REPOSITORY

NOT_CHECKED: Final = "dependency audit: not checked"
SECONDS: Final = 60
_COMMAND: Final = (
    "pip_audit", "--disable-pip", "--require-hashes", "--vulnerability-service", "osv", "--timeout", "5",
    "--format", "json", "--progress-spinner", "off",
)  # fmt: skip


def told(answer: str) -> tuple[list[str], int] | None:
    """The findings in pip-audit's answer and the number of packages looked at; None when it is no answer."""
    try:
        packages: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None
    if not packages or any("skip_reason" in package for package in packages):
        return None
    findings = [
        f"{package['name']} {package['version']}: {vuln['id']}, mended in {', '.join(vuln['fix_versions']) or 'none'}"
        for package in packages for vuln in package["vulns"]
    ]  # fmt: skip
    return findings, len(packages)


def _why(complaint: str) -> str:
    """Why there is no answer; what is not the network's fault is told in pip-audit's own last words."""
    words = complaint.strip().splitlines() or [""]
    away = "ConnectionError" in words[-1] or "ConnectTimeout" in words[-1] or "ReadTimeout" in words[-1]
    return "advisory service not reachable" if away else f"pip-audit gave no answer: {words[-1][:200]}"


def audit(requirements: list[Path]) -> int:
    """1 when something is known to be unsafe."""
    if find_spec("pip_audit") is None:
        print(f"{NOT_CHECKED} (pip-audit is not installed)")
        return 0
    files = [word for path in requirements for word in ("--requirement", str(path))]
    try:
        asked = subprocess.run(
            [sys.executable, "-m", *_COMMAND, *files], capture_output=True, text=True, timeout=SECONDS, check=False
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        print(f"{NOT_CHECKED} (advisory service not reachable)")
        return 0
    found = told(asked.stdout)
    if found is None:
        print(f"{NOT_CHECKED} ({_why(asked.stderr)})")
        return 0
    findings, looked_at = found
    print(*findings, f"dependency audit: {looked_at} packages, {len(findings)} findings", sep="\n")
    return int(bool(findings))


if __name__ == "__main__":
    sys.exit(audit(sorted((REPOSITORY / "requirements").glob("*.txt"))))
