"""What is told, and when it is told again."""

from datetime import timedelta

import pytest

from services.intake.domain.kabar import (
    Akibat,
    JenisKabar,
    hold_after,
    kinds_of,
    meaning_of,
    rest_after,
    retry_after,
)
from shared.sop import sop
from shared.sop.perjalanan import refuse, send_back
from tests.support.people import MOMENT, actor, berkas_at

RULES = sop("kotim-33-2021")


def test_the_last_act_says_what_is_told() -> None:
    lies = berkas_at("R2a")
    back = send_back(RULES, lies, actor("kasubbag"), MOMENT, "R1", "Perbaiki")
    assert kinds_of(lies) == (JenisKabar.DIAJUKAN,)
    assert kinds_of(berkas_at("R3a")) == (JenisKabar.LANGKAH,)
    assert kinds_of(back) == (JenisKabar.DIKEMBALIKAN,)
    assert kinds_of(refuse(RULES, lies, actor("kasubbag"), MOMENT, "Tidak")) == (JenisKabar.DITOLAK,)


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        (200, Akibat.DITERIMA), (204, Akibat.DITERIMA), (302, Akibat.MENOLAK), (400, Akibat.MENOLAK),
        (404, Akibat.MENOLAK), (408, Akibat.TIDAK_MENJAWAB), (410, Akibat.TUTUP), (429, Akibat.TIDAK_MENJAWAB),
        (500, Akibat.TIDAK_MENJAWAB), (None, Akibat.TIDAK_MENJAWAB),
    ],
)  # fmt: skip
def test_what_an_answer_means(status: int | None, meaning: Akibat) -> None:
    assert meaning_of(status) is meaning


def test_waits_grow_and_end() -> None:
    assert [retry_after(n).total_seconds() for n in (1, 2, 3, 8, 1000)] == [5, 20, 80, 21600, 21600]
    assert [hold_after(n).total_seconds() for n in (1, 2, 3, 11, 1000)] == [5, 10, 20, 3600, 3600]


def test_a_slow_address_rests_as_long_as_it_took() -> None:
    assert rest_after(timedelta(seconds=0.2)) == timedelta()
    assert rest_after(timedelta(seconds=9)) == timedelta(seconds=9)
