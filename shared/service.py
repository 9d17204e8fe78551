"""What makes a service: its routes, what it hears, its long work. Each service has one in `service.py`."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from shared.audit.beside import Beside
from shared.database.unit import Unit
from shared.events.catalogue import Payload
from shared.events.jobs import JobKind
from shared.runtime import Runtime
from shared.settings import Settings

if TYPE_CHECKING:
    from fastapi import APIRouter

Handler = Callable[[Unit, Any], None]
Check = Callable[[Runtime], list[str]]
Seed = Callable[[Runtime, dict[str, Any]], None]
Offices = Callable[[Runtime, str, bool], dict[str, Any]]


@dataclass(frozen=True)
class Routes:
    """What a service answers: its JSON API (under /api/<name>) and its pages."""

    api: "APIRouter"
    pages: "APIRouter"


@dataclass(frozen=True)
class Service:
    """One of the five. `folder` holds `templates/` and `migrations/`; `stores`: whether it uses the object store."""

    name: str
    folder: Path
    routes: Callable[[], Routes]
    handlers: Mapping[type[Payload], Handler]
    jobs: Mapping[str, JobKind] = field(default_factory=dict)
    stores: bool = True
    seed: Seed | None = None
    offices: Offices | None = None
    """Importing a list of offices (CSV), or only looking at it; what came of it, as JSON."""
    ready: Callable[[Settings], None] | None = None
    """What looks at the settings before the API answers; raises SystemExit with a sentence for the operator."""
    conservation: Check | None = None
    """What `terbit check` asks of this service: sentences, one for each thing that is not as it must be."""
    beside: Callable[[Unit, UUID], list[Beside]] | None = None
    """What `terbit audit` asks of this service: its own records of what happened to a case beside its acts."""
    forget: Callable[[Runtime], None] | None = None
    """What is deleted because its time is over; the relay asks now and then."""
    watch: Callable[[Runtime, threading.Event], None] | None = None
    """What looks outside until told to stop, where a process of this kind runs: folders that scanners write to."""
    mend: Check | None = None
    """What `terbit restore` asks of this service: make what the public sees as the database says; what was done."""
