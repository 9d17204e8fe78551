"""The web application of a service: its own routes between what all services have."""

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from shared.runtime import Runtime
from shared.service import Service
from shared.web import problems
from shared.web.described import describe
from shared.web.guard import BodyLimit, SafeHeaders
from shared.web.health import health_router
from shared.web.look.templating import STATIC, environment
from shared.web.operations import operations_pages, operations_router
from shared.web.rates import Rates
from shared.web.refusals import Lines


def application(service: Service, runtime: Runtime) -> FastAPI:
    """Everything that one API process of `service` answers."""
    base = f"/api/{service.name}"
    app = FastAPI(
        title=f"Terbit {service.name}", version="1", docs_url=None, redoc_url=None, openapi_url=f"{base}/openapi.json"
    )
    app.state.runtime, app.state.service = runtime, service
    app.state.lines = Lines()
    app.state.pages = environment([service.folder / "templates"])
    app.add_middleware(BodyLimit, limit_mb=runtime.settings.max_upload_mb)
    app.add_middleware(Rates, settings=runtime.settings)
    app.add_middleware(SafeHeaders, settings=runtime.settings)
    problems.install(app)
    describe(app)
    routes = service.routes()
    for router in (routes.api, health_router(service), operations_router(service)):
        app.include_router(router, prefix=base)
    for router in (routes.pages, operations_pages(service)):
        app.include_router(router, include_in_schema=False)
    app.mount("/statis", StaticFiles(directory=STATIC))
    return app
