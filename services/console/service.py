"""Console: sign-in, offices and people, the operations board."""

from pathlib import Path

from services.console.forgetting import forget
from services.console.importing import import_offices
from services.console.ready import ready
from services.console.seeding import seed
from shared.service import Routes, Service


def routes() -> Routes:
    """Its routes; imported by the API process alone, so that workers stay small."""
    from services.console import api, pages

    return Routes(api.router, pages.router)


SERVICE = Service(
    name="console", folder=Path(__file__).parent, routes=routes, handlers={}, stores=False,
    seed=seed, forget=forget, offices=import_offices,
    ready=ready,
)  # fmt: skip
