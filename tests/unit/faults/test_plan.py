"""The plan of a run: the same seed gives the same cases and faults, and both are mixed enough."""

from itertools import islice

import pytest

from deploy.local.faults.plan import BRANCHES, FATES, FAULTS, CasePlan, Fate, Fault, cases, faults
from deploy.local.faults.streams import ends
from deploy.services import SERVICES, kinds
from shared.crashpoints import REACHED
from shared.sop import Keadaan, sop

SEEDS = (1, 2, 3)


def some_cases(seed: int) -> list[CasePlan]:
    """As many as a run of ten minutes begins."""
    return list(islice(cases(seed), 500))


def some_faults(seed: int) -> list[Fault]:
    """As many as a run of ten minutes does."""
    return list(islice(faults(seed, 26), 260))


def test_a_seed_replays_its_plan_and_another_has_another() -> None:
    assert some_cases(1) == some_cases(1)
    assert some_faults(1) == some_faults(1)
    assert some_cases(1) != some_cases(2)
    assert some_faults(1) != some_faults(2)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_run_has_cases_of_every_branch_and_fate(seed: int) -> None:
    planned = some_cases(seed)
    assert {(case.kantor, case.jenis) for case in planned} == {(kantor, jenis) for kantor, _, jenis in BRANCHES}
    assert {case.fate for case in planned[: 5 * len(FATES)]} == {*Fate}
    assert any(case.returns for case in planned)
    assert any(case.doubled for case in planned)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_happens_to_a_case_is_possible_where_it_happens(seed: int) -> None:
    rules = {jenis: sop(name) for _, name, jenis in BRANCHES}
    for case in some_cases(seed):
        way = [row.kode for row in rules[case.jenis].langkah if row.applies(case.jenis)]
        assert case.at is None or case.at in way
        for step, to in case.returns:
            assert to in [row.kode for row in rules[case.jenis].returns(step, case.jenis)]
            assert case.at is None or way.index(step) <= way.index(case.at)


def test_only_a_withdrawal_that_races_with_a_publication_may_end_in_two_ways() -> None:
    rules = {jenis: name for _, name, jenis in BRANCHES}
    for case in some_cases(1):
        last = sop(rules[case.jenis]).langkah[-1].kode
        either = case.fate is Fate.RACING and case.at == last
        assert len(ends(case)) == (2 if either else 1)
        assert Keadaan.BERJALAN not in ends(case)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_run_has_faults_of_every_common_kind_at_parts_that_exist(seed: int) -> None:
    planned = some_faults(seed)
    common = {kind for kind, weight in FAULTS.items() if weight >= 4}
    assert common <= {fault.kind for fault in planned}
    parts = {f"{service}-{kind}" for service in SERVICES for kind in kinds(service)}
    assert {fault.part for fault in planned} <= parts
    assert all(fault.service in REACHED[fault.point] for fault in planned if fault.kind == "crash point")
    assert 9 * 60 < sum(fault.after for fault in planned) < 11 * 60
