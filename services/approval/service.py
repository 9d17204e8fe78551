"""The approval service, put together."""

from pathlib import Path

from services.approval.conservation import missing_documents
from services.approval.handlers import HANDLERS
from shared.service import Routes, Service


def routes() -> Routes:
    """Its routes; imported by the API process alone, so that workers stay small."""
    from services.approval import api, pages

    return Routes(api.router, pages.router)


SERVICE = Service(
    name="approval",
    folder=Path(__file__).parent,
    routes=routes,
    handlers=HANDLERS,
    conservation=missing_documents,
)
