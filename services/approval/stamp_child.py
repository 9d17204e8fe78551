"""The stamp as a process of its own: `python -m services.approval.stamp_child`, JSON in and out.

The request has `source` and `target` (paths). Prints `{"pages": n, "active": […]}`, or `{"refused": code}`.
"""

import json
import sys
from pathlib import Path

import pikepdf

from services.approval.stamp import CannotBeStamped, bubuhkan_salinan


def main() -> None:
    """Stamp one file."""
    request = json.load(sys.stdin)
    try:
        answer = stamped(Path(request["source"]), Path(request["target"]))
    except CannotBeStamped as error:
        answer = {"refused": error.code}
    sys.stdout.write(json.dumps(answer))


def stamped(source: Path, target: Path) -> dict[str, object]:
    """Stamp `source` into `target` and count its pages. Raises CannotBeStamped."""
    active = bubuhkan_salinan(source, target)
    with pikepdf.open(target) as pdf:
        return {"pages": len(pdf.pages), "active": active}


if __name__ == "__main__":
    main()
