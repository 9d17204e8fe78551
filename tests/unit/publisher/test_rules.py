"""What must hold before publication, what counts as evidence, what is searched, which part of a file is asked for."""

import pytest

from services.publisher.domain.bukti import BerkasTerlihat, file_faults, page_faults
from services.publisher.domain.syarat import stamped, to_be_published
from services.publisher.domain.teks import SEARCHED_BYTES, START, STOP, highlighted, pages_of, searchable
from services.publisher.site.files import Part, part_of
from shared.errors import Conflict, Invalid
from shared.sop import Berkas, JenisDokumen, Keadaan, sop
from tests.support.people import berkas_at


def without(berkas: Berkas, jenis: JenisDokumen) -> Berkas:
    return berkas.model_copy(update={"dokumen": tuple(d for d in berkas.dokumen if d.jenis is not jenis)})


def test_the_valid_scan_goes_out() -> None:
    berkas = berkas_at("R5b")
    assert to_be_published(sop(berkas.sop), berkas).jenis is JenisDokumen.HASIL_SCAN


def test_nothing_goes_out_unapproved_withdrawn_or_without_its_scan() -> None:
    berkas, rules = berkas_at("R5b"), sop("kotim-33-2021")
    void = tuple(j.model_copy(update={"berlaku": False}) for j in berkas.riwayat)
    with pytest.raises(Conflict) as caught:
        to_be_published(rules, berkas.model_copy(update={"riwayat": void}))
    assert caught.value.code == "belum-disetujui"
    with pytest.raises(Conflict):
        to_be_published(rules, berkas.model_copy(update={"keadaan": Keadaan.DITARIK, "langkah": None}))
    for lacking in (without(berkas, JenisDokumen.HASIL_SCAN), berkas.model_copy(update={"revisi": 2})):
        with pytest.raises(Invalid):
            to_be_published(rules, lacking)


def test_a_salinan_is_stamped_when_an_approving_step_made_it_of_another() -> None:
    berkas, rules = berkas_at("R5a"), sop("kotim-33-2021")
    assert not stamped(rules, berkas)

    def salinan(**changes: str) -> Berkas:
        dokumen = (d.model_copy(update=changes) if d.jenis == "salinan" else d for d in berkas.dokumen)
        return berkas.model_copy(update={"dokumen": tuple(dokumen)})

    assert stamped(rules, salinan(langkah="R3a", sumber="a" * 64))
    assert not stamped(rules, salinan(langkah="R2a", sumber="a" * 64))
    assert not stamped(rules, without(berkas, JenisDokumen.SALINAN))


@pytest.mark.parametrize(("awal", "sha256", "faults"), [("%PDF-", "a", 0), ("%PDF-", "b", 1), ("\n%PDF", "a", 1)])
def test_only_the_very_bytes_pass(awal: str, sha256: str, faults: int) -> None:
    assert len(file_faults(BerkasTerlihat(sha256=sha256, ukuran=1, awal=awal), "a")) == faults


def test_the_page_must_say_the_same() -> None:
    assert page_faults({"Nomor": "33 ", "Judul": "A\n B"}, {"Nomor": "33", "Judul": "A B"}) == []
    assert page_faults({"Nomor": "35"}, {"Nomor": "33", "Tahun": "2026"}) == [
        "Nomor tertulis “35”, seharusnya “33”", "Tahun tertulis “”, seharusnya “2026”",
    ]  # fmt: skip


def test_text_for_the_search_is_clean_and_bounded() -> None:
    assert searchable(pages_of('{"halaman": ["a\\u0000b", "\ue000c"]}'.encode())) == "ab\nc"
    assert len(searchable(["é" * SEARCHED_BYTES]).encode()) == SEARCHED_BYTES


def test_found_words_are_marked_and_the_rest_escaped() -> None:
    assert highlighted(f"<i>{START}a&b{STOP}") == "&lt;i&gt;<mark>a&amp;b</mark>"


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", None), ("bytes=-", None), ("bytes=0-1,3-4", None), ("lines=1-2", None), ("bytes=0-", Part(0, 99)),
        ("bytes=10-19", Part(10, 19)), ("bytes=90-500", Part(90, 99)), ("bytes=-10", Part(90, 99)),
        ("bytes=-500", Part(0, 99)), ("bytes=100-", Part(100, 99)), ("bytes=-0", Part(100, 99)),
        ("bytes=9-5", Part(9, 5)),
    ],
)  # fmt: skip
def test_a_part_of_a_file(header: str, part: Part | None) -> None:
    assert part_of(header, 100) == part
