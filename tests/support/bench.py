"""Real servers for service tests: one stack per test run, one database per service, migrated when first asked for."""

import os
from functools import cache
from importlib import import_module
from typing import Any

from starlette.testclient import TestClient

from deploy.local.stack import Stack
from shared.events.catalogue import KantorDidaftarkan
from shared.events.relay import Relay
from shared.events.subscriber import acknowledge, receive
from shared.identity import Orang, issue
from shared.migrations import migrate
from shared.offices import hear_kantor
from shared.runtime import Runtime
from shared.service import Service
from shared.settings import Settings, settings
from shared.sop import Berkas
from shared.web.app import application

OFFICES = (
    {"kode": "61", "nama": "KPU Provinsi Kalimantan Barat", "sop": "kalbar-8-2022", "tempat": "Pontianak",
     "zona": "Asia/Pontianak", "versi": 1},
    {"kode": "6202", "nama": "KPU Kabupaten Kotawaringin Timur", "sop": "kotim-33-2021", "tempat": "Sampit",
     "zona": "Asia/Jakarta", "versi": 1},
)  # fmt: skip


class Bench:
    """What a service test works with."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.runtime = cache(self._runtime)
        self.client = cache(self._client)
        os.environ["TERBIT_SECRETS_DIR"] = stack.environment("console")["TERBIT_SECRETS_DIR"]
        settings.cache_clear()

    @staticmethod
    def service(name: str) -> Service:
        """One of the five."""
        found: Service = import_module(f"services.{name}.service").SERVICE
        return found

    def settings_of(self, name: str, **more: Any) -> Settings:
        """Settings of a service of this stack."""
        variables = self.stack.environment(name).items()
        values = {k.removeprefix("TERBIT_").lower(): v for k, v in variables if k.startswith("TERBIT_")}
        values.pop("secrets_dir")
        return Settings(**{**values, **self.stack.secrets(name), **more})

    def _runtime(self, name: str) -> Runtime:
        runtime = Runtime(name, self.settings_of(name))
        migrate(runtime, self.service(name).folder)
        if name != "console":
            with runtime.database.unit() as unit:
                for values in OFFICES:
                    hear_kantor(unit, KantorDidaftarkan.model_validate(values))
        return runtime

    def _client(self, name: str) -> TestClient:
        return TestClient(application(self.service(name), self.runtime(name)), raise_server_exceptions=False)

    @staticmethod
    def headers(orang: Orang) -> dict[str, str]:
        """What makes a request this person's."""
        return {"authorization": f"Bearer {issue(orang)}"}

    def put(self, name: str, berkas: Berkas) -> Berkas:
        """Let a service know of a berkas, as if it had heard of it."""
        from shared.berkas import keep_newest

        with self.runtime(name).database.unit() as unit:
            keep_newest(unit, berkas)
        return berkas

    def relay(self, name: str) -> Relay:
        """A relay of a service, to be turned by hand."""
        return Relay(self.runtime(name))

    def deliver(self, producer: str, subscriber: str, parcel: int = 1) -> int:
        """Carry all open events from one service to another without a broker, as worker tasks would.

        `parcel`: how many travel together.
        """
        from sqlmodel import select

        from shared.events.tables import Outbox

        with self.runtime(producer).database.unit() as unit:
            rows = unit.session.exec(
                select(Outbox).where(Outbox.subscriber == subscriber, Outbox.acked_at == None).order_by(Outbox.seq)  # type: ignore[arg-type]  # noqa: E711
            ).all()
        answers = _Answers(self.runtime(subscriber))
        messages = [(str(row.id), row.envelope) for row in rows]
        for start in range(0, len(messages), parcel):
            carried = messages[start : start + parcel]
            receive(answers.runtime, self.service(subscriber).handlers, producer, carried)
            acknowledge(self.runtime(producer), *answers.taken.pop())
        return len(rows)


class _Answers:
    """A runtime whose transport keeps the answers instead of sending them."""

    def __init__(self, runtime: Runtime) -> None:
        self.taken: list[Any] = []
        self.runtime = Runtime(runtime.service, runtime.settings)
        self.runtime.__dict__["database"] = runtime.database
        self.runtime.__dict__["transport"] = self

    def send(self, queue: str, task: str, args: list[Any], *, expires: float | None = None) -> None:
        """Keep the answer."""
        self.taken.append(args)

    def depth(self, queue: str) -> int:
        """Nothing waits."""
        return 0
