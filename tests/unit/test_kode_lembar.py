"""The code of a sheet: what goes in comes out, and nothing that was altered is taken."""

import random
import string
from uuid import UUID

import pytest
import uuid_utils.compat as uuids

from shared.kode_lembar import DIGITS, SINGKATAN, KodeLembar, KodeRusak, Lembar, check_characters, read
from shared.sop import JenisDokumen

CASE = UUID("0198f3c2-7d11-7c0a-9d54-3a1b5c6d7e8f")
KODE = KodeLembar(Lembar.PEMISAH, CASE, JenisDokumen.NASKAH_ASLI)


@pytest.mark.parametrize("lembar", Lembar)
@pytest.mark.parametrize("jenis", SINGKATAN)
@pytest.mark.parametrize("case", [CASE, UUID(int=0), UUID(int=(1 << 128) - 1), uuids.uuid7()])
def test_what_goes_in_comes_out(lembar: Lembar, jenis: JenisDokumen, case: UUID) -> None:
    kode = KodeLembar(lembar, case, jenis)
    assert read(kode.teks) == kode
    assert kode.terbaca.replace(" ", "") == kode.teks
    assert len(kode.teks) == 34, "a QR code of version 3 holds 35 characters at its highest correction"


def test_the_check_characters_are_those_of_the_standard() -> None:
    assert check_characters("ISO79") == "3W", "the example of ISO/IEC 7064 for MOD 1271-36"


def test_every_single_wrong_character_is_found() -> None:
    for place in range(3, len(KODE.teks)):
        for letter in DIGITS:
            if letter != KODE.teks[place]:
                with pytest.raises(KodeRusak):
                    read(KODE.teks[:place] + letter + KODE.teks[place + 1 :])


def test_two_characters_that_changed_places_are_found() -> None:
    code = KODE.teks
    for place in range(3, len(code) - 1):
        one, other = code[place], code[place + 1]
        if one != other:
            with pytest.raises(KodeRusak):
                read(code[:place] + other + one + code[place + 2 :])


def test_of_random_alterations_hardly_one_passes_and_a_lost_or_added_character_never() -> None:
    rng, passed = random.Random(7), 0
    for _ in range(5000):
        changed = list(KODE.teks)
        for place in rng.sample(range(5, len(changed)), 4):
            changed[place] = rng.choice(DIGITS)
        text = "".join(changed)
        passed += text != KODE.teks and _is_taken(text)
    assert passed <= 15
    assert not any(_is_taken(KODE.teks[:place] + KODE.teks[place + 1 :]) for place in range(3, 34))
    assert not any(_is_taken(KODE.teks + letter) for letter in string.printable)


@pytest.mark.parametrize(
    "text", ["TRB", "TRB2" + KODE.teks[4:], KODE.teks.lower().replace("trb1", "TRB1"), "TRB1" + "Z" * 30]
)
def test_what_looks_like_ours_but_is_not_is_said_to_be_spoilt(text: str) -> None:
    with pytest.raises(KodeRusak):
        read(text)


def test_a_number_that_is_no_case_is_refused_though_its_check_holds() -> None:
    body = "TRB1P" + "Z" * 25 + "NA"
    with pytest.raises(KodeRusak):
        read(body + check_characters(body))


@pytest.mark.parametrize("text", ["", "https://tte.bsre.id/verify/123", "12345", "trb1p"])
def test_other_codes_are_none_of_ours(text: str) -> None:
    assert read(text) is None


def _is_taken(text: str) -> bool:
    try:
        return read(text) is not None
    except KodeRusak:
        return False
