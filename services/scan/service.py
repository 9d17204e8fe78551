"""The scan service, put together."""

from pathlib import Path

from services.scan import api, conservation, pages
from services.scan.handlers import HANDLERS
from services.scan.jobs import JOBS
from shared.service import Service

SERVICE = Service(
    name="scan", folder=Path(__file__).parent, api=api.router, pages=pages.router, handlers=HANDLERS, jobs=JOBS,
    conservation=conservation.check,
)  # fmt: skip
