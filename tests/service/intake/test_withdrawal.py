"""Asking for a case back: once while the answer is awaited, anew after it came too late."""

import pytest
from sqlmodel import select

from services.intake.handlers import HANDLERS
from services.intake.queries import withdrawal
from shared.events.catalogue import PenarikanDiminta, PenarikanTerlambat
from shared.events.tables import Outbox
from shared.sop import Berkas
from tests.support.bench import Bench
from tests.support.people import berkas_at, person


@pytest.fixture
def berkas(bench: Bench) -> Berkas:
    """A case on its way."""
    return bench.put("intake", berkas_at("R3a"))


def ask(bench: Bench, berkas: Berkas, alasan: str = "Salah berkas") -> int:
    """The proposer asks; the status of the answer."""
    path, headers = f"/api/intake/berkas/{berkas.id}/tarik", bench.headers(person("pengusul"))
    return int(bench.client("intake").post(path, json={"alasan": alasan}, headers=headers).status_code)


def requests(bench: Bench, berkas: Berkas) -> int:
    """How many requests went to the publisher."""
    with bench.runtime("intake").database.unit() as unit:
        query = select(Outbox).where(Outbox.subject == str(berkas.id), Outbox.type == PenarikanDiminta.TYPE)
        return len(unit.session.exec(query).all())


def test_asked_twice_it_is_one_request(bench: Bench, berkas: Berkas) -> None:
    assert [ask(bench, berkas), ask(bench, berkas), requests(bench, berkas)] == [202, 202, 1]


def test_after_it_came_too_late_it_may_be_asked_anew(bench: Bench, berkas: Berkas) -> None:
    ask(bench, berkas)
    with bench.runtime("intake").database.unit() as unit:
        late = PenarikanTerlambat(berkas_id=berkas.id, sebab="Sedang diterbitkan.")
        HANDLERS[PenarikanTerlambat](unit, late)
    ask(bench, berkas, "Tetap salah berkas")
    assert requests(bench, berkas) == 2
    with bench.runtime("intake").database.unit() as unit:
        row = withdrawal(unit, berkas.id)
    assert row is not None
    assert (row.alasan, row.terlambat_sebab) == ("Tetap salah berkas", None)
