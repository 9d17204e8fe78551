"""Several cases through four desks in any order, with crashes and with messages late, twice and shuffled.

Rules: submit, do a step (approve, scan, check, archive, publish and the like), return or refuse, submit again,
withdraw, deliver, redeliver, crash. Delegation and correction are not in it, for the product does not have them.
"""

from collections import Counter
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from shared.audit.chain import against, faults
from shared.errors import Conflict, Forbidden
from shared.sop import Berkas, Keadaan, sop
from shared.sop.rantai import links
from tests.unit.sop.machine import model
from tests.unit.sop.machine.desks import Desks
from tests.unit.sop.machine.office import WAYS, Office

PICK = st.integers(0, 10_000)
RARELY = st.sampled_from([False] * 7 + [True])
CRASH = st.sampled_from([False, False, False, True])
BOUNDS = settings(
    max_examples=150, stateful_step_count=50, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


class Cases(RuleBasedStateMachine):
    """The office at work, compared with its model."""

    def __init__(self, **guards: Any) -> None:
        super().__init__()
        self.office = Office(**guards)
        self.turns: dict[tuple[str, UUID], int] = {}
        self.withdrawn: set[tuple[str, UUID]] = set()

    @property
    def desks(self) -> Desks:
        return self.office.desks

    @precondition(lambda self: len(self.office.model) < 4)
    @rule(way=st.sampled_from(WAYS), crash=CRASH)
    def submit(self, way: tuple[str, str, str], crash: bool) -> None:
        self.office.submit(way, crash)

    @precondition(lambda self: self.office.waiting())
    @rule(pick=PICK, crash=CRASH)
    def work(self, pick: int, crash: bool) -> None:
        name, case_id = self._one_of(self.office.waiting(), pick)
        berkas = self.desks.at[name].known[case_id]
        who = self.office.right_person(berkas, sop(berkas.sop).step(berkas.langkah))
        if berkas.langkah == sop(berkas.sop).first.kode:
            who = self.office.greedy_proposer(berkas)
        self.office.work(name, case_id, who, crash)

    @precondition(lambda self: self.office.waiting())
    @rule(pick=PICK)
    def the_submitter_tries_every_desk(self, pick: int) -> None:
        name, case_id = self._one_of(self.office.waiting(), pick)
        berkas = self.desks.at[name].known[case_id]
        four_eyes = sop(berkas.sop).step(berkas.langkah).desk.four_eyes
        try:
            self.office.work(name, case_id, self.office.greedy_proposer(berkas), crash=False)
        except Forbidden:
            assert four_eyes
        else:
            assert not four_eyes

    @precondition(lambda self: self.office.waiting())
    @rule(pick=PICK, choice=PICK, refuses=RARELY, crash=CRASH)
    def give_back(self, pick: int, choice: int, refuses: bool, crash: bool) -> None:
        name, case_id = self._one_of(self.office.waiting(), pick)
        try:
            self.office.give_back(name, case_id, choice, crash, refuses=refuses)
        except Conflict as error:
            assert error.code == "tidak-dapat-ditolak"

    @precondition(lambda self: self.office.waiting())
    @rule(pick=PICK, steps=st.integers(2, 9), who=PICK)
    def carry(self, pick: int, steps: int, who: int) -> None:
        """A case goes on for some steps; one desk hears of each only later."""
        _, case_id = self._one_of(self.office.waiting(), pick)
        for _ in range(steps):
            here = [place for place in self.office.waiting() if place[1] == case_id]
            for name, _ in here[:1]:
                berkas = self.desks.at[name].known[case_id]
                row = sop(berkas.sop).step(berkas.langkah)
                self.office.work(name, case_id, self.office.right_person(berkas, row), crash=False)
            for number, message in enumerate(self.desks.bag[-3:]):
                if message.case == case_id and (number != who % 4 or message.berkas is None):
                    self.office.deliver(message, crash=False)

    @precondition(lambda self: self.desks.at["intake"].known and self.office.requests < 2)
    @rule(pick=PICK)
    def ask_withdrawal(self, pick: int) -> None:
        case_id = self._one_of(sorted(self.desks.at["intake"].known), pick)
        try:
            self.office.ask_withdrawal(case_id)
        except Conflict:
            assert self.desks.at["intake"].known[case_id].keadaan is not Keadaan.BERJALAN

    @precondition(lambda self: self.desks.bag)
    @rule(picks=st.lists(PICK, min_size=1, max_size=8), crash=CRASH)
    def deliver(self, picks: list[int], crash: bool) -> None:
        """Any messages that were ever sent, again as well as for the first time."""
        for pick in picks:
            self.office.deliver(self._one_of(self.desks.bag, pick), crash)

    @precondition(lambda self: self.desks.bag)
    @rule(count=st.integers(1, 12))
    def deliver_the_latest(self, count: int) -> None:
        for message in self.desks.bag[-count:]:
            self.office.deliver(message, crash=False)

    @invariant()
    def no_act_is_accepted_twice(self) -> None:
        assert not [act for act, times in Counter(self.office.accepted).items() if times > 1]
        assert len(set(self.desks.at["intake"].noted)) == len(self.desks.at["intake"].noted)

    @invariant()
    def turns_never_fall_and_withdrawn_stays_withdrawn(self) -> None:
        for name, berkas in self._copies():
            place = (name, berkas.id)
            assert berkas.giliran >= self.turns.get(place, 0)
            assert place not in self.withdrawn or berkas.keadaan is Keadaan.DITARIK
            self.turns[place] = berkas.giliran
            self.withdrawn |= {place} if berkas.keadaan is Keadaan.DITARIK else set()

    @invariant()
    def nothing_is_published_without_an_approval_by_another(self) -> None:
        for _, berkas in self._copies():
            if berkas.keadaan is Keadaan.SELESAI:
                assert model.approved(self.office.model[berkas.id])

    @invariant()
    def every_case_lies_at_a_step_with_owner_and_deadline_or_has_ended(self) -> None:
        for _, berkas in self._copies():
            if berkas.keadaan is Keadaan.BERJALAN:
                assert sop(berkas.sop).step(berkas.langkah).peran
                assert berkas.tenggat
            else:
                assert (berkas.langkah, berkas.tenggat) == (None, None)

    def teardown(self) -> None:
        """Calm: whatever was ever sent is delivered, the newest first, until nobody says anything more."""
        for _ in range(3):  # a request is answered, and the answer is heard
            for message in reversed(self.desks.bag[:]):
                self.office.deliver(message, crash=False)
        for case_id, case in self.office.model.items():
            for name in self.desks.at:
                self._agrees(self.desks.at[name].known[case_id], case)
            assert len({desk.known[case_id].model_dump_json() for desk in self.desks.at.values()}) == 1
            self._audited(self.desks.at["intake"].known[case_id])
        self.turns_never_fall_and_withdrawn_stays_withdrawn()
        self.no_act_is_accepted_twice()
        assert all(known.keys() == self.office.model.keys() for known in (d.known for d in self.desks.at.values()))

    def _agrees(self, berkas: Berkas, case: model.Case) -> None:
        state = ("ditarik", None) if case["withdrawn"] else (case["state"], case["at"])
        assert (berkas.keadaan, berkas.langkah) == state
        assert (berkas.giliran, berkas.revisi) == (model.turns(case), case["revision"])
        assert [j.giliran for j in berkas.riwayat] == list(range(1, model.turns(case) + 1))
        assert [(j.langkah, j.berlaku) for j in berkas.riwayat[: len(case["acts"])]] == [
            (act["step"], act["valid"]) for act in case["acts"]
        ]
        assert [d.sha256 for d in berkas.dokumen if d.berlaku] == model.valid_papers(case)

    def _audited(self, berkas: Berkas) -> None:
        """The links that were ever told are one sound chain, and the berkas says what they say."""
        told = {mata for m in self.desks.bag if m.berkas and m.case == berkas.id for mata in links(m.berkas)}
        kept = sorted(told, key=lambda mata: mata.giliran)
        assert [*faults(berkas.id, kept), *against(berkas, kept)] == []

    def _copies(self) -> list[tuple[str, Berkas]]:
        return [(name, berkas) for name, desk in self.desks.at.items() for berkas in desk.known.values()]

    @staticmethod
    def _one_of(things: Any, pick: int) -> Any:
        return things[pick % len(things)]


def test_every_desk_agrees_with_the_model_in_the_end() -> None:
    run_state_machine_as_test(Cases, settings=BOUNDS)


def any_message(known: Berkas | None, heard: Berkas) -> Berkas | None:
    """The guard of turns taken away."""
    return heard


def highest_turn_only(known: Berkas | None, heard: Berkas) -> Berkas | None:
    """The finality of a withdrawal taken away."""
    return heard if known is None or heard.giliran > known.giliran else None


@pytest.mark.parametrize(
    "guards", [{"newer": any_message}, {"newer": highest_turn_only}, {"dedup": False}, {"atomic": False}]
)
def test_without_a_guard_the_machine_finds_it(guards: dict[str, Any]) -> None:
    class Unguarded(Cases):
        def __init__(self) -> None:
            super().__init__(**guards)

    found = settings(BOUNDS, phases=[Phase.generate], print_blob=False)
    with pytest.raises((AssertionError, KeyError)):
        run_state_machine_as_test(Unguarded, settings=found)
