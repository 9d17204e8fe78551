"""Health as business facts: does everything answer that this service needs, and does its worker consume?"""

from datetime import timedelta

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlmodel import select, text

from shared.events.relay import watched_queues
from shared.events.tables import Canary, now
from shared.runtime import Runtime
from shared.service import Service
from shared.web.session import Rt

MISSED_CANARIES = 4


def health_router(service: Service) -> APIRouter:
    """`GET health`: 200 with facts, or 503 with what is wrong."""
    router = APIRouter(tags=["health"])

    @router.get("/health", responses={503: {"description": "What is wrong.", "content": {"application/json": {}}}})
    def health(runtime: Rt) -> JSONResponse:
        """Whether this service can do its work now."""
        wrong = {**_database(runtime), **_broker(runtime), **(_store(runtime) if service.stores else {})}
        if "database" not in wrong:
            wrong |= silent_workers(runtime)
        body = {"service": service.name, "healthy": not wrong, "wrong": wrong}
        return JSONResponse(body, 503 if wrong else 200)

    return router


def silent_workers(runtime: Runtime) -> dict[str, str]:
    """Queues from which no worker has taken a message lately."""
    limit = now() - timedelta(seconds=runtime.settings.canary_seconds * MISSED_CANARIES)
    with runtime.database.unit() as unit:
        seen = {row.queue: row.seen_at for row in unit.session.exec(select(Canary))}
    return {
        queue: f"no worker since {seen[queue].isoformat()}" if queue in seen else "no worker yet"
        for queue in watched_queues(runtime.service)
        if queue not in seen or seen[queue] < limit
    }


def _database(runtime: Runtime) -> dict[str, str]:
    try:
        with runtime.database.unit() as unit:
            unit.session.execute(text("SELECT 1"))
    except Exception as error:
        return {"database": type(error).__name__}
    return {}


def _broker(runtime: Runtime) -> dict[str, str]:
    try:
        runtime.transport.depth(watched_queues(runtime.service)[0])
    except Exception as error:
        return {"broker": type(error).__name__}
    return {}


def _store(runtime: Runtime) -> dict[str, str]:
    try:
        return {} if runtime.store.reachable() else {"store": "the private bucket is missing"}
    except Exception as error:
        return {"store": type(error).__name__}
