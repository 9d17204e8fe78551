"""What an office has of its own counts at intake: narrower limits, and that it takes nothing in any more."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from shared.berkas import find
from shared.events.catalogue import KantorDidaftarkan
from shared.events.tables import now
from shared.offices import hear_kantor
from tests.service.intake.test_submission import submit
from tests.support.bench import OFFICES, Bench
from tests.unit.documents.makers import text_pdf

VERSIONS = count(100)


class Changing:
    """Changes of the office 6202, each with a higher version."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    def __call__(self, **more: object) -> None:
        """Let intake hear of it."""
        with self.bench.runtime("intake").database.unit() as unit:
            told = KantorDidaftarkan.model_validate({**OFFICES[1], **more, "versi": next(VERSIONS)})
            hear_kantor(unit, told)


@pytest.fixture
def changed(bench: Bench) -> Iterator[Changing]:
    """The office, afterwards as it was."""
    changing = Changing(bench)
    yield changing
    changing()


def test_an_office_may_take_less_than_the_installation(bench: Bench, changed: Changing) -> None:
    page, pages = text_pdf(("satu",)), text_pdf(("satu", "dua"))
    changed(maks_halaman=1, maks_unggah_mb=1)
    assert submit(bench, page).status_code == 201
    assert submit(bench, page, naskah=pages).json()["code"] == "terlalu-banyak-halaman"
    assert submit(bench, page, naskah=page + b"\n" * 1_100_000).json()["code"] == "berkas-terlalu-besar"
    changed()
    assert submit(bench, page, naskah=pages).status_code == 201


def test_an_office_that_is_not_active_takes_nothing_new(bench: Bench, changed: Changing) -> None:
    changed(aktif=False)
    refused = submit(bench, text_pdf(("satu",)))
    assert (refused.status_code, refused.json()["code"]) == (409, "kantor-tidak-aktif")


def test_a_deadline_is_reckoned_by_the_office_s_calendar(bench: Bench, changed: Changing) -> None:
    changed(hari_kerja=[1, 2, 3, 4, 5, 6, 7], zona="Asia/Jayapura")
    every_day = _due(bench)
    today = now().astimezone(ZoneInfo("Asia/Jayapura")).date()
    changed(
        hari_kerja=[1, 2, 3, 4, 5, 6, 7], zona="Asia/Jayapura", tutup=[today + timedelta(days=n) for n in (1, 2, 3)]
    )
    assert _due(bench) - every_day > timedelta(days=2, hours=23)


def _due(bench: Bench) -> datetime:
    berkas_id = UUID(submit(bench, text_pdf(("satu",))).json()["id"])
    with bench.runtime("intake").database.unit() as unit:
        due = find(unit, berkas_id).tenggat
    assert due
    return due
