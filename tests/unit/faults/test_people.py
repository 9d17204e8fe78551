"""Patient people: they repeat what got no answer, and find out when a double click had two effects."""

from collections.abc import Callable

import httpx
import pytest

from deploy.local.demo.office import Refused
from deploy.local.faults import people
from deploy.local.faults.people import DoubledError, Patient, Tally


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause between two tries."""
    monkeypatch.setattr(people, "PAUSE", 0.0)


def patient(answer: Callable[[httpx.Request], httpx.Response]) -> Patient:
    """Somebody whose requests are answered by a function."""
    client = httpx.Client(base_url="http://terbit", transport=httpx.MockTransport(answer))
    return Patient("Sari", "staf", client, Tally())


def test_what_got_no_answer_is_sent_again_as_it_was() -> None:
    bodies: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        bodies.append(request.content)
        if len(bodies) == 1:
            raise httpx.ReadError("cut")
        return httpx.Response(503 if len(bodies) == 2 else 200, json={"id": "1"})

    person = patient(answer)
    assert person.post("/x", kunci="k") == {"id": "1"}
    assert bodies == [bodies[0]] * 3
    assert person.repeats.counts == {"ReadError": 1, "503": 1}


def test_a_refusal_is_not_repeated() -> None:
    with pytest.raises(Refused, match="telanjur"):
        patient(lambda _: httpx.Response(409, json={"code": "telanjur"})).post("/x")


def test_a_double_click_has_one_effect() -> None:
    assert patient(lambda _: httpx.Response(200, json={"id": "1"})).twice().post("/x") == {"id": "1"}


def test_a_double_click_whose_second_came_too_late_has_one_effect() -> None:
    answers = iter([httpx.Response(200, json={"id": "1"}), httpx.Response(409, json={"code": "telanjur"})])
    assert patient(lambda _: next(answers)).twice().post("/x") == {"id": "1"}


def test_a_double_click_with_two_effects_is_found() -> None:
    answers = iter([httpx.Response(200, json={"id": "1"}), httpx.Response(200, json={"id": "2"})])
    with pytest.raises(DoubledError):
        patient(lambda _: next(answers)).twice().post("/x")
