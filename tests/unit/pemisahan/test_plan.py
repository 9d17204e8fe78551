"""How a stack is parted: every page is somewhere, nothing goes to a case that its code does not name."""

from uuid import UUID, uuid4

import pytest

from services.scan.domain.pemisahan import Bagian, Rencana, Sebab, Terbaca, plan
from shared.kode_lembar import KodeLembar, Lembar
from shared.sop import JenisDokumen

A, B, C = uuid4(), uuid4(), uuid4()
J = JenisDokumen
PAGE, BLANK = Terbaca(), Terbaca(kosong=True)
LARGE_SPOILT, SMALL_SPOILT = Terbaca(rusak=0.4, lebar=0.4), Terbaca(rusak=0.12, lebar=0.12)


def apart(case: UUID, jenis: JenisDokumen = J.NASKAH_ASLI) -> Terbaca:
    return Terbaca((KodeLembar(Lembar.PEMISAH, case, jenis).teks,), lebar=0.4)


def disposisi(case: UUID) -> Terbaca:
    return Terbaca((KodeLembar(Lembar.DOKUMEN, case, J.LEMBAR_DISPOSISI).teks,), lebar=0.12)


def shown(made: Rencana) -> list[tuple[tuple[int, ...], UUID | None, Sebab | None]]:
    return [(part.halaman, part.berkas_id, part.sebab) for part in made.bagian]


def test_each_document_finds_its_case_and_the_separators_are_in_none() -> None:
    made = plan([apart(A), PAGE, PAGE, apart(B, J.SALINAN), PAGE, apart(C, J.LEMBAR_PERSETUJUAN), PAGE])
    assert shown(made) == [((2, 3), A, None), ((5,), B, None), ((7,), C, None)]
    assert [part.jenis for part in made.bagian] == [J.NASKAH_ASLI, J.SALINAN, J.LEMBAR_PERSETUJUAN]
    assert made.kosong == ()


def test_a_lembar_disposisi_stays_what_it_is_and_what_follows_is_the_naskah() -> None:
    made = plan([disposisi(A), PAGE, PAGE, disposisi(B), PAGE])
    assert [(part.halaman, part.berkas_id, part.jenis) for part in made.bagian] == [
        ((1,), A, J.LEMBAR_DISPOSISI), ((2, 3), A, J.NASKAH_ASLI),
        ((4,), B, J.LEMBAR_DISPOSISI), ((5,), B, J.NASKAH_ASLI),
    ]  # fmt: skip


def test_pages_before_the_first_sheet_have_no_code() -> None:
    made = plan([PAGE, PAGE, apart(A), PAGE])
    assert shown(made) == [((1, 2), None, Sebab.TANPA_KODE), ((4,), A, None)]
    assert made.bagian[0].kode == ""


def test_a_separator_that_cannot_be_read_ends_the_document_before_it() -> None:
    made = plan([apart(A), PAGE, LARGE_SPOILT, PAGE, PAGE, apart(B), PAGE])
    assert shown(made) == [((2,), A, None), ((4, 5), None, Sebab.KODE_TIDAK_TERBACA), ((7,), B, None)]
    assert made.bagian[1].muka == 3, "the sheet itself is shown: a person may read what it says"


def test_a_code_that_was_altered_counts_as_one_that_cannot_be_read() -> None:
    code = KodeLembar(Lembar.PEMISAH, A, J.NASKAH_ASLI).teks
    altered = Terbaca((code[:-1] + ("0" if code[-1] != "0" else "1"),), lebar=0.4)
    small = Terbaca(altered.teks, lebar=0.12)
    assert shown(plan([altered, PAGE])) == [((2,), None, Sebab.KODE_TIDAK_TERBACA)]
    assert shown(plan([small, PAGE])) == [((1, 2), None, Sebab.KODE_TIDAK_TERBACA)], "it may be a document itself"


def test_a_small_code_that_cannot_be_read_makes_its_document_doubtful() -> None:
    made = plan([apart(A), PAGE, SMALL_SPOILT, PAGE, apart(B), PAGE])
    assert shown(made) == [((2, 3, 4), A, Sebab.KODE_TIDAK_TERBACA), ((6,), B, None)]


def test_a_lost_separator_at_the_end_is_still_a_part() -> None:
    assert shown(plan([apart(A), PAGE, LARGE_SPOILT])) == [((2,), A, None), ((3,), None, Sebab.KODE_TIDAK_TERBACA)]


def test_two_products_for_one_case_both_wait() -> None:
    made = plan([apart(A), PAGE, apart(B), PAGE, apart(A, J.SALINAN), PAGE, apart(A, J.LEMBAR_PERSETUJUAN), PAGE])
    assert shown(made) == [((2,), A, Sebab.GANDA), ((4,), B, None), ((6,), A, Sebab.GANDA), ((8,), A, None)]


def test_two_codes_on_one_page_are_not_chosen_from() -> None:
    both = Terbaca(apart(A).teks + apart(B).teks, lebar=0.4)
    assert shown(plan([both, PAGE])) == [((1, 2), None, Sebab.DUA_KODE)]


def test_the_code_twice_on_one_sheet_and_codes_of_others_do_no_harm() -> None:
    sheet = Terbaca((*apart(A).teks, "https://tte.example/verify/1"), lebar=0.4)
    assert shown(plan([sheet, PAGE, Terbaca(("https://tte.example/verify/2",), lebar=0.1)])) == [((2, 3), A, None)]


def test_sheets_without_a_document_are_told_of_once() -> None:
    made = plan([apart(A), apart(A), PAGE, apart(B), apart(B), apart(C), PAGE])
    assert shown(made) == [((3,), A, None), ((7,), C, None)]
    assert [kode.berkas_id for kode in made.kosong] == [B]


def test_the_blank_back_of_a_sheet_belongs_to_the_sheet_and_every_other_blank_page_is_kept() -> None:
    made = plan([BLANK, apart(A), BLANK, PAGE, BLANK, disposisi(B), BLANK, BLANK, PAGE, LARGE_SPOILT, BLANK, PAGE])
    assert [part.halaman for part in made.bagian] == [(1,), (4, 5), (6,), (8, 9), (12,)]


@pytest.mark.parametrize("seed", range(40))
def test_no_page_is_lost_or_doubled(seed: int) -> None:
    from random import Random

    sheets = [apart(A), apart(B), disposisi(C), LARGE_SPOILT]
    kinds = [PAGE, PAGE, PAGE, BLANK, BLANK, SMALL_SPOILT, *sheets]
    pages = Random(seed).choices(kinds, k=30)
    made = plan(pages)
    kept = [number for part in made.bagian for number in part.halaman]
    assert len(kept) == len(set(kept))
    left = {number for number in range(1, 31) if number not in kept}
    backs = {number for number in left if pages[number - 1] == BLANK}
    assert all(pages[number - 2] in sheets for number in backs)
    assert all(pages[number - 1] in (sheets[0], sheets[1], LARGE_SPOILT) for number in left - backs)
    assert all(_named(part, pages) for part in made.bagian)


def _named(part: Bagian, pages: list[Terbaca]) -> bool:
    """Whether the last sheet before the part, or its own, names its case."""
    if part.berkas_id is None:
        return part.sebab is not None
    sheets = [page for page in pages[: part.halaman[0]] if page.teks]
    return part.kode in sheets[-1].teks
