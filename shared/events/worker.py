"""The Celery worker of a service: thin tasks that call plain functions."""

from typing import Any

from celery import Celery
from celery.signals import setup_logging, task_prerun, worker_process_init

from shared.events import transport
from shared.events.canary import seen
from shared.events.jobs import run_job
from shared.events.subscriber import acknowledge, receive
from shared.runtime import Runtime
from shared.service import Service


def worker(runtime: Runtime, service: Service) -> Celery:
    """The Celery application with this service's tasks."""
    app, alive = runtime.celery, runtime.alive

    @app.task(name=transport.EVENTS)
    def events(producer: str, deliveries: list[tuple[str, dict[str, Any]]]) -> None:
        receive(runtime, service.handlers, producer, deliveries)

    @app.task(name=transport.ACKNOWLEDGE)
    def answers(given: list[tuple[str, str, str]]) -> None:
        acknowledge(runtime, given)

    @app.task(name=transport.JOB)
    def job(job_id: str) -> None:
        run_job(runtime, service.jobs, job_id)

    @app.task(name=transport.CANARY)
    def canary(queue: str) -> None:
        with runtime.database.unit() as unit:
            seen(unit, queue)

    task_prerun.connect(lambda **_: alive.beat(), weak=False)
    worker_process_init.connect(lambda **_: runtime.database.forget(), weak=False)
    setup_logging.connect(lambda **_: None, weak=False)
    return app
