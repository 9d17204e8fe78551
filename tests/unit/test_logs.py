"""A line of a process's log."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

PROGRAM = """
import logging
from shared.telemetry import log_to_stderr
log_to_stderr("scan", "worker")
logging.getLogger("x").info("done\\nforged", extra={"job": "7"})
"""


def test_a_line_is_json_with_the_time_in_utc() -> None:
    environment = {"TZ": "Asia/Jayapura", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True)
    (line,) = done.stderr.splitlines()
    told = json.loads(line)
    assert (told["service"], told["process"], told["job"], told["message"]) == ("scan", "worker", "7", "done\nforged")
    assert told["time"].endswith("Z")
    assert abs(datetime.now(UTC) - datetime.fromisoformat(told["time"])) < timedelta(minutes=1)
