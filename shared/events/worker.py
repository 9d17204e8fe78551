"""The Celery worker of a service: thin tasks that call plain functions."""

from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_process_init
from sqlalchemy.dialects.postgresql import insert

from shared.events import transport
from shared.events.jobs import run_job
from shared.events.subscriber import acknowledge, receive
from shared.events.tables import Canary, now
from shared.runtime import Runtime
from shared.service import Service


def worker(runtime: Runtime, service: Service) -> Celery:
    """The Celery application with this service's tasks."""
    app = runtime.celery

    @app.task(name=transport.EVENT)
    def event(delivery_id: str, message: dict[str, Any]) -> None:
        receive(runtime, service.handlers, delivery_id, message)

    @app.task(name=transport.ACKNOWLEDGE)
    def answer(delivery_id: str, answer: str, error: str) -> None:
        acknowledge(runtime, delivery_id, answer, error)

    @app.task(name=transport.JOB)
    def job(job_id: str) -> None:
        run_job(runtime, service.jobs, job_id)

    @app.task(name=transport.CANARY)
    def canary(queue: str) -> None:
        seen(runtime, queue)

    worker_process_init.connect(lambda **_: runtime.database.forget(), weak=False)
    setup_logging.connect(lambda **_: None, weak=False)
    return app


def seen(runtime: Runtime, queue: str) -> None:
    """Record that a worker took a message from `queue` just now."""
    values = {"queue": queue, "seen_at": now()}
    with runtime.database.unit() as unit:
        statement = insert(Canary).values(**values)
        unit.session.execute(statement.on_conflict_do_update(index_elements=["queue"], set_=values))
