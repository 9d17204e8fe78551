"""The publisher: puts the paper away, publishes, and shows each office's JDIH site."""

from pathlib import Path

from services.publisher.api import router as api
from services.publisher.conservation import check
from services.publisher.handlers import HANDLERS
from services.publisher.jobs import JOBS
from services.publisher.pages import router as pages
from shared.service import Service

SERVICE = Service(
    name="publisher",
    folder=Path(__file__).parent,
    api=api,
    pages=pages,
    handlers=HANDLERS,
    jobs=JOBS,
    conservation=check,
)
