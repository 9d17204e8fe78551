"""The pages of the scan desks."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from bs4 import BeautifulSoup
from httpx import Response

from shared.identity import Orang
from shared.runtime import Runtime
from tests.service.scan.conftest import At, known
from tests.service.scan.test_kelengkapan import TEKS
from tests.support.bench import Bench
from tests.support.people import person

Work = Callable[[UUID], None]
REFRESH = 'http-equiv="refresh"'


def get(bench: Bench, orang: Orang, path: str) -> Response:
    answer: Response = bench.client("scan").get(path, headers=bench.headers(orang))
    return answer


def post(bench: Bench, orang: Orang, path: str, files: Any = None, **data: Any) -> Response:
    answer: Response = bench.client("scan").post(
        path, data={"kunci": "k", **data}, files=files, headers=bench.headers(orang), follow_redirects=False
    )
    return answer


def as_browser_without_file(bench: Bench, orang: Orang, path: str, **data: Any) -> Response:
    """A browser sends a file that was not chosen as a part with an empty name (HTTPX cannot)."""
    parts = [f'name="{name}"\r\n\r\n{value}' for name, value in data.items()]
    parts.append('name="berkas"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n')
    body = "".join(f"--X\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + "--X--\r\n"
    headers = {**bench.headers(orang), "content-type": "multipart/form-data; boundary=X"}
    answer: Response = bench.client("scan").post(path, content=body.encode(), headers=headers)
    return answer


def names(page: Response) -> set[str]:
    """The names of the controls on a page."""
    return {str(tag["name"]) for tag in BeautifulSoup(page.text, "lxml").select("input, textarea, select")}


def test_the_list_has_what_this_person_may_do_here(bench: Bench, at: At, staf: Orang) -> None:
    mine, other_role, other_office, elsewhere = at("P5"), at("P6"), at("R4b", "6202"), at("P7")
    page = get(bench, staf, "/pindai").text
    seen = [f"/{desk}/{b.id}" in page for desk, b in (("pindai", mine), ("kelengkapan", other_role))]
    assert seen == [True, False]
    assert not any(str(b.id) in page for b in (other_office, elsewhere))


def test_scripts_are_files_of_ours_and_only_for_who_may_scan(
    bench: Bench, at: At, staf: Orang, kasubbag: Orang
) -> None:
    berkas = at("P5")
    scripts = {
        orang.id: BeautifulSoup(get(bench, orang, f"/pindai/{berkas.id}").text, "lxml").select("script")
        for orang in (staf, kasubbag)
    }
    assert [tag["src"] for tag in scripts[staf.id]] == ["/statis/unggah/tus-4.3.1.min.js", "/statis/unggah/mulai.js"]
    assert [tag.get_text() for tag in scripts[staf.id]] == ["", ""]
    assert scripts[kasubbag.id] == []
    for tag in scripts[staf.id]:
        answer = get(bench, staf, str(tag["src"]))
        assert (answer.status_code, "javascript" in answer.headers["content-type"]) == (200, True)
        assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_receipt_by_form(bench: Bench, scan: Runtime, at: At) -> None:
    berkas, staf = at("R4a", "6202"), person("staf", "6202")
    assert {"jumlah_rangkap", "asli_ada", "salinan_ada", "giliran"} <= names(get(bench, staf, f"/rangkap/{berkas.id}"))
    wrong = post(bench, staf, f"/rangkap/{berkas.id}", giliran=berkas.giliran, jumlah_rangkap="dua", catatan="<b>")
    assert (wrong.status_code, "dengan angka" in wrong.text, "&lt;b&gt;" in wrong.text) == (422, True, True)
    sent = {"giliran": berkas.giliran, "jumlah_rangkap": "2", "asli_ada": "ya", "salinan_ada": "ya"}
    done = post(bench, staf, f"/rangkap/{berkas.id}", **sent)
    assert (done.status_code, done.headers["location"]) == (303, f"/berkas/{berkas.id}?pesan=selesai")
    assert known(scan, berkas.id).langkah == "R4b"


def test_a_scan_by_form_is_followed_until_its_result_is_taken(
    bench: Bench, scan: Runtime, at: At, work: Work, staf: Orang, plain: bytes
) -> None:
    berkas = at("P5", salinan=plain)
    path = f"/pindai/{berkas.id}"
    fresh = get(bench, staf, path)
    assert (REFRESH in fresh.text, "Pakai salinan yang ada di berkas" in fresh.text) == (False, True)
    assert {"berkas", "pakai", "ke"} <= names(fresh)
    empty = as_browser_without_file(bench, staf, path, giliran=berkas.giliran, kunci="k")
    assert (empty.status_code, "Pilih berkas hasil pindai" in empty.text) == (422, True)
    sent = post(bench, staf, path, files=[("berkas", ("a.pdf", plain))], giliran=berkas.giliran)
    assert (sent.status_code, sent.headers["location"]) == (303, f"{path}?pesan=dipindai")
    waiting = get(bench, staf, path).text
    assert REFRESH in waiting
    assert "Pakai hasil ini" not in waiting
    work(berkas.id)
    ready = get(bench, staf, path).text
    assert REFRESH not in ready
    assert all(part in ready for part in ("Pakai hasil ini", "Memenuhi PDF/A-2b", "Teks sudah baik", "NOTA DINAS"))
    (link,) = (str(a["href"]) for a in BeautifulSoup(ready, "lxml").select("a") if a.text == "Buka PDF hasil scan")
    shown = get(bench, staf, link)
    assert (shown.headers["content-type"], shown.content[:5]) == ("application/pdf", b"%PDF-")
    assert get(bench, person("staf", "6202"), link).status_code == 404
    done = post(bench, staf, f"{path}/selesai", giliran=berkas.giliran)
    assert done.headers["location"] == f"/berkas/{berkas.id}?pesan=selesai"
    assert known(scan, berkas.id).langkah == "P6"


def test_the_salinan_of_the_berkas_by_form(bench: Bench, at: At, staf: Orang, plain: bytes) -> None:
    berkas = at("P5", salinan=plain)
    sent = post(bench, staf, f"/pindai/{berkas.id}", giliran=berkas.giliran, pakai="salinan")
    assert sent.status_code == 303
    assert "(salinan dari berkas ini)" in get(bench, staf, f"/pindai/{berkas.id}").text


def test_the_list_by_form_keeps_what_was_said(bench: Bench, scan: Runtime, at: At, kasubbag: Orang) -> None:
    berkas = at("P6", teks=TEKS)
    path = f"/kelengkapan/{berkas.id}"
    fields = names(get(bench, kasubbag, path))
    radios = [name for name in fields if name.startswith("periksa-")]
    assert {"periksa-cap", "periksa-abstrak", "catatan-stempel"} <= fields
    half = dict.fromkeys(radios, "sesuai") | {"catatan-stempel": "", "periksa-cap": "tidak_sesuai"}
    wrong = post(bench, kasubbag, path, giliran=berkas.giliran, **half)
    assert wrong.status_code == 422
    assert "tulis alasan mengapa" in wrong.text
    assert 'value="tidak_sesuai" checked' in wrong.text
    full = dict.fromkeys(radios, "sesuai") | {"catatan-stempel": "Di kertas"}
    done = post(bench, kasubbag, path, giliran=berkas.giliran, **full)
    assert (done.status_code, known(scan, berkas.id).langkah) == (303, "P7")


def test_who_has_nothing_to_do_here_sees_where_it_lies(bench: Bench, at: At, staf: Orang) -> None:
    berkas = at("P6", teks=TEKS)
    for desk in ("rangkap", "pindai", "kelengkapan"):
        page = get(bench, staf, f"/{desk}/{berkas.id}")
        assert page.status_code == 200
        assert "Berkas ini menunggu Kasubbag Hukum &amp; SDM" in page.text
        assert "giliran" not in names(page)


def test_a_return_by_form(bench: Bench, scan: Runtime, at: At, kasubbag: Orang) -> None:
    berkas = at("P6", teks=TEKS)
    sent = {"giliran": berkas.giliran, "keputusan": "kembalikan", "ke": "P5", "alasan": "Miring"}
    done = post(bench, kasubbag, f"/kelengkapan/{berkas.id}/kembalikan", **sent)
    assert (done.status_code, known(scan, berkas.id).langkah) == (303, "P5")
