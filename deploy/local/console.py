"""What `up` and `status` print."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.local.memory import memory_mb
from deploy.local.supervisor import PartStatus


@contextmanager
def stage(what: str) -> Iterator[None]:
    """One line per stage, with the seconds that it took."""
    began = time.monotonic()
    print(f"  {what:<52}", end="", flush=True)
    try:
        yield
    except BaseException:
        print(" stopped", flush=True)
        raise
    print(f"{time.monotonic() - began:6.1f} s", flush=True)


def print_people(passwords: dict[str, str], fresh: dict[str, str], kept_in: str) -> None:
    """Sign-in names; with the passwords only when they are new."""
    print("\nSign-in name     Password" if fresh else "\nSign-in names:")
    for name in passwords:
        print(f"  {name:<15}{fresh.get(name, '')}".rstrip())
    print(f"Passwords are kept in {kept_in}" + (" and are not shown again." if fresh else "."))


def print_parts(parts: list[PartStatus]) -> None:
    """Every part with its state, process id, uptime and memory; the sum below."""
    memory = memory_mb([part.pid for part in parts if part.pid])
    print(f"{'part':<20}{'state':<10}{'pid':>8}{'uptime':>12}{'MB':>9}")
    for part in parts:
        size = f"{memory[part.pid]:.0f}" if part.pid else ""
        print(f"{part.name:<20}{part.state:<10}{part.pid or '':>8}{_clock(part.uptime):>12}{size:>9}")
    print(f"{'sum':<50}{sum(memory.values()):9.0f}")


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
