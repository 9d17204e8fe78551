"""The publisher: puts the paper away, publishes, and shows each office's JDIH site."""

from pathlib import Path

from services.publisher.beside import beside
from services.publisher.conservation import check
from services.publisher.handlers import HANDLERS
from services.publisher.jobs import JOBS
from services.publisher.mending import mend
from shared.service import Routes, Service


def routes() -> Routes:
    """Its routes; imported by the API process alone, so that workers stay small."""
    from services.publisher import api, pages

    return Routes(api.router, pages.router)


SERVICE = Service(
    name="publisher",
    folder=Path(__file__).parent,
    routes=routes,
    handlers=HANDLERS,
    jobs=JOBS,
    conservation=check,
    beside=beside,
    mend=mend,
)
