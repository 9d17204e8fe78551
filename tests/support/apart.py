"""A bench of its own on the same servers: what is written there, no other test sees."""

from ipaddress import IPv4Network
from typing import Any

import psycopg
from psycopg import sql

from deploy.local.stack import Stack
from shared.settings import Settings
from shared.sop import SERVICES
from tests.support.bench import Bench

LOOPBACK = IPv4Network("127.0.0.0/8")
NO_RATES = {f"rate_{who}{what}": "" for who in ("person", "address") for what in ("", "_writes", "_uploads")}


class BenchApart(Bench):
    """The same services with other databases. The buckets are shared: what is public must be removed again."""

    def __init__(self, stack: Stack, name: str) -> None:
        super().__init__(stack)
        self.name = name
        with psycopg.connect(stack.administrator, autocommit=True) as connection:
            for service in SERVICES:
                database, owner = sql.Identifier(self._database(service)), sql.Identifier(f"terbit_{service}")
                made = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 STRATEGY file_copy")
                connection.execute(made.format(database, owner))

    def settings_of(self, name: str, **more: Any) -> Settings:
        """Settings of a service, with the database that is apart; one may ask as often as one likes."""
        usual = super().settings_of(name, **more)
        server = usual.database_url.rpartition("/")[0]
        own = {"database_url": f"{server}/{self._database(name)}", "outbound_allow": (LOOPBACK,), **NO_RATES}
        return usual.model_copy(update=own)

    def _database(self, service: str) -> str:
        return f"{self.name}_{service}"
