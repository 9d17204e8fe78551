"""The verdict: within a minute of the last act, everything is where it must be."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import httpx
import psycopg
from minio.error import MinioException
from urllib3.exceptions import MaxRetryError

from deploy.local.check import look
from deploy.local.faults.checks import IN_DATABASES, open_work
from deploy.local.faults.databases import rows
from deploy.local.faults.public import wrong_in_public
from deploy.local.faults.streams import Carried
from deploy.local.stack import Stack

WITHIN = 60.0
AGAIN = 0.5


@dataclass(frozen=True)
class Verdict:
    """What is wrong (nothing: clean), and how many seconds after the last act that was known."""

    wrong: list[str]
    seconds: float

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong

    def with_more(self, wrong: list[str]) -> "Verdict":
        """The same with what else is known to be wrong."""
        return Verdict([*wrong, *self.wrong], self.seconds)


def judge(stack: Stack, carried: Sequence[Carried], within: float = WITHIN) -> Verdict:
    """Wait until nothing waits and all is right, or `within` seconds have passed; then say what is wrong.

    What is looked at last is what counts: everything was asked for after the waiting.
    """
    began = time.monotonic()
    while True:
        left = began + within - time.monotonic()
        _wait_until_settled(stack, left)
        seconds = time.monotonic() - began
        wrong = wrong_now(stack, carried)
        if not wrong or time.monotonic() - began > within:
            return Verdict(wrong, seconds)


def wrong_now(stack: Stack, carried: Sequence[Carried]) -> list[str]:
    """Everything that is wrong at this moment."""
    checks: list[Callable[[], Iterable[str]]] = [
        lambda: open_work(stack),
        lambda: _ends(stack, carried),
        *(_bound(check, stack) for check in IN_DATABASES),
        lambda: wrong_in_public(stack),
        lambda: _conservation(stack),
    ]
    return [sentence for check in checks for sentence in _asked(check)]


def _asked(check: Callable[[], Iterable[str]]) -> list[str]:
    """What a check says. That it cannot look, for a part does not answer, is wrong too: a minute was given for that."""
    try:
        return list(check())
    except (psycopg.Error, httpx.HTTPError, MaxRetryError, MinioException, RuntimeError) as error:
        return [f"it could not be looked: {type(error).__name__}: {error}"]


def _bound(check: Callable[[Stack], Iterable[str]], stack: Stack) -> Callable[[], Iterable[str]]:
    return lambda: check(stack)


def _wait_until_settled(stack: Stack, seconds: float) -> None:
    until = time.monotonic() + seconds
    while _asked(lambda: open_work(stack)) and time.monotonic() < until:
        time.sleep(AGAIN)


def _ends(stack: Stack, carried: Sequence[Carried]) -> Iterable[str]:
    """Every case ended as planned, at every desk, and there are no others than those that were submitted."""
    known = {str(row["id"]): row["keadaan"] for row in rows(stack, "intake", "SELECT id, keadaan FROM berkas")}
    for case in carried:
        name = f"{case.name}, berkas {case.id or 'none'},"
        if case.why:
            yield f"{name} was not understood: {case.why}"
        elif known.get(case.id) not in case.ends:
            yield f"{name} ended as {known.get(case.id)}"
    for stranger in sorted(known.keys() - {case.id for case in carried}):
        yield f"berkas {stranger} was submitted by nobody"


def _conservation(stack: Stack) -> Iterable[str]:
    found, between = look(stack)
    for part in found:
        yield from (f"{part.service}: {sentence}" for sentence in part.wrong)
        yield from (f"{part.service} waits: {sentence}" for sentence in part.waiting)
    yield from between
