"""A scan of files that came up before: in the order that was chosen, looked at like all others, used once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import Response

from services.scan.conservation import check
from services.scan.unggahan.models import Unggahan
from services.scan.unggahan.queries import own_for
from shared.identity import Orang
from shared.runtime import Runtime
from shared.samples import encrypted_pdf, nota_dinas, png_page, signed_pdf
from shared.sop import Berkas
from tests.service.scan.conftest import At, scans
from tests.service.scan.unggahan.conftest import Tus, replica
from tests.service.scan.unggahan.test_tus import objects
from tests.support.bench import Bench
from tests.support.between import Between, answers
from tests.support.people import person

Upload = Callable[..., Response]


def left(scan: Runtime, orang: Orang, berkas: Berkas) -> list[str]:
    """The names of what came up for a berkas and was not used."""
    with scan.database.unit() as unit:
        return [one.nama for one in own_for(unit, orang, berkas.id, berkas.kantor)]


def test_files_are_joined_in_the_order_that_was_chosen_and_are_used_up(
    scan: Runtime, at: At, tus: Tus, upload: Upload, staf: Orang, plain: bytes
) -> None:
    berkas, picture, last = at("P5"), png_page(seed=3), nota_dinas(seed=6).born_digital_pdf
    first, second = tus.whole(berkas, "a.pdf", plain), tus.whole(berkas, "b.png", picture)
    sent = upload(berkas, staf, {"c.pdf": last}, unggahan=[str(second), str(first)], kunci="u")
    assert sent.status_code == 202, sent.text
    assert [one["nama"] for one in sent.json()["sumber"]] == ["b.png", "a.pdf", "c.pdf"]
    assert [one["sha256"] for one in sent.json()["sumber"]] == [sha256(d).hexdigest() for d in (picture, plain, last)]
    assert left(scan, staf, berkas) == []
    assert [objects(scan, one) for one in (first, second)] == [[], []]
    again = upload(berkas, staf, unggahan=[str(second), str(first)], kunci="u")
    assert again.json()["id"] == sent.json()["id"]
    assert check(scan) == []


def test_a_double_click_is_one_scan(scan: Runtime, at: At, tus: Tus, upload: Upload, staf: Orang, plain: bytes) -> None:
    berkas = at("P5")
    one = str(tus.whole(berkas, "a.pdf", plain))
    with ThreadPoolExecutor(4) as pool:
        clicks = list(pool.map(lambda _: upload(berkas, staf, unggahan=[one], kunci="sama"), range(4)))
    assert [one.status_code for one in clicks] == [202] * 4, [one.text for one in clicks]
    assert len({one.json()["id"] for one in clicks}) == len(scans(scan, berkas.id)) == 1


@pytest.mark.parametrize(
    "files",
    [
        {"a.pdf": b"halo semua"},
        {"a.pdf": encrypted_pdf()},
        {"a.pdf": b""},
        {"a.pdf": signed_pdf(), "b.png": png_page(dpi=72)},
    ],
)
def test_what_is_refused_is_refused_in_the_same_words_and_stays_on_the_list(
    scan: Runtime, at: At, tus: Tus, upload: Upload, staf: Orang, files: dict[str, bytes]
) -> None:
    berkas = at("P5")
    ids = [str(tus.whole(berkas, name, data)) for name, data in files.items()]
    answer, at_once = upload(berkas, staf, unggahan=ids), upload(berkas, staf, files)
    assert (answer.status_code, answer.json()) == (422, at_once.json())
    assert (scans(scan, berkas.id), left(scan, staf, berkas)) == ([], list(files))


def test_what_is_not_there_as_a_whole_is_not_scanned(
    scan: Runtime, at: At, tus: Tus, upload: Upload, staf: Orang, plain: bytes
) -> None:
    berkas, other = at("P5"), at("P5")
    where = tus.begin(berkas, "a.pdf", len(plain)).headers["location"]
    tus.send(where, 0, plain[:100])
    half = UUID(where.rpartition("/")[2])
    of_another_case = tus.whole(other, "b.pdf", plain)
    of_somebody_else = Tus(tus.bench, tus.client, person("staf", "61", "Staf Lain")).whole(berkas, "c.pdf", plain)
    codes = [upload(berkas, staf, unggahan=[str(one)]).json()["code"] for one in (half, of_another_case, uuid4())]
    assert codes == ["unggahan-belum-lengkap", "unggahan-tidak-ada", "unggahan-tidak-ada"]
    assert upload(berkas, staf, unggahan=[str(of_somebody_else)]).json()["code"] == "unggahan-tidak-ada"
    assert left(scan, person("staf", "61", "Staf Lain"), berkas) == ["c.pdf"]
    assert scans(scan, berkas.id) == []


def test_the_salinan_uses_up_no_upload_of_anybody(
    scan: Runtime, at: At, tus: Tus, upload: Upload, staf: Orang, plain: bytes
) -> None:
    berkas, other = at("P5", salinan=plain), Tus(tus.bench, tus.client, person("staf", "61", "Staf Lain"))
    foreign = other.whole(berkas, "c.pdf", plain)
    assert upload(berkas, staf, pakai="salinan", unggahan=[str(foreign)]).status_code == 202
    assert left(scan, other.orang, berkas) == ["c.pdf"]


def test_bytes_that_were_lost_are_told(
    scan: Runtime, at: At, tus: Tus, upload: Upload, staf: Orang, plain: bytes
) -> None:
    berkas = at("P5")
    one = tus.whole(berkas, "a.pdf", plain)
    client, bucket = scan.store.client, scan.settings.s3_uploads_bucket
    name = next(iter(client.list_objects(bucket, prefix=f"{one}/"))).object_name
    client.remove_object(bucket, name)
    answer = upload(berkas, staf, unggahan=[str(one)])
    assert (answer.status_code, answer.json()["code"]) == (422, "unggahan-tidak-utuh")
    assert "pilih berkasnya sekali lagi" in answer.json()["detail"]


def test_the_page_takes_them_and_shows_what_is_wrong(
    bench: Bench, scan: Runtime, at: At, tus: Tus, staf: Orang, plain: bytes
) -> None:
    berkas = at("P5")
    bad, good = tus.whole(berkas, "rusak.pdf", b"halo"), tus.whole(berkas, "a.pdf", plain)

    def post(*ids: UUID) -> Response:
        data: dict[str, Any] = {"giliran": berkas.giliran, "kunci": str(uuid4()), "unggahan": [str(one) for one in ids]}
        answer: Response = bench.client("scan").post(
            f"/pindai/{berkas.id}", data=data, headers=bench.headers(staf), follow_redirects=False
        )
        return answer

    refused = post(bad, good)
    assert (refused.status_code, "rusak.pdf" in refused.text) == (422, True)
    assert left(scan, staf, berkas) == ["rusak.pdf", "a.pdf"]
    assert post(good).status_code == 303
    assert left(scan, staf, berkas) == ["rusak.pdf"]


def test_while_the_store_is_away_nothing_is_taken_and_the_upload_goes_on_later(
    bench: Bench, at: At, tus: Tus, between: Between, plain: bytes
) -> None:
    berkas = at("P5")
    away = Tus(bench, replica(bench, s3_endpoint=between.address), tus.orang)
    where = tus.begin(berkas, "a.pdf", len(plain)).headers["location"]
    with between.doing(answers(503), "PUT"):
        answer = away.send(where, 0, plain)
    assert (answer.status_code, answer.json()["code"]) == (503, "layanan-tidak-tersedia")
    assert tus.offset(where) == 0
    assert away.send(where, 0, plain).status_code == 204


def test_an_upload_is_written_down_before_it_is_used(scan: Runtime, at: At, tus: Tus, plain: bytes) -> None:
    one = tus.whole(at("P5"), "a.pdf", plain, piece=7_000)
    with scan.database.unit() as unit:
        row = unit.session.get_one(Unggahan, one)
    assert (row.lengkap, row.diterima) == (True, len(plain))
