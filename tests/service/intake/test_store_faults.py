"""A submission while the store fails: it is in the agenda with its documents, or it is not there at all."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from sqlmodel import func, select
from starlette.testclient import TestClient

from services.intake.models import Agenda
from services.intake.service import SERVICE
from shared.berkas import find
from shared.runtime import Runtime
from shared.samples import nota_dinas
from shared.web.app import application
from tests.service.intake.test_submission import FORM
from tests.support.bench import Bench
from tests.support.between import Between, Fault, answers, cut_after, fails_after, slow
from tests.support.people import person


@pytest.fixture
def client(bench: Bench, between: Between) -> Iterator[TestClient]:
    """Intake, whose way to the store leads past the harm."""
    bench.runtime("intake")
    runtime = Runtime("intake", bench.settings_of("intake", s3_endpoint=between.address))
    with TestClient(application(SERVICE, runtime), raise_server_exceptions=False) as client:
        client.headers.update(bench.headers(person("pengusul")))
        yield client


def entries(bench: Bench) -> int:
    """Lines of the buku agenda."""
    with bench.runtime("intake").database.unit() as unit:
        return unit.session.exec(select(func.count()).select_from(Agenda)).one()


@pytest.mark.parametrize(
    "fault",
    [answers(503), fails_after(500), cut_after],
    ids=["refused", "500 after the bytes", "cut after the bytes"],
)
def test_what_could_not_be_stored_is_not_entered_and_may_be_sent_again(
    bench: Bench, client: TestClient, between: Between, fault: Fault
) -> None:
    pdf, before, kunci = nota_dinas(seed=uuid4().int % 100_000).born_digital_pdf, entries(bench), str(uuid4())
    files = {"nota_dinas_berkas": ("nd.pdf", pdf), "naskah_asli": ("asli.pdf", pdf)}

    def submit() -> tuple[int, dict[str, str]]:
        answer = client.post("/api/intake/berkas", data={**FORM, "kunci": kunci}, files=files)
        return answer.status_code, answer.json()

    with between.doing(fault, "PUT") as harmed:
        status, told = submit()
    assert harmed
    assert (status, told["code"]) == (503, "layanan-tidak-tersedia")
    assert entries(bench) == before
    with between.doing(slow(0.3)):
        first, again = submit(), submit()
    assert first[0] == again[0] == 201
    assert first[1]["id"] == again[1]["id"]
    assert entries(bench) == before + 1
    runtime = bench.runtime("intake")
    with runtime.database.unit() as unit:
        berkas = find(unit, UUID(first[1]["id"]))
    assert all(runtime.store.has(dokumen.sha256) for dokumen in berkas.dokumen)
