"""`./terbit audit` and `./terbit check` on the whole stack: exit code 0, and another one after one changed byte."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from deploy.local import audit, check
from deploy.local.audit import DESKS
from deploy.local.demo.carry import People, carry
from deploy.local.demo.office import until
from deploy.local.stack import Stack
from shared.audit.report import Told
from shared.audit.verdict import judge
from shared.settings import settings
from tests.support.tamper import tamper
from tests.support.whole import case

SEEDS = itertools.count(3100)
SPOIL = "UPDATE audit SET teks = overlay(teks placing %s from 20) WHERE berkas_id = %s AND giliran = 2"


@pytest.fixture(scope="module")
def known(stack: Stack, people: dict[str, People]) -> Told:
    """A published case of which every desk has heard everything."""
    outcome = carry(case("6202", "surat_edaran", next(SEEDS)), people["6202"], lambda _: None)
    assert outcome.verified, outcome.why
    reference = f"6202:{outcome.agenda}"
    until(lambda: judge(audit.look(stack, reference)).verified or None, "every desk's audit", 60)
    found = audit.look(stack, reference)["intake"]
    assert found is not None
    return found


@contextmanager
def spoilt(stack: Stack, service: str, known: Told) -> Iterator[str]:
    """One byte of one row of a desk is another while the body runs; yields what is to be found."""
    before = known.links[1].teks[19]
    assert tamper(stack, service, SPOIL, ("#" if before != "#" else "+", known.id)) == 1
    try:
        yield "turn 2: the text or a hash was changed"
    finally:
        tamper(stack, service, SPOIL, (before, known.id))


def test_every_act_is_printed_and_verified(stack: Stack, known: Told, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.run(stack, known.name) == 0
    printed = capsys.readouterr().out
    assert "Audit: verified." in printed
    rows = [line.split()[0] for line in printed.splitlines() if " → " in line and line[:1].isdigit()]
    assert rows == [str(mata.giliran) for mata in known.links]
    assert all(f"{service:<10} {len(rows)} links ({settings().audit_digest}), head " in printed for service in DESKS)


@pytest.mark.parametrize("service", DESKS)
def test_one_changed_byte_of_any_desk_is_found(
    stack: Stack, known: Told, service: str, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    with spoilt(stack, service, known) as fault:
        assert audit.run(stack, known.name) == 1
    assert f"WRONG  {service}: {fault}" in capsys.readouterr().out


def test_the_check_finds_it_too_and_nothing_when_it_is_mended(
    stack: Stack, known: Told, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    with spoilt(stack, "publisher", known) as fault:
        assert check.run(stack) == 1
    assert f"WRONG  publisher: audit of berkas {known.id}: {fault}" in capsys.readouterr().out
    assert audit.run(stack, str(known.id)) == 0


def test_what_is_no_case_has_an_exit_code_of_its_own(stack: Stack) -> None:
    assert [audit.run(stack, wrong) for wrong in ("berkas", "6202:999999999/2026")] == [2, 2]
