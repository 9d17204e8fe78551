"""The approval service, put together."""

from pathlib import Path

from services.approval import api, pages
from services.approval.conservation import missing_documents
from services.approval.handlers import HANDLERS
from shared.service import Service

SERVICE = Service(
    name="approval",
    folder=Path(__file__).parent,
    api=api.router,
    pages=pages.router,
    handlers=HANDLERS,
    conservation=missing_documents,
)
