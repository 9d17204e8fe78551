"""The operations team's hand on one service: what it sees, and what it does to dead letters."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from shared.events import dead_letters
from shared.events.dead_letters import LONGEST_REASON, Action
from shared.events.operations import Report, report
from shared.service import Service
from shared.teks import SAID, described
from shared.web.health import silent_workers
from shared.web.pages import go
from shared.web.session import Operator, Rt

BOARD = "/operasi"


class Reason(BaseModel):
    """Why something is discarded."""

    alasan: Annotated[str, described(pattern=SAID, minLength=1, maxLength=LONGEST_REASON)]


def operations_router(service: Service) -> APIRouter:
    """`GET operations`, `POST operations/{id}/retry`, `POST operations/{id}/discard`; for the operations team only."""
    router = APIRouter(tags=["operations"])

    @router.get("/operations")
    def read(runtime: Rt, _: Operator) -> Report:
        """Queues, workers, unconfirmed events, jobs and dead letters of this service; ids and errors, no contents."""
        return report(runtime, silent_workers(runtime))

    @router.post("/operations/{letter_id}/retry")
    def retry(runtime: Rt, orang: Operator, letter_id: UUID) -> Action:
        """Let a dead event be sent, or a stopped job be done, once more."""
        with runtime.database.unit() as unit:
            return dead_letters.retry(unit, service.jobs, letter_id, orang)

    @router.post("/operations/{letter_id}/discard")
    def discard(runtime: Rt, orang: Operator, letter_id: UUID, body: Reason) -> Action:
        """Give a dead event or stopped job up, with a reason."""
        with runtime.database.unit() as unit:
            return dead_letters.discard(unit, letter_id, body.alasan, orang)

    return router


def operations_pages(service: Service) -> APIRouter:
    """The same two acts as forms of the operations board."""
    router = APIRouter(prefix=f"{BOARD}/{service.name}")

    @router.post("/{letter_id}/coba-lagi")
    def retry(runtime: Rt, orang: Operator, letter_id: UUID) -> RedirectResponse:
        """Once more."""
        with runtime.database.unit() as unit:
            dead_letters.retry(unit, service.jobs, letter_id, orang)
        return go(BOARD, "dicoba")

    @router.post("/{letter_id}/buang")
    def discard(runtime: Rt, orang: Operator, letter_id: UUID, alasan: Annotated[str, Form()] = "") -> RedirectResponse:
        """Give up."""
        with runtime.database.unit() as unit:
            dead_letters.discard(unit, letter_id, alasan, orang)
        return go(BOARD, "dibuang")

    return router
