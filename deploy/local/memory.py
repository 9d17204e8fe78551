"""How much memory a part really takes, its children included."""

from collections import defaultdict
from pathlib import Path

_PROC = Path("/proc")


def memory_mb(pids: list[int]) -> dict[int, float]:
    """MB per given process and its descendants, shared pages counted once (Linux; elsewhere nothing)."""
    children = _children()
    return {pid: sum(_own_kb(each) for each in _family(pid, children)) / 1024 for pid in pids}


def _children() -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for stat in _PROC.glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it ended while we looked
            continue
        found[parent].append(int(stat.parent.name))
    return found


def _family(pid: int, children: dict[int, list[int]]) -> list[int]:
    return [pid, *(each for child in children.get(pid, []) for each in _family(child, children))]


def _own_kb(pid: int) -> int:
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
