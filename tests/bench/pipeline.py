"""`./terbit bench pipeline`: from submission to the verified page without human time; memory at rest; time to healthy.

Seconds and megabytes (PSS) of one run on one machine; they do not compare between machines.
"""

import json
import tempfile
import time
from pathlib import Path

from deploy.local.demo.carry import carry
from deploy.local.demo.cases import samples
from deploy.local.demo.run import staff
from deploy.local.memory import memory_mb
from deploy.local.stack import Stack

REST = 15


def run(as_json: bool) -> int:
    """Run it on a stack of its own in a temporary folder; 0 when every page was verified."""
    with tempfile.TemporaryDirectory(prefix="terbit-bench-") as folder, Stack(Path(folder)) as stack:
        start = time.monotonic()
        stack.start_servers()
        stack.migrate()
        stack.seed()
        stack.start_services()
        stack.wait_healthy(180)
        healthy = time.monotonic() - start
        time.sleep(REST)
        memory = sum(memory_mb([part.pid for part in stack.parts() if part.pid]).values())
        outcomes = [carry(case, staff(stack, case.kantor), print) for case in samples()]
    figures = {
        "seconds_up_to_healthy": round(healthy, 1), "memory_mb_at_rest": round(memory),
        "seconds_to_verified_page": {f"{o.steps[3]}: {o.judul}": round(o.machine_seconds, 1) for o in outcomes},
        "verified": all(o.verified for o in outcomes),
    }  # fmt: skip
    print(json.dumps(figures) if as_json else figures)
    return 0 if figures["verified"] else 1
