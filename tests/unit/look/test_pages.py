"""Whole pages: well-formed, labelled, without script, and safe with what people type."""

import re
from typing import Any

import pytest
from jinja2 import Environment, UndefinedError

from shared.web.look.templating import STATIC
from tests.unit.look.conftest import EVIL, orang
from tests.unit.look.html import Page

PAGES = ("galeri.html", "galeri_publik.html", "galat.html")


@pytest.fixture
def konteks_semua(konteks: dict[str, Any]) -> dict[str, Any]:
    public = {"kantor_nama": "KPU Provinsi Kalimantan Barat", "alamat": "/jdih/61", "kata": EVIL}
    return konteks | public | {"status": 404, "kode": "tidak-ditemukan", "kalimat": EVIL, "kembali": "/"}


@pytest.fixture(params=PAGES)
def teks(request: pytest.FixtureRequest, env: Environment, konteks_semua: dict[str, Any]) -> str:
    return env.get_template(request.param).render(konteks_semua)


def test_page_is_well_formed(teks: str) -> None:
    assert teks.startswith("<!DOCTYPE html>")
    page = Page(teks)
    assert page.faults == []
    assert page.all("html") == [{"lang": "id"}]
    assert len(page.all("h1")) == 1


def test_page_has_no_script_and_no_inline_style(teks: str) -> None:
    page = Page(teks)
    assert page.all("script", "style") == []
    assert [name for _, attrs in page.elements for name in attrs if name == "style" or name.startswith("on")] == []


def test_typed_text_stays_text(teks: str) -> None:
    assert "<script" not in teks
    assert "&lt;script&gt;" in teks


def test_every_control_has_a_label(teks: str) -> None:
    page = Page(teks)
    labelled = {attrs["for"] for attrs in page.all("label") if "for" in attrs}
    controls = [a for a in page.all("input", "select", "textarea") if a.get("type") != "hidden"]
    assert [attrs for attrs in controls if attrs["id"] not in labelled] == []


def test_every_reference_leads_somewhere(teks: str) -> None:
    page = Page(teks)
    wanted = {one for _, a in page.elements for key in ("for", "aria-describedby") for one in a.get(key, "").split()}
    wanted |= {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")}
    assert "isi" in wanted
    assert wanted - set(page.ids) == set()


def test_only_files_of_our_own_are_fetched(teks: str) -> None:
    page = Page(teks)
    fetched = {a["src"] for a in page.all("img")} | {a["href"] for a in page.all("link")}
    assert {name.removeprefix("/statis/") for name in fetched} <= {path.name for path in STATIC.iterdir()}


def test_every_class_of_the_page_is_styled(env: Environment, konteks_semua: dict[str, Any]) -> None:
    styled = set(re.findall(r"\.([a-z][a-z-]*)", (STATIC / "terbit.css").read_text()))
    used = {
        name
        for template in PAGES
        for _, attrs in Page(env.get_template(template).render(konteks_semua)).elements
        for name in attrs.get("class", "").split()
    }
    plain = {"utama", "hitung-netral", "label-netral", "periksa-tidak_diperiksa"}
    assert used - styled - plain == set()


def test_menu_marks_where_one_is_and_shows_operations_to_operators(env: Environment, konteks: dict[str, Any]) -> None:
    links = Page(env.get_template("galeri.html").render(konteks)).all("a")
    assert [a["href"] for a in links if a.get("aria-current") and a["href"] == "/agenda"] == ["/agenda"]
    assert "/operasi" not in {a["href"] for a in links}
    konteks["orang"] = orang("operasi")
    assert "/operasi" in {a["href"] for a in Page(env.get_template("galeri.html").render(konteks)).all("a")}


def test_error_page_needs_nobody_signed_in(env: Environment) -> None:
    konteks = {
        "halaman": "Silakan masuk",
        "status": 401,
        "kode": "belum-masuk",
        "kalimat": "Masuk dulu.",
        "kembali": "/masuk",
    }
    teks = env.get_template("galat.html").render(konteks)
    page = Page(teks)
    assert page.all("form") == []
    assert "belum-masuk" in teks
    assert "/masuk" in {a["href"] for a in page.all("a")}


def test_error_page_needs_no_more_than_a_sentence_and_a_code(env: Environment) -> None:
    teks = env.get_template("galat.html").render(halaman="Galat", kode="galat", kalimat="Terjadi kesalahan.")
    assert "Terjadi kesalahan." in teks
    assert {a["href"] for a in Page(teks).all("a") if a.get("class") == "tombol"} == {"/"}


def test_error_page_can_stand_on_the_public_site(env: Environment, konteks_semua: dict[str, Any]) -> None:
    teks = env.get_template("galat.html").render(konteks_semua | {"rangka": "publik.html"})
    assert "/keluar" not in teks
    assert 'action="/jdih/61"' in teks


def test_missing_value_is_an_error(env: Environment, konteks: dict[str, Any]) -> None:
    del konteks["judul"]
    with pytest.raises(UndefinedError, match="judul"):
        env.get_template("galeri.html").render(konteks)
