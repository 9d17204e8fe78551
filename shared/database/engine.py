"""The connection of one service to its own database."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Engine, make_url
from sqlmodel import Session, create_engine

from shared.crashpoints import Point, crashpoint
from shared.database.unit import Unit
from shared.settings import Settings


class Database:
    """Opens units of work. The engine is made when first needed, so a forked child makes its own."""

    def __init__(self, service: str, settings: Settings) -> None:
        self.service = service
        self.url = make_url(settings.database_url)
        if password := settings.database_password.get_secret_value():
            self.url = self.url.set(password=password)

    @cached_property
    def engine(self) -> Engine:
        """Small pool; connections that a restart of the server broke are replaced before use."""
        return create_engine(self.url, pool_size=5, max_overflow=10, pool_pre_ping=True, pool_recycle=1800)

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """One transaction: committed at the end, rolled back when anything is raised."""
        with Session(self.engine, expire_on_commit=False) as session:
            unit = Unit(session, self.service)
            with session.begin():
                yield unit
                if unit.told:
                    crashpoint(Point.ACT_BEFORE_COMMIT)
            if unit.told:
                crashpoint(Point.ACT_AFTER_COMMIT)

    def forget(self) -> None:
        """After a fork: leave the parent's connections alone and open new ones."""
        if "engine" in self.__dict__:
            self.engine.dispose(close=False)
