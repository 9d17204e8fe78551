"""What a process of a service has at hand: settings, database, store, broker."""

from dataclasses import dataclass
from functools import cached_property

from celery import Celery

from shared.database.engine import Database
from shared.documents.virus import VirusScanner
from shared.events.alive import Alive
from shared.events.transport import CeleryTransport, Transport, celery_app
from shared.settings import Settings
from shared.storage import Store


@dataclass(frozen=True, eq=False)
class Runtime:
    """One service's parts; several runtimes can live in one process (as in tests)."""

    service: str
    settings: Settings

    @cached_property
    def database(self) -> Database:
        """This service's own database."""
        return Database(self.service, self.settings)

    @cached_property
    def store(self) -> Store:
        """The object store, with this service's own rights."""
        return Store(self.settings)

    @cached_property
    def virus(self) -> VirusScanner:
        """What looks for viruses in received documents."""
        return VirusScanner(self.settings)

    @cached_property
    def alive(self) -> Alive:
        """Sign of life of a worker; made before it forks, shared with its children."""
        return Alive()

    @cached_property
    def celery(self) -> Celery:
        """This service's Celery application."""
        return celery_app(self.service, self.settings)

    @cached_property
    def transport(self) -> Transport:
        """The way messages go out."""
        return CeleryTransport(self.celery)
