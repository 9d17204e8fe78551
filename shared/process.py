"""The kinds of process that a service runs as."""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType

from shared import crashpoints
from shared.events import guards
from shared.events.alive import watch
from shared.events.relay import Relay
from shared.events.transport import answers_queue, events_queue, work_queues
from shared.events.worker import worker
from shared.runtime import Runtime
from shared.service import Service
from shared.settings import settings
from shared.telemetry import log_to_stderr


def start(service: Service, kind: str) -> int:
    """Run one process until it is told to stop; returns its exit code."""
    log_to_stderr(service.name, kind)
    crashpoints.listen(settings().crash_dir, service.name)
    guards.announce(settings())
    return KINDS[kind](service, Runtime(service.name, settings()))


def _api(service: Service, runtime: Runtime) -> int:
    import uvicorn

    from shared.web.app import application

    if service.ready:
        service.ready(runtime.settings)

    uvicorn.run(
        application(service, runtime), host=runtime.settings.host, port=runtime.settings.port, log_config=None,
        access_log=False, server_header=False, proxy_headers=True, forwarded_allow_ips="*",
        timeout_graceful_shutdown=10, timeout_keep_alive=30,
    )  # fmt: skip
    return 0


def _worker(service: Service, runtime: Runtime) -> int:
    return _celery(service, runtime, [events_queue(service.name), answers_queue(service.name)])


def _jobs(service: Service, runtime: Runtime) -> int:
    return _celery(service, runtime, work_queues(service.name))


def _celery(service: Service, runtime: Runtime, queues: list[str]) -> int:
    os.environ.setdefault("REMAP_SIGTERM", "SIGQUIT")  # a warm stop gives back what it has
    names = ",".join(queues)
    watch(runtime.alive, runtime.settings)
    worker(runtime, service).worker_main(
        ["worker", "--queues", names, "--concurrency", str(runtime.settings.worker_processes), "--pool", "prefork",
         "-O", "fair", "--without-gossip", "--without-mingle", "--hostname", f"{queues[0]}@%h"]
    )  # fmt: skip
    return 0


def _relay(service: Service, runtime: Runtime) -> int:
    relay = Relay(runtime, service.forget, [kind for kind, job in service.jobs.items() if job.part])

    def stop(_number: int, _frame: FrameType | None) -> None:
        relay.stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    relay.run()
    return 0


def _watch(service: Service, runtime: Runtime) -> int:
    if service.watch is None:
        raise SystemExit(f"{service.name} has nothing to watch")
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stopping.set())
    service.watch(runtime, stopping)
    return 0


def _migrate(service: Service, runtime: Runtime) -> int:
    from shared.migrations import migrate

    migrate(runtime, service.folder)
    return 0


def _seed(service: Service, runtime: Runtime) -> int:
    if service.seed is None:
        raise SystemExit(f"{service.name} has nothing to seed")
    service.seed(runtime, json.load(sys.stdin))
    return 0


def _offices(service: Service, runtime: Runtime, only_look: bool = False) -> int:
    if service.offices is None:
        raise SystemExit(f"{service.name} has no offices to import")
    json.dump(service.offices(runtime, sys.stdin.read(), only_look), sys.stdout)
    return 0


def _offices_check(service: Service, runtime: Runtime) -> int:
    return _offices(service, runtime, only_look=True)


def _check(service: Service, runtime: Runtime) -> int:
    from shared.events.conservation import findings

    found = findings(service, runtime)
    json.dump(found.model_dump(mode="json"), sys.stdout)
    return 0


def _audit(service: Service, runtime: Runtime) -> int:
    from shared.audit.report import Reference, told

    found = told(service, runtime, Reference.read(sys.stdin.read()))
    json.dump(found.model_dump(mode="json") if found else None, sys.stdout)
    return 0


def _adopt(_: Service, runtime: Runtime) -> int:
    from shared.restored import adopt

    json.dump(adopt(runtime, sys.stdin.read().split()), sys.stdout)
    return 0


def _mend(service: Service, runtime: Runtime) -> int:
    if service.mend is None:
        raise SystemExit(f"{service.name} has nothing to mend")
    json.dump(service.mend(runtime), sys.stdout)
    return 0


KINDS: dict[str, Callable[[Service, Runtime], int]] = {
    "api": _api, "worker": _worker, "jobs": _jobs, "relay": _relay, "watch": _watch, "migrate": _migrate, "seed": _seed,
    "offices": _offices, "offices-check": _offices_check,
    "check": _check, "audit": _audit, "adopt": _adopt, "mend": _mend,
}  # fmt: skip
