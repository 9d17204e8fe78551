"""Every route asks who is there, a person or an office's system; whether that one may is asked in few places."""

import ast
from pathlib import Path

import pytest
from fastapi.dependencies.models import Dependant

from services.intake.sistem import pesan
from shared.sop import SERVICES
from shared.web import session
from tests.service.matrix import table
from tests.support.routes import Route, all_routes
from tests.unit.test_house import ROOT, imports

ASKING = {session._signed_in, session._operator, pesan._announced, pesan._api_key}
PUBLIC = {
    "console: GET /masuk", "console: POST /masuk", "console: GET /masuk/perpanjang", "console: POST /keluar",
    "console: GET /masuk/kode", "console: POST /masuk/kode", "console: GET /masuk/sandi-baru",
    "console: POST /masuk/sandi-baru", "console: GET /masuk/kode-baru", "console: POST /masuk/kode-baru",
    "console: GET /masuk/kode-baru/qr.svg",
    "console: GET /masuk/lewat/{kantor}", "console: GET /masuk/oidc/kembali",
    "console: POST /api/console/sessions",
    "publisher: GET /jdih", "publisher: GET /jdih/{kantor}", "publisher: GET /jdih/{kantor}/feed/document.json",
    "publisher: GET /jdih/{kantor}/berkas/{name}", "publisher: GET /jdih/{kantor}/{slug}",
    *(f"{name}: GET /api/{name}/{what}" for name in SERVICES for what in ("health", "openapi.json")),
    *(f"{name}: GET /statis" for name in SERVICES),
}  # fmt: skip
"""What anybody may ask: signing in and out, the public site, health, the description, the style sheet."""
OF_SYSTEMS = {
    "intake: POST /api/intake/events", "intake: POST /api/intake/sistem/dokumen",
    "intake: GET /api/intake/sistem/berkas/{berkas_id}",
}  # fmt: skip
"""These take the key of an office's system, so every person is refused alike."""
FOR_ROUTES = {"at_desk", "done_before", "find_for"}
"""What routes may take of `shared.berkas`: each of these asks for the person, or tells nothing of the case."""


def asks(dependant: Dependant | None) -> bool:
    """Whether anything in this tree of dependencies asks for a person."""
    return dependant is not None and (dependant.call in ASKING or any(map(asks, dependant.dependencies)))


ROUTES = all_routes()


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_a_route_asks_for_a_person_or_is_public(route: Route) -> None:
    assert asks(route.dependant) is (route.name not in PUBLIC)


def test_the_table_says_the_same_of_what_is_public() -> None:
    assert {route.name for route in ROUTES} >= PUBLIC
    same = {row.name for row in table.rows() if row.cells["anonymous"] == row.cells["staf"]}
    assert same - OF_SYSTEMS == PUBLIC


@pytest.mark.parametrize("service", SERVICES)
def test_routes_reach_a_case_only_through_what_asks_for_the_person(service: str) -> None:
    taken = {
        (file.name, name) for file in _files_of_routes(service) for name in imports(file)
        if name.startswith(("shared.berkas.", "shared.tables.BerkasRow"))
    }  # fmt: skip
    assert {name.rpartition(".")[2] for _, name in taken} <= FOR_ROUTES, taken


def test_who_may_act_is_asked_in_few_places() -> None:
    """An act asks through `shared.berkas.at_desk`; the two pages only to say why there is no form."""
    deciding = [
        file.relative_to(ROOT).as_posix() for folder in ("shared", "services") for file in (ROOT / folder).rglob("*.py")
        if _calls(file, "authorise")
    ]  # fmt: skip
    assert sorted(deciding) == [
        "services/approval/pages.py", "services/publisher/pages/meja.py", "shared/berkas.py", "shared/sop/perjalanan.py"
    ]  # fmt: skip


def _files_of_routes(service: str) -> list[Path]:
    folder = ROOT / "services" / service
    found = [
        file for room in ("api", "pages", "site") for file in (*folder.glob(f"{room}.py"), *folder.glob(f"{room}/*.py"))
    ]
    assert len(found) > 1
    return found


def _calls(file: Path, name: str) -> bool:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.Call) and getattr(node.func, "id", "") == name for node in ast.walk(tree))
