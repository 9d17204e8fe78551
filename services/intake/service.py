"""Intake: the desk at which a legal product comes in, and the memory of where every case lies."""

from pathlib import Path

from services.intake.beside import beside
from services.intake.conservation import check
from services.intake.handlers import HANDLERS
from services.intake.sistem.antar import JOBS
from shared.service import Routes, Service


def routes() -> Routes:
    """Its routes; imported by the API process alone, so that workers stay small."""
    from services.intake import api, pages

    return Routes(api.router, pages.router)


SERVICE = Service(
    name="intake",
    folder=Path(__file__).parent,
    routes=routes,
    handlers=HANDLERS,
    jobs=JOBS,
    conservation=check,
    beside=beside,
)
