"""The sample documents: truthful about what they print, the same for the same seed."""

import re
from collections.abc import Callable

import pypdfium2
import pytest

from shared.samples import Contoh, keputusan_kabupaten, keputusan_provinsi, nota_dinas, surat_edaran
from shared.sop.jenis import JENIS

MAKERS: dict[str, Callable[[int], Contoh]] = {
    "provinsi": lambda seed: keputusan_provinsi(seed=seed),
    "kabupaten": keputusan_kabupaten,
    "edaran": surat_edaran,
    "nota": nota_dinas,
}
ORDER = (
    "KEPUTUSAN KOMISI PEMILIHAN UMUM",
    "NOMOR",
    "TENTANG",
    "Menimbang : a. bahwa",
    "Mengingat : 1.",
    "Memperhatikan :",
    "MEMUTUSKAN:",
    "Menetapkan :",
    "KESATU :",
    "KELIMA :",
    "Ditetapkan di",
    "pada tanggal",
    "KETUA KOMISI",
    "ttd.",
    "LAMPIRAN",
)


def words(text: str) -> list[str]:
    return text.split()


def printed(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize("seed", [1, 2, 7])
@pytest.mark.parametrize("kind", MAKERS)
def test_the_truth_is_what_is_printed(kind: str, seed: int) -> None:
    contoh = MAKERS[kind](seed)
    on_paper = printed(contoh.born_digital_pdf)
    assert len(on_paper) == len(contoh.pages)
    for truth, seen in zip(contoh.pages, on_paper, strict=True):
        assert sorted(words(truth)) == sorted(words(seen))


@pytest.mark.parametrize("kind", MAKERS)
def test_equal_seeds_give_equal_documents_and_others_do_not(kind: str) -> None:
    make = MAKERS[kind]
    assert make(3) == make(3)
    assert make(3).born_digital_pdf != make(4).born_digital_pdf


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("seed", [1, 5])
def test_metadata_is_on_the_document(kind: str, seed: int) -> None:
    contoh = MAKERS[kind](seed)
    meta, text = contoh.metadata, " ".join(words(" ".join(contoh.pages)))
    assert f"NOMOR {meta.nomor}" in text
    assert meta.penandatangan.upper() in text.upper()
    assert meta.tanggal in text
    assert meta.tentang.upper() in text.upper()
    assert meta.tempat in text
    assert meta.tanggal_penetapan.year == meta.tahun


@pytest.mark.parametrize("contoh", [keputusan_provinsi(), keputusan_kabupaten()], ids=["provinsi", "kabupaten"])
def test_a_decision_is_in_the_order_of_the_field(contoh: Contoh) -> None:
    text, at = " ".join(words(" ".join(contoh.pages))), -1
    for part in ORDER:
        found = text.find(part, at + 1)
        assert found > at, part
        at = found


@pytest.mark.parametrize("pages", [5, 10, 23])
def test_a_decision_has_the_pages_asked_for(pages: int) -> None:
    contoh = keputusan_provinsi(pages=pages, seed=4)
    assert len(contoh.pages) == pages
    assert "ttd." in contoh.pages[-1]
    assert contoh.pages[1].startswith("- 2 -")


def test_a_decision_of_too_few_pages_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 5"):
        keputusan_provinsi(pages=4)


def test_counts_in_the_table_add_up() -> None:
    rows = re.findall(r" ([\d.]+) ([\d.]+) ([\d.]+)$", keputusan_provinsi().pages[5], re.MULTILINE)
    assert len(rows) > 20
    for men, women, total in (tuple(int(cell.replace(".", "")) for cell in row) for row in rows):
        assert men + women == total


def test_kinds_are_those_of_the_catalogue() -> None:
    kinds = [contoh.metadata.jenis for contoh in (keputusan_provinsi(), keputusan_kabupaten(), surat_edaran())]
    assert kinds == ["keputusan_kpu_provinsi", "keputusan_kpu_kabkota", "surat_edaran"]
    assert set(kinds) <= JENIS.keys()


def test_a_nota_dinas_names_the_product_it_asks_for() -> None:
    product = keputusan_kabupaten().metadata
    text = " ".join(words(nota_dinas(kantor="6202", untuk=product).pages[0]))
    assert product.judul in text
    assert "/HK.03.1-ND/6202/" in text
    for label in ("Yth. :", "Dari :", "Tanggal :", "Sifat :", "Lampiran :", "Hal :"):
        assert label in text


def test_titles_say_the_year_once() -> None:
    edaran = surat_edaran().metadata
    assert edaran.judul.startswith(f"Surat Edaran Nomor {edaran.nomor} tentang ")
    decision = keputusan_provinsi().metadata
    assert f"Nomor {decision.nomor} Tahun {decision.tahun} tentang" in decision.judul
