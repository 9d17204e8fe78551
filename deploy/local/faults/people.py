"""Patient people: they repeat a request that got no answer, and some of them click twice."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

import httpx

from deploy.local.demo.office import Person, Refused
from deploy.local.demo.run import staff
from deploy.local.stack import Stack

PATIENCE = 180.0
PAUSE = 0.5
GONE_ON = 409
BROKEN = 500
TWICE = ThreadPoolExecutor(32, thread_name_prefix="second-click")
Staff = Mapping[str, "Patient"]


class Tally:
    """What is counted from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()

    def add(self, what: str) -> None:
        """One more of these."""
        with self._lock:
            self._counts[what] += 1

    @property
    def counts(self) -> dict[str, int]:
        """What there is, most frequent first."""
        with self._lock:
            return dict(self._counts.most_common())


class DoubledError(RuntimeError):
    """A double click had two effects."""


@dataclass(frozen=True)
class Patient(Person):
    """Repeats what failed in transport or with 5xx, with the same body and so the same key; `repeats` counts why."""

    repeats: Tally = field(default_factory=Tally)
    clicks: int = 1

    def post(self, path: str, **body: Any) -> Any:  # noqa: ANN401
        """See Person; with two clicks the same request goes out twice at the same moment."""
        return self._clicked(lambda: Person.post(self, path, **body))

    def send(self, path: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None) -> Any:  # noqa: ANN401
        """See Person and `post`."""
        return self._clicked(lambda: Person.send(self, path, fields, files))

    def _clicked(self, request: Callable[[], Any]) -> Any:  # noqa: ANN401
        if self.clicks == 1:
            return request()
        second = TWICE.submit(_answer, request)
        answers = [_answer(request), second.result()]
        taken = [answer for answer in answers if not isinstance(answer, Refused)]
        if len({answer.get("id") for answer in taken}) > 1:
            raise DoubledError(f"a double click had two effects: {taken}")
        if not taken:
            raise answers[0]
        return taken[0]

    def _ask(self, request: Callable[[], httpx.Response]) -> Any:  # noqa: ANN401
        end = time.monotonic() + PATIENCE
        while True:
            try:
                answer = request()
            except httpx.TransportError as error:
                why = type(error).__name__
                if time.monotonic() > end:
                    raise
            else:
                if answer.is_success:
                    return answer.json()
                if answer.status_code < BROKEN or time.monotonic() > end:
                    raise Refused(answer)
                why = str(answer.status_code)
            self.repeats.add(why)
            time.sleep(PAUSE)

    def twice(self) -> "Patient":
        """The same person, with a nervous finger."""
        return replace(self, clicks=2)


def signed_in(stack: Stack, repeats: Tally) -> dict[str, Staff]:
    """Everybody of both offices, by office and role."""
    return {
        kantor: {
            role: Patient(person.nama, person.peran, person.client, repeats)
            for role, person in staff(stack, kantor).items()
        }
        for kantor in ("61", "6202")
    }


def _answer(request: Callable[[], Any]) -> Any:  # noqa: ANN401
    """What came, or the refusal as a value. Only "it has moved on" is one that a second click may get."""
    try:
        return request()
    except Refused as refused:
        if refused.status != GONE_ON:
            raise
        return refused
