"""What is said of all pages together."""

import pytest

from services.scan.mutu.gerbang import Cacat, Catatan
from services.scan.mutu.laporan import NOT_LOOKED, Mutu, Salinan
from services.scan.mutu.ringkasan import WORST_FIRST, Ringkasan, rentang
from services.scan.mutu.ukuran import Ukuran

GOOD = Ukuran(kertas=235, tinta=40, isi=0.05, dpi=200)


def note(halaman: int, cacat: Cacat) -> Catatan:
    return Catatan(halaman, cacat, f"Halaman {halaman}: {cacat}.")


ALL = Ringkasan(
    [
        Mutu(GOOD), Mutu(GOOD, (note(2, Cacat.MIRING), note(2, Cacat.CAP)), nomor=2), NOT_LOOKED,
        Mutu(GOOD, (note(4, Cacat.KOSONG),)), Mutu(GOOD, nomor=5, salinan=Salinan.SEBAGIAN), Mutu(GOOD),
    ]
)  # fmt: skip


def test_the_worst_page_comes_first_and_on_it_the_worst_finding() -> None:
    assert [(number, [one.cacat for one in found]) for number, found in ALL.temuan] == [
        (4, [Cacat.KOSONG]), (2, [Cacat.CAP, Cacat.MIRING])
    ]  # fmt: skip
    assert [one.halaman for one in ALL.catatan(Cacat.CAP, Cacat.KOSONG)] == [4, 2]


def test_a_page_that_nobody_measured_is_not_fine() -> None:
    assert (ALL.baik, ALL.belum, ALL.nomor) == ([1, 5, 6], [3], [2, 5])


def test_the_best_sight_of_the_word_salinan_counts() -> None:
    assert ALL.salinan == (Salinan.SEBAGIAN, 5)
    assert Ringkasan([Mutu(GOOD), Mutu(GOOD, salinan=Salinan.TERBACA)]).salinan == (Salinan.TERBACA, 2)
    assert Ringkasan([Mutu(GOOD)]).salinan == (Salinan.TIDAK, 0)


def test_every_kind_of_finding_has_its_weight() -> None:
    assert set(WORST_FIRST) == set(Cacat)


@pytest.mark.parametrize(
    ("numbers", "said"), [([], ""), ([3], "3"), ([1, 2, 3, 5, 7, 8], "1–3, 5, 7–8"), ([1, 2], "1–2")]
)
def test_numbers_as_a_person_writes_them(numbers: list[int], said: str) -> None:
    assert rentang(numbers) == said
