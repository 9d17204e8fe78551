"""A worker that takes no messages ends itself, but only while the broker answers."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from shared.events.alive import EXIT_CODE, Alive

ROOT = Path(__file__).parents[2]
SILENT = """
import sys, time
from shared.events.alive import Alive, watch
from shared.settings import Settings
alive = Alive()
if sys.argv[2] != "starting":
    alive.beat()
watch(alive, Settings(canary_seconds=0.05, broker_url=f"redis://127.0.0.1:{sys.argv[1]}/0"))
for _ in range(30):
    time.sleep(0.05)
    if sys.argv[2] == "busy":
        alive.beat()
"""


def outcome(port: int, behaviour: str) -> int:
    """Exit code of a worker that behaves like this beside a broker at this port."""
    command = [sys.executable, "-c", SILENT, str(port), behaviour]
    return subprocess.run(command, cwd=ROOT, check=False, timeout=30, stderr=subprocess.DEVNULL).returncode


@pytest.mark.parametrize(("behaviour", "code"), [("silent", EXIT_CODE), ("busy", 0), ("starting", 0)])
def test_beside_a_broker_that_answers(behaviour: str, code: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as broker:
        assert outcome(broker.getsockname()[1], behaviour) == code


def test_beside_a_broker_that_is_away_it_waits() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert outcome(port, "silent") == 0


def test_silence_is_counted_from_the_last_beat() -> None:
    alive = Alive()
    alive._moment.value -= 60
    assert alive.silent_for >= 60
    alive.beat()
    assert alive.silent_for < 5
