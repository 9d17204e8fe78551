"""Bringing a stack up with progress lines, staying with it, and stopping it whatever happens."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from deploy.local.console import stage
from deploy.local.stack import Stack

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def stay(stack: Stack) -> None:
    """Remain in the foreground until told to leave, or until somebody else stops the stack."""
    print(f"\nTerbit is running at {stack.address} — Ctrl-C stops it.", flush=True)
    with suppress(SystemExit):
        while stack.running:
            time.sleep(1)


def bring_up(stack: Stack) -> dict[str, str]:
    """All stages with progress lines until every service is healthy; returns the passwords made in this start."""
    began = time.monotonic()
    with stage("servers: PostgreSQL, Valkey, SeaweedFS"):
        stack.start_servers()
    with stage("databases to the newest schema"):
        stack.migrate()
    with stage("offices and people"):
        fresh = stack.seed()
    with stage("five services and the gateway"):
        stack.start_services()
        stack.wait_healthy()
    print(f"  {'healthy after':<52}{time.monotonic() - began:6.1f} s")
    return fresh


@contextmanager
def stopping(stack: Stack) -> Iterator[None]:
    """Whatever ends the block, a signal included, all parts are stopped, and that is not interrupted."""
    before = {each: signal.signal(each, _leave) for each in _ENDING}
    try:
        yield
    finally:
        for each in _ENDING:
            signal.signal(each, signal.SIG_IGN)
        with stage("stopping"):
            stack.stop()
        for each, handler in before.items():
            signal.signal(each, handler)


def _leave(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)
