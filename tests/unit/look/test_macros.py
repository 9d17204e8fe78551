"""Each macro by itself: what it shows, what it keeps, what it refuses."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from jinja2 import Environment, UndefinedError

from tests.unit.look.conftest import EVIL
from tests.unit.look.html import Page

Tulis = Callable[..., str]
SAAT = datetime(2026, 11, 22, 7, 5, tzinfo=UTC)


@pytest.fixture
def tulis(env: Environment) -> Tulis:
    """Renders one expression with both macro files at hand; the outcome must be well-formed."""

    def render(source: str, **values: Any) -> str:
        head = '{% import "formulir.html" as f %}{% import "bagian.html" as b %}'
        text = env.from_string(head + source).render(x=EVIL, saat=SAAT, **values)
        assert Page(text).faults == []
        return text

    return render


@pytest.mark.parametrize(
    "source",
    [
        "{{ f.teks('n', x, {'n': x}, {'n': x}, x) }}",
        "{{ f.area('n', x, {'n': x}, {'n': x}, x) }}",
        "{{ f.tanggal('n', x, {'n': x}, {'n': x}, x) }}",
        "{{ f.pilih('n', x, [(x, x)], {'n': x}, {'n': x}, x) }}",
        "{{ f.radio('n', x, [(x, x, x)], {'n': x}, {'n': x}, x) }}",
        "{{ f.centang('n', x, [(x, x, x)], {'n': [x]}, {'n': x}, x) }}",
        "{{ f.pernyataan('n', x, {'n': x}, {'n': x}, x) }}",
        "{{ f.berkas('n', x, {'n': x}, x) }}",
        "{{ f.tombol(x, nama='n', nilai=x, aksi=x) }}",
        "{{ f.tersembunyi(x, x) }}",
        "{{ f.ringkasan_galat({'n': x}) }}",
        "{{ f.cari('/', x, x) }}",
        "{% call f.kelompok(x, x) %}{% endcall %}",
        "{{ b.tautan(x, x) }}",
        "{{ b.tautan_tombol(x, x) }}",
        "{{ b.kembali(x, x) }}",
        "{{ b.label_status(x) }}",
        "{{ b.pemberitahuan('galat', x) }}",
        "{{ b.tabel(x, [x], [[x]]) }}",
        "{{ b.tabel(x, [x], [], kosong=x) }}",
        "{{ b.daftar_ringkas([(x, x, x)]) }}",
        "{{ b.lini_masa([{'waktu': saat, 'judul': x, 'pelaku': x, 'rincian': x}]) }}",
        "{{ b.penghitung([(1, x, x)]) }}",
        "{{ b.daftar_tugas([{'judul': x, 'alamat': x, 'keterangan': x, 'status': x, 'jenis': 'netral'}]) }}",
        "{{ b.daftar_tugas([], x) }}",
        "{{ b.penomoran(1, 2, x) }}",
        "{{ b.daftar_periksa([{'kode': 'k', 'judul': x, 'hasil': 'gagal', 'rincian': x}]) }}",
        "{{ b.kemajuan(x, 1, 2) }}",
        "{{ b.bidang_terbaca({'nama': x, 'nilai': x, 'sebab': x, 'beda': x, 'halaman': x, 'perlu_dilihat': 1}, x) }}",
        "{% call b.rincian(x) %}{% endcall %}",
        "{% call b.panel(x) %}{% endcall %}",
    ],
)
def test_macro_shows_and_escapes_what_it_is_given(tulis: Tulis, source: str) -> None:
    text = tulis(source)
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_every_macro_is_shown_in_the_gallery_or_tested_alone(env: Environment) -> None:
    source = env.loader.get_source(env, "galeri.html")[0] + env.loader.get_source(env, "publik.html")[0]  # type: ignore[union-attr]
    for short, name in (("f", "formulir.html"), ("b", "bagian.html")):
        macros = {key for key in vars(env.get_template(name).module) if not key.startswith("_")}
        assert macros, name
        missing = {key for key in macros if f"{short}.{key}(" not in source and f"formulir_publik.{key}(" not in source}
        assert missing <= {"tersembunyi"}


def test_form_carries_token_and_key(tulis: Tulis) -> None:
    page = Page(tulis("{% call f.formulir('/a', 'tok', 'key', berkas=true) %}isi{% endcall %}"))
    assert page.all("form")[0]["method"] == "post"
    assert page.all("form")[0]["enctype"] == "multipart/form-data"
    assert {a["name"]: a["value"] for a in page.all("input")} == {"csrf": "tok", "kunci": "key"}


def test_values_are_kept(tulis: Tulis) -> None:
    isian = {"n": 0, "t": "2026-11-20", "p": 2, "c": [1, 3], "s": "ya"}
    page = Page(
        tulis(
            "{{ f.teks('n', 'N', i) }}{{ f.tanggal('t', 'T', i) }}{{ f.pilih('p', 'P', [(1, 'a'), (2, 'b')], i) }}"
            "{{ f.centang('c', 'C', [(1, 'a'), (2, 'b'), (3, 'c')], i) }}{{ f.pernyataan('s', 'S', i) }}",
            i=isian,
        )
    )
    assert {a["id"]: a["value"] for a in page.all("input") if a["type"] != "checkbox"} == {
        "f-n": "0",
        "f-t": "2026-11-20",
    }
    assert [a["value"] for a in page.all("option") if "selected" in a] == ["2"]
    assert [a["value"] for a in page.all("input") if "checked" in a] == ["1", "3", "ya"]


def test_password_is_never_written_back(tulis: Tulis) -> None:
    text = tulis("{{ f.teks('sandi', 'Kata sandi', {'sandi': 'rahasia'}, jenis='password') }}")
    assert "rahasia" not in text


def test_error_is_tied_to_its_field(tulis: Tulis) -> None:
    galat = {"n": "Isi nomor.", "": "Berkas sudah berubah."}
    page = Page(tulis("{{ f.ringkasan_galat(g) }}{{ f.teks('n', 'N', {}, g, petunjuk='Contoh') }}", g=galat))
    control = page.all("input")[0]
    assert control["aria-invalid"] == "true"
    assert control["aria-describedby"].split() == ["f-n-petunjuk", "f-n-galat"]
    assert [a["href"] for a in page.all("a")] == ["#f-n"]


def test_nothing_to_mend_shows_nothing(tulis: Tulis) -> None:
    assert tulis("{{ f.ringkasan_galat({}) }}{{ b.penomoran(1, 1, '/?h=') }}").strip() == ""


def test_two_forms_may_share_a_field_name(tulis: Tulis) -> None:
    page = Page(tulis("{{ f.area('alasan', 'A', awalan='tolak-') }}{{ f.area('alasan', 'A', awalan='kembali-') }}"))
    assert page.ids == ["tolak-alasan", "kembali-alasan"]


def test_text_area_keeps_a_leading_empty_line(tulis: Tulis) -> None:
    assert ">\n\nb</textarea>" in tulis("{{ f.area('a', 'A', {'a': '\\nb'}) }}")


def test_macro_results_stay_html_in_cells(tulis: Tulis) -> None:
    text = tulis("{{ b.tabel('T', ['A', 'B'], [[b.tautan('/1', 'satu'), 2]], angka=['B']) }}")
    assert '<a href="/1">satu</a>' in text
    assert 'data-kepala="B" class="angka"' in text


def test_pages_are_numbered_around_the_current_one(tulis: Tulis) -> None:
    page = Page(tulis("{{ b.penomoran(5, 12, '/agenda?halaman=') }}"))
    numbers = [a["href"].removeprefix("/agenda?halaman=") for a in page.all("a")]
    assert numbers == ["4", "1", "4", "5", "6", "12", "6"]
    assert [a["aria-label"] for a in page.all("a") if "aria-current" in a] == ["Halaman 5"]


def test_check_list_says_the_outcome_and_asks_the_person(tulis: Tulis) -> None:
    lines = [
        {"kode": k, "judul": k, "hasil": h, "rincian": None} for k, h in (("a", "lulus"), ("b", "tidak_diperiksa"))
    ]
    text = tulis("{{ b.daftar_periksa(p, isian={'periksa-a': 'sesuai'}) }}", p=lines)
    assert "Lulus" in text and "Tidak diperiksa" in text
    assert [a["name"] for a in Page(text).all("input") if "checked" in a] == ["periksa-a"]
    assert Page(tulis("{{ b.daftar_periksa(p, putusan=[]) }}", p=lines)).all("input") == []


@pytest.mark.parametrize(
    "source",
    ["{{ b.pemberitahuan('gembira', 'x') }}", "{{ b.daftar_periksa([{'kode': 'a', 'judul': 'a', 'hasil': 'ya'}]) }}"],
)
def test_unknown_kind_is_an_error(tulis: Tulis, source: str) -> None:
    with pytest.raises(UndefinedError):
        tulis(source)


def test_notice_may_hold_more(tulis: Tulis) -> None:
    text = tulis("{% call b.pemberitahuan('peringatan', 'Periksa.') %}<p>Lagi</p>{% endcall %}")
    assert "Perhatian" in text and "<p>Lagi</p>" in text


def test_moment_is_readable_for_machines_too(tulis: Tulis) -> None:
    text = tulis("{{ b.saat(saat, 'Asia/Jayapura') }}{{ b.saat(none) }}")
    assert '<time datetime="2026-11-22T07:05:00+00:00">22 November 2026 16.05 WIT</time>' in text
