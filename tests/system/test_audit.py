"""`./terbit audit` and `./terbit check` on the whole stack: exit code 0, and another one after one changed byte."""

import itertools

import pytest

from deploy.local import audit, check
from deploy.local.audit import DESKS
from deploy.local.demo.carry import People, carry
from deploy.local.demo.office import until
from deploy.local.stack import Stack
from shared.audit.verdict import judge
from tests.support.tamper import tamper
from tests.support.whole import case

SEEDS = itertools.count(3100)
SPOIL = "UPDATE audit SET teks = overlay(teks placing %s from 20) WHERE berkas_id = %s AND giliran = 2"


@pytest.fixture(scope="module")
def name(stack: Stack, people: dict[str, People]) -> str:
    """A published case of which every desk has heard everything, by its agenda number."""
    outcome = carry(case("6202", "surat_edaran", next(SEEDS)), people["6202"], lambda _: None)
    assert outcome.verified, outcome.why
    reference = f"6202:{outcome.agenda}"
    until(lambda: judge(audit.look(stack, reference)).verified or None, "every desk's audit", 60)
    return reference


def test_every_act_is_printed_and_verified(stack: Stack, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.run(stack, name) == 0
    printed = capsys.readouterr().out
    assert "Audit: verified." in printed
    rows = [line.split()[0] for line in printed.splitlines() if " → " in line and line[:1].isdigit()]
    assert rows == [str(turn) for turn in range(1, 9)]
    assert all(f"{service:<10} 8 links" in printed for service in DESKS)


@pytest.mark.parametrize("service", DESKS)
def test_one_changed_byte_is_found_by_both_commands(
    stack: Stack, name: str, service: str, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    part = audit.look(stack, name)[service]
    assert part is not None
    before = part.links[1].teks[19]
    other = "#" if before != "#" else "+"
    assert tamper(stack, service, SPOIL, (other, part.id)) == 1
    try:
        assert (audit.run(stack, name), check.run(stack)) == (1, 1)
    finally:
        tamper(stack, service, SPOIL, (before, part.id))
    printed = capsys.readouterr().out
    assert f"WRONG  {service}: turn 2: the text or a hash was changed" in printed
    assert f"WRONG  {service}: audit of berkas {part.id}: turn 2: the text or a hash was changed" in printed
    assert audit.run(stack, name) == 0


def test_what_is_no_case_has_an_exit_code_of_its_own(stack: Stack) -> None:
    assert [audit.run(stack, wrong) for wrong in ("berkas", "6202:999999999/2026")] == [2, 2]
