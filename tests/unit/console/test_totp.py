"""Which code is of an app, which is for who has lost it, and when one of an app is good."""

import pytest

from services.console.domain.totp import Jam, Putusan, is_app_code, judge, plain, recovery_number, refusal


@pytest.mark.parametrize("kode", ["123456", " 123 456 ", "000000"])
def test_six_digits_are_of_an_app(kode: str) -> None:
    assert is_app_code(kode) and recovery_number(kode) is None
    assert len(plain(kode)) == 6


@pytest.mark.parametrize(("kode", "nomor"), [("3-luki-pato-nare-4821", 3), (" 0-LUKI-pato-nare-0001", 0)])
def test_a_recovery_code_says_which_it_is(kode: str, nomor: int) -> None:
    assert not is_app_code(kode) and recovery_number(kode) == nomor


@pytest.mark.parametrize(
    "kode", ["", "12345", "1234567", "١٢٣٤٥٦", "luki-pato-nare-4821", "3-luki-pato-nare", "12345a"]
)
def test_the_rest_is_neither(kode: str) -> None:
    assert not is_app_code(kode) and recovery_number(kode) is None


def run(jam: Jam, *given: tuple[int, int]) -> tuple[list[Putusan], Jam]:
    """What becomes of codes (step, and our clock's step) one after the other."""
    told = []
    for step, clock in given:
        putusan, jam = judge(jam, step, clock)
        told.append(putusan)
    return told, jam


@pytest.mark.parametrize("geser", [-2, -1, 0, 1, 2])
def test_at_each_moment_one_code_alone_is_good(geser: int) -> None:
    jam = Jam(langkah=50, geser=geser)
    good = [step for step in range(90, 111) if judge(jam, step, 100)[0] is Putusan.DITERIMA]
    assert good == [100 + geser]
    assert [clock for clock in range(90, 111) if judge(jam, 100, clock)[0] is Putusan.DITERIMA] == [100 - geser]


def test_no_code_is_taken_twice_nor_one_before_it() -> None:
    told, jam = run(Jam(), (100, 100), (100, 100), (99, 99))
    assert told == [Putusan.DITERIMA, Putusan.DITOLAK, Putusan.DITOLAK] and jam == Jam(langkah=100)


def test_what_was_given_too_early_is_not_taken_when_its_time_has_come() -> None:
    assert run(Jam(), (101, 100), (101, 101), (102, 102))[0] == [
        Putusan.DI_LUAR_WAKTU, Putusan.DITOLAK, Putusan.DITERIMA,
    ]  # fmt: skip


def test_who_typed_just_too_late_types_the_next_one() -> None:
    told, jam = run(Jam(), (99, 100), (100, 100))
    assert told == [Putusan.DI_LUAR_WAKTU, Putusan.DITERIMA] and jam == Jam(langkah=100)


@pytest.mark.parametrize("ahead", [-2, -1, 1, 2])
def test_two_that_are_off_by_the_same_teach_the_clock_and_the_third_is_taken(ahead: int) -> None:
    told, jam = run(Jam(), (100 + ahead, 100), (101 + ahead, 101), (102 + ahead, 102))
    assert told == [Putusan.DI_LUAR_WAKTU, Putusan.DISETEL, Putusan.DITERIMA]
    assert jam == Jam(langkah=102 + ahead, geser=ahead)


def test_two_that_are_off_otherwise_teach_nothing() -> None:
    told, jam = run(Jam(), (99, 100), (99, 101), (103, 102))
    assert told == [Putusan.DI_LUAR_WAKTU, Putusan.DITOLAK, Putusan.DI_LUAR_WAKTU]
    assert jam == Jam(langkah=103, calon=1)


def test_a_clock_that_was_set_again_is_learned_anew() -> None:
    told, jam = run(Jam(langkah=50, geser=1), (100, 100), (101, 101), (102, 102))
    assert told == [Putusan.DI_LUAR_WAKTU, Putusan.DISETEL, Putusan.DITERIMA] and jam == Jam(langkah=102)


@pytest.mark.parametrize("step", [96, 97, 103, 104])
def test_what_is_further_off_is_no_code_at_all(step: int) -> None:
    assert judge(Jam(), step, 100) == (Putusan.DITOLAK, Jam())


def test_each_refusal_has_a_code_and_says_what_to_do() -> None:
    told = [refusal(one) for one in (Putusan.DITOLAK, Putusan.DI_LUAR_WAKTU, Putusan.DISETEL)]
    assert [one.code for one in told] == ["kode-salah", "kode-di-luar-waktu", "kode-jam-disetel"]
    assert all("Tunggu kode berikutnya" in one.sentence for one in told)
