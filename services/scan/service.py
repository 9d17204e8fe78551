"""The scan service, put together."""

from pathlib import Path

from services.scan import conservation
from services.scan.folder.jaga import watch
from services.scan.handlers import HANDLERS
from services.scan.jobs import JOBS
from services.scan.olah.bacaan import forget_left_over
from services.scan.terbaca.kerja import forget_cut_outs
from services.scan.unggahan.commands import forget as forget_uploads
from shared.runtime import Runtime
from shared.service import Routes, Service


def routes() -> Routes:
    """Its routes; imported by the API process alone, so that workers stay small."""
    from services.scan import api, pages

    return Routes(api.router, pages.router)


def forget(runtime: Runtime) -> None:
    """Delete what its scan no longer needs, and uploads whose time is over."""
    forget_left_over(runtime)
    forget_cut_outs(runtime)
    forget_uploads(runtime)


SERVICE = Service(
    name="scan", folder=Path(__file__).parent, routes=routes, handlers=HANDLERS, jobs=JOBS,
    conservation=conservation.check, forget=forget, watch=watch,
)  # fmt: skip
