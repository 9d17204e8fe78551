"""The scan service, put together."""

from pathlib import Path

from services.scan import conservation
from services.scan.handlers import HANDLERS
from services.scan.jobs import JOBS
from services.scan.olah.bacaan import forget_left_over
from shared.service import Routes, Service


def routes() -> Routes:
    """Its routes; imported by the API process alone, so that workers stay small."""
    from services.scan import api, pages

    return Routes(api.router, pages.router)


SERVICE = Service(
    name="scan", folder=Path(__file__).parent, routes=routes, handlers=HANDLERS, jobs=JOBS,
    conservation=conservation.check, forget=forget_left_over,
)  # fmt: skip
