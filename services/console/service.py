"""Console: sign-in, offices and people, the operations board."""

from pathlib import Path

from services.console import api, pages
from services.console.seeding import seed
from shared.service import Service

SERVICE = Service(
    name="console", folder=Path(__file__).parent, api=api.router, pages=pages.router, handlers={}, stores=False,
    seed=seed,
)  # fmt: skip
