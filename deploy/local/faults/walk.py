"""One case on its way, as its plan says, whatever happens around it."""

import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from deploy.local.demo.acts import ACTS, Overtaken, order_publication, see_published
from deploy.local.demo.carry import Position, submit
from deploy.local.demo.office import Refused, until
from deploy.local.faults.papers import Papers
from deploy.local.faults.people import GONE_ON, Patient, Staff
from deploy.local.faults.plan import CasePlan, Fate
from shared.sop import Tindakan

PATIENCE = 240.0
LOOK = 0.3
NOT_HERE_YET = "berkas-tidak-ada"


class Walk:
    """A case with the people who carry it. `id` is its berkas, once it has one."""

    def __init__(self, plan: CasePlan, people: Staff, papers: Papers) -> None:
        self.plan, self.people, self.papers = plan, people, papers
        self.id = ""
        self._returns = dict(plan.returns)
        self._struck = False

    def run(self) -> str:
        """From the submission to the end; returns the state it ended in. Raises what a person would not understand."""
        position = submit(self.papers.case(self.plan), self._person("pengusul", twice=self.plan.number % 5 == 0))
        self.id = position["id"]
        end = time.monotonic() + 2 * PATIENCE
        while position["langkah"]:
            if time.monotonic() > end:
                raise TimeoutError(f"after {2 * PATIENCE:.0f} s still at {position['langkah']}")
            position = self._next(position)
        if self.plan.fate is Fate.AFTER:
            self._ask_in_vain()
        return str(position["keadaan"])

    def _next(self, position: Position) -> Position:
        """Do what comes next; when the berkas has moved on meanwhile, look where it lies."""
        try:
            return self._act(position)
        except Overtaken:
            pass
        except Refused as refused:
            if refused.status != GONE_ON:
                raise
        time.sleep(LOOK)
        return self._position()

    def _act(self, position: Position) -> Position:
        step = str(position["langkah"])
        if position["tindakan"] == Tindakan.AJUKAN:
            return self._submit_again(position)
        if step in self._returns:
            self._send_back(position, self._returns[step])
            del self._returns[step]
        elif step == self.plan.at and not self._struck:
            STRIKES[self.plan.fate](self, position)
            self._struck = True
            return self._ended()
        else:
            self._do(position)
        return self._moved(position)

    def _do(self, position: Position) -> None:
        person = self._person(position["peran"], twice=position["langkah"] in self.plan.doubled)
        _, do = ACTS[position["tindakan"]]
        do(person, self._at_desk(position, person))

    def _send_back(self, position: Position, to: str) -> None:
        self._decide(position, "kembalikan", ke=to, alasan="Perlu diperbaiki.")

    def refuse(self, position: Position) -> None:
        """Refuse it at the present step."""
        self._decide(position, "tolak", alasan="Bukan produk hukum.")

    def withdraw(self, _: Position) -> None:
        """Its proposer asks to have it back."""
        self._person("pengusul").post(f"/api/intake/berkas/{self.id}/tarik", alasan="Salah berkas.")

    def race(self, position: Position) -> None:
        """The proposer asks to have it back at the moment at which somebody acts. One of them may come too late."""
        with ThreadPoolExecutor(2) as pool:
            both = [pool.submit(_unless_moved_on, act, position) for act in (self._do, self.withdraw)]
            for each in both:
                each.result()

    def withdraw_late(self, position: Position) -> None:
        """The proposer asks when the publication has been ordered: it must not be undone."""
        person = self._person(position["peran"], twice=position["langkah"] in self.plan.doubled)
        berkas = self._at_desk(position, person)
        order_publication(person, berkas)
        _unless_moved_on(self.withdraw, position)
        see_published(person, berkas)

    def _ask_in_vain(self) -> None:
        try:
            self._person("pengusul").post(f"/api/intake/berkas/{self.id}/tarik", alasan="Terlambat.")
        except Refused as refused:
            if refused.code != "berkas-selesai":
                raise
        else:
            raise RuntimeError("a withdrawal was taken after the end of its case")

    def _decide(self, position: Position, what: str, **fields: Any) -> None:  # noqa: ANN401
        person = self._person(position["peran"], twice=position["langkah"] in self.plan.doubled)
        service, _ = ACTS[position["tindakan"]]
        giliran = self._at_desk(position, person)["giliran"]
        person.post(f"/api/{service}/berkas/{self.id}/{what}", giliran=giliran, kunci=str(uuid.uuid4()), **fields)

    def _submit_again(self, position: Position) -> Position:
        proposer = self._person("pengusul")
        berkas = proposer.get(f"/api/intake/berkas/{self.id}")
        nota = {f"nd_{name}": value for name, value in berkas["nota_dinas"].items()}
        fields = {**nota, **{name: str(value) for name, value in berkas["produk"].items()}}
        fields |= {"giliran": str(position["giliran"]), "kunci": str(uuid.uuid4())}
        again: Position = proposer.send(f"/api/intake/berkas/{self.id}/ajukan-ulang", fields)
        return again

    def _person(self, role: str, *, twice: bool = False) -> Patient:
        person = self.people[role]
        return person.twice() if twice else person

    def _position(self) -> Position:
        found: Position = self.people["pengusul"].get(f"/api/intake/berkas/{self.id}")["posisi"]
        return found

    def _moved(self, before: Position) -> Position:
        """Where it lies once intake has heard of an act after `before`."""

        def moved() -> Position | None:
            found = self._position()
            return found if found["giliran"] > before["giliran"] or not found["langkah"] else None

        position: Position = until(moved, f"{before['langkah']} in the timeline", PATIENCE)
        return position

    def _ended(self) -> Position:
        def ended() -> Position | None:
            found = self._position()
            return None if found["langkah"] else found

        position: Position = until(ended, f"the end of a case that was {self.plan.fate}", PATIENCE)
        return position

    def _at_desk(self, position: Position, person: Patient) -> dict[str, Any]:
        """The berkas at the service that owns its step, once it has arrived there."""
        service, _ = ACTS[position["tindakan"]]

        def arrived() -> dict[str, Any] | None:
            try:
                found: dict[str, Any] = person.get(f"/api/{service}/berkas/{self.id}")
            except Refused as refused:
                if refused.code == NOT_HERE_YET:
                    return None
                raise
            return found if found["giliran"] >= position["giliran"] else None

        berkas: dict[str, Any] = until(arrived, f"the berkas at {service}", PATIENCE)
        return berkas


STRIKES: dict[Fate, Callable[[Walk, Position], None]] = {
    Fate.REFUSED: Walk.refuse,
    Fate.WITHDRAWN: Walk.withdraw,
    Fate.RACING: Walk.race,
    Fate.LATE: Walk.withdraw_late,
}


def _unless_moved_on(act: Callable[[Position], None], position: Position) -> None:
    try:
        act(position)
    except Overtaken:
        pass
    except Refused as refused:
        if refused.status != GONE_ON:
            raise
