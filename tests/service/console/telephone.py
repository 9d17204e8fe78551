"""A telephone of somebody who has switched codes on."""

from typing import Any

import pyotp
from starlette.testclient import TestClient

from services.console import queries
from services.console.models import Totp
from shared.runtime import Runtime
from tests.service.console.conftest import PASSWORD
from tests.service.console.sites import bearer, newcomer
from tests.support.kode import code_of

API = "/api/console/me/totp"


class App:
    """Somebody's telephone, with codes switched on."""

    def __init__(self, client: TestClient, runtime: Runtime, name: str) -> None:
        self.runtime, self.name = runtime, name
        head = bearer(client, newcomer(runtime, name))
        self.totp = pyotp.TOTP(client.post(API, headers=head).json()["rahasia"])
        answer = client.post(f"{API}/aktifkan", json={"kata_sandi": PASSWORD, "kode": self.code()}, headers=head)
        assert answer.status_code == 200, answer.text
        self.recovery: list[str] = answer.json()["kode"]
        self.head = head
        self.forget()

    def code(self, steps: int = 0) -> str:
        """The code of now, or so many steps from now."""
        return code_of(self.totp, steps)

    def wrong(self) -> str:
        """A code that is wrong for sure."""
        near = {self.code(steps) for steps in range(-3, 4)}
        return next(kode for kode in ("123456", "234567", "345678", "456789", "567890", "678901") if kode not in near)

    def forget(self) -> None:
        """As if the last code lay far back, and nothing were known of the clock."""
        with self.runtime.database.unit() as unit:
            row = self.row(unit.session)
            row.langkah, row.geser, row.calon = 0, 0, None

    def later(self) -> None:
        """As if half a minute had gone by since the last code."""
        with self.runtime.database.unit() as unit:
            self.row(unit.session).langkah -= 1

    def clock(self) -> tuple[int, int | None]:
        """By how much the telephone is known to be ahead, and by how much the last code was."""
        with self.runtime.database.unit() as unit:
            row = self.row(unit.session)
            return row.geser, row.calon

    def row(self, session: Any) -> Totp:
        """What is kept."""
        akun = queries.account(session, self.name)
        assert akun
        found: Totp = session.get_one(Totp, akun.id)
        return found
