"""How far a scan is, told page by page while it is read."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bs4 import BeautifulSoup
from httpx import Response

from services.scan.jobs import JOBS
from shared.events.jobs import run_job
from shared.identity import Orang
from shared.runtime import Runtime
from shared.samples import keputusan_provinsi, scan_like
from tests.service.scan.conftest import At, jobs
from tests.support.bench import Bench
from tests.support.people import person

Upload = Callable[..., Response]
PAGES = 5


def told(answer: Response) -> list[tuple[str, str]]:
    """Name and data of each event of a stream."""
    blocks = [block.splitlines() for block in answer.text.split("\n\n") if block.startswith("event: ")]
    return [(name.removeprefix("event: "), data.removeprefix("data: ")) for name, data in blocks]


def test_each_page_is_told_as_it_is_read(bench: Bench, scan: Runtime, at: At, upload: Upload, staf: Orang) -> None:
    berkas = at("P5")
    upload(berkas, staf, {"a.pdf": scan_like(keputusan_provinsi(pages=PAGES, seed=2).born_digital_pdf, seed=2)})
    shown = page(bench, berkas.id, staf)
    assert shown.select_one("[data-kemajuan] progress:not([max])"), "it is not known yet how many pages are read"
    assert "Menunggu giliran diolah" in shown.get_text()
    (job,) = jobs(scan, berkas.id)
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(run_job, scan, JOBS, str(job.id))
        stream = bench.client("scan").get(f"/pindai/{berkas.id}/kemajuan", headers=bench.headers(staf))
        done.result()
    assert stream.headers["content-type"].startswith("text/event-stream")
    *steps, last = told(stream)
    assert last == ("selesai", "{}")
    read = [(seen["dibaca"], seen["perlu"]) for seen in (json.loads(data) for _, data in steps)]
    assert read == sorted(read, key=lambda pair: pair[0])
    assert read[-1][1] == PAGES
    answer = bench.client("scan").get(f"/api/scan/berkas/{berkas.id}/pindaian", headers=bench.headers(staf)).json()
    assert (answer["state"], answer["dibaca"], answer["perlu_dibaca"]) == ("siap", PAGES, PAGES)


def test_a_stream_about_nothing_ends_at_once_and_others_get_none(bench: Bench, at: At, staf: Orang) -> None:
    berkas = at("P5")
    address = f"/pindai/{berkas.id}/kemajuan"
    answer = bench.client("scan").get(address, headers=bench.headers(staf))
    assert told(answer) == [("selesai", "{}")]
    stranger = bench.client("scan").get(address, headers=bench.headers(person("staf", "6202")))
    assert stranger.status_code == 404


def page(bench: Bench, berkas_id: object, orang: Orang) -> BeautifulSoup:
    """The scan desk."""
    answer = bench.client("scan").get(f"/pindai/{berkas_id}", headers=bench.headers(orang))
    return BeautifulSoup(answer.text, "html.parser")
