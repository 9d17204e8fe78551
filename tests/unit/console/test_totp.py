"""Which code is of an app, and which is for who has lost it."""

import pytest

from services.console.domain.totp import is_app_code, plain, recovery_number


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
