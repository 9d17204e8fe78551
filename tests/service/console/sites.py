"""What the tests of signing in do as a browser and as a program."""

import re

from httpx import Response
from starlette.testclient import TestClient

from services.console.seeding import seed
from shared.runtime import Runtime
from tests.service.console.conftest import PASSWORD, people

BROWSER = {"sec-fetch-site": "same-origin"}


def by_form(client: TestClient, name: str, password: str = PASSWORD, **more: str) -> Response:
    """Sign in as a browser does."""
    fields = {"nama_masuk": name, "kata_sandi": password, **more}
    answer: Response = client.post("/masuk", data=fields, headers=BROWSER, follow_redirects=False)
    return answer


def by_api(client: TestClient, name: str, password: str = PASSWORD, **more: str) -> Response:
    """Sign in as a program does."""
    answer: Response = client.post("/api/console/sessions", json={"nama_masuk": name, "kata_sandi": password, **more})
    return answer


def bearer(client: TestClient, name: str, password: str = PASSWORD) -> dict[str, str]:
    """The header of a program that has signed in."""
    answer = by_api(client, name, password)
    assert answer.status_code == 201, answer.text
    return {"authorization": f"Bearer {answer.json()['token']}"}


def post(client: TestClient, page: str, to: str, **fields: str) -> Response:
    """Send a form of a page on which somebody is signed in."""
    csrf = re.search(r'name="csrf" value="(\w+)"', client.get(page).text)
    assert csrf
    answer: Response = client.post(to, data={"csrf": csrf[1], **fields}, follow_redirects=False)
    return answer


def step(client: TestClient, to: str, **fields: str) -> Response:
    """Send a form of a step between the first proof and the session."""
    answer: Response = client.post(to, data=fields, headers=BROWSER, follow_redirects=False)
    return answer


def newcomer(runtime: Runtime, name: str, peran: str = "staf", kantor: str = "6202") -> str:
    """A person of whom no other test knows; the name."""
    seed(runtime, {"orang": people((name, kantor, peran))})
    return name
