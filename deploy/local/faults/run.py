"""`./terbit faults`: a soak on a stack of its own in a temporary folder."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from deploy.local.faults.report import Report
from deploy.local.faults.soak import Options, settings, soak
from deploy.local.running import bring_up, stopping
from deploy.local.stack import Stack


def run(options: Options, as_json: bool) -> int:
    """Start, soak, stop, and say how it was; 0 only when the verdict is clean. On failure everything is kept."""
    root = Path(tempfile.mkdtemp(prefix="terbit-faults-"))
    root.chmod(0o711)  # PostgreSQL's own user has to pass through when we are root
    print(f"A soak with seed {options.seed}, in {root}", flush=True)
    try:
        report = _soaked(root, options)
    except BaseException:
        print(f"It did not come to an end. Everything is kept in {root}", flush=True)
        raise
    if report.verdict.clean:
        shutil.rmtree(root)
    else:
        report = replace(report, kept=str(root))
    print(report.as_text(), flush=True)
    if as_json:
        print(report.as_json(), flush=True)
    return 0 if report.verdict.clean else 1


def _soaked(root: Path, options: Options) -> Report:
    stack = Stack(root, settings(root, options.without))
    with stopping(stack):
        bring_up(stack)
        report, _ = soak(stack, root, options, lambda line: print(line, flush=True))
    return report
