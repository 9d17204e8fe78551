"""An upload with a virus: it does not wait in the list for another try."""

from services.scan.unggahan.queries import own_for
from shared.identity import Orang
from shared.runtime import Runtime
from tests.service.scan.conftest import At, scans
from tests.service.scan.test_virus import client_of, infected, watched
from tests.service.scan.unggahan.conftest import Tus
from tests.service.scan.unggahan.test_tus import objects
from tests.support.bench import Bench
from tests.support.clamd import clamd


def test_of_files_that_came_up_the_infected_one_alone_is_gone(
    bench: Bench, scan: Runtime, at: At, tus: Tus, staf: Orang, plain: bytes
) -> None:
    berkas = at("P5")
    first, bad, last = (
        tus.whole(berkas, name, data)
        for name, data in {"a.pdf": plain, "b.pdf": infected(plain), "c.pdf": plain}.items()
    )
    with clamd() as server:
        answer = client_of(bench, watched(bench, "scan", server.url)).post(
            f"/api/scan/berkas/{berkas.id}/pindaian", headers=bench.headers(staf),
            data={"giliran": str(berkas.giliran), "unggahan": [str(first), str(bad), str(last)]},
        )  # fmt: skip
    assert (answer.status_code, answer.json()["code"]) == (422, "berkas-bervirus")
    with scan.database.unit() as unit:
        assert [one.nama for one in own_for(unit, staf, berkas.id, berkas.kantor)] == ["a.pdf", "c.pdf"]
    assert [bool(objects(scan, one)) for one in (first, bad, last)] == [True, False, True]
    assert scans(scan, berkas.id) == []
