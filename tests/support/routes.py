"""Every route of a service, as its running application has it."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, NamedTuple

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from shared.runtime import Runtime
from shared.service import Service
from shared.settings import Settings
from shared.sop import SERVICES
from shared.web.app import application

IMPLIED = {"HEAD", "OPTIONS"}


class Route(NamedTuple):
    """One method of one path; `dependant` tells what it depends on (None: a file or document of the framework)."""

    service: str
    method: str
    path: str
    dependant: Dependant | None

    @property
    def name(self) -> str:
        """As it is called in tables and tests."""
        return f"{self.service}: {self.method} {self.path}"


def service_of(name: str) -> Service:
    """One of the five."""
    found: Service = import_module(f"services.{name}.service").SERVICE
    return found


def bare_application(name: str) -> FastAPI:
    """The application of a service that is not going to be asked anything: no database stands behind it."""
    return application(service_of(name), Runtime(name, Settings()))


def routes_of(name: str, app: FastAPI | None = None) -> Iterator[Route]:
    """All of a service's routes; HEAD beside GET is the framework's."""
    for found in iter_route_contexts((app or bare_application(name)).routes):
        route: Any = found
        for method in sorted((route.methods or {"GET"}) - IMPLIED):
            yield Route(name, method, route.path or "", getattr(route, "dependant", None))


def all_routes() -> list[Route]:
    """All routes of the five services."""
    return [route for name in SERVICES for route in routes_of(name)]
