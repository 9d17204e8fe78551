"""What may be a new password."""

import pytest

from services.console.domain.sandi import SHORTEST, check, normal, own_letters, words_of
from shared.errors import Invalid
from shared.identity import readable_password

RINA = ["Rina Marlina, S.H.", "rina.marlina", "199001012015032001", "KPU Kabupaten Kotawaringin Timur Sampit"]


def refused(sandi: str) -> str:
    """With which code."""
    with pytest.raises(Invalid) as found:
        check(sandi, RINA)
    assert found.value.field == "baru"
    return found.value.code


@pytest.mark.parametrize(
    "sandi",
    ["hujan deras membasahi genteng", "luki-pato-nare-4821", "xkcdkudabateraistaples", "ずっと雨が降っていて寒い夜",
     " pisang goreng panas ", "9f!kQz2#vLp0w", "a" * 3 + "zebra-lompat-" + "b" * 100],
)  # fmt: skip
def test_long_and_unknown_is_enough(sandi: str) -> None:
    assert check(sandi, RINA) == sandi


@pytest.mark.parametrize(
    "sandi",
    ["password1234", "P@ssw0rd2026!",
     "123456789012", "qwertyuiop123", "zxcvbnm,./12", "Bismillah2026!!", "S4y4ngku123456",
     "kpu-sampit-6202", "Terbit.JDIH.2026", "rina.marlina.6202", "M4rl1n4#R1n4!", "199001012015032001",
     "rahasia rahasia", "zebrozebrozebro", "aaaaaaaaaaaaa", "......-......!", "kotawaringin123ab"],
)  # fmt: skip
def test_what_somebody_would_try_first_is_refused(sandi: str) -> None:
    assert refused(sandi) == "sandi-mudah-ditebak"


def test_bounds_count_characters() -> None:
    assert refused("hujan deras") == "sandi-terlalu-pendek"
    assert check("hujan derasé", RINA)
    assert check(("genteng basah " * 20)[:127] + "z", RINA)
    assert refused(("genteng basah " * 20)[:129]) == "sandi-terlalu-panjang"


@pytest.mark.parametrize("sign", ["\x00", "\n", "\u200b", "\x7f", "\ud800"])
def test_what_nobody_sees_is_refused(sign: str) -> None:
    assert refused(f"hujan deras{sign}genteng") == "sandi-tidak-terlihat"


def test_accents_count_the_same_however_they_were_typed() -> None:
    together, apart = "caf\u00e9 hujan genteng", "cafe\u0301 hujan genteng"
    assert check(apart, RINA) == together == normal(apart)


def test_letters_that_belong_to_no_known_word_are_counted() -> None:
    known = words_of(["Rina Marlina", "Al"])
    assert known == {"rina", "marlina"}
    assert own_letters("rina-marlina-1", known) == 0
    assert own_letters("R1n4 xyz marlina", known) == 3


def test_first_passwords_are_many_and_hard_to_type_wrong() -> None:
    made = {readable_password() for _ in range(200)}
    assert len(made) == 200
    assert min(map(len, made)) >= SHORTEST
