"""Steps in bounded children of the host: one, or many of which some run at once."""

import select
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from services.scan.pipeline.hosted import Running, host
from shared.documents.bounded import TICK_SECONDS, Bounds, BoundsError, Killed

Answer = dict[str, Any]
Request = dict[str, Any]


def run_step(
    languages: str, step: str, request: Request, bounds: Bounds, folder: Path, tick: Callable[[], None]
) -> Answer:
    """One step, as `run_steps`. Raises its BoundsError."""
    ((_, answer),) = run_steps(languages, step, {0: request}, lambda: bounds, folder, tick)
    if isinstance(answer, BoundsError):
        raise answer
    return answer


def run_steps(
    languages: str,
    step: str,
    requests: Mapping[int, Request],
    bounds: Callable[[], Bounds],
    folder: Path,
    tick: Callable[[], None],
    at_once: int = 1,
) -> Iterator[tuple[int, Answer | BoundsError]]:
    """The same step with each request, `at_once` at a time; yields each answer, or why there is none, when it is there.

    `bounds` are asked for at each start; `folder` is the working folder of all, which the caller removes (should the
    caller be killed, it is removed all the same). `tick` is called at least about every second and may raise to abort.
    A step that is killed is run once more, for that may have been no fault of the document. In no case is a process
    left.
    """
    waiting, again = dict(requests), set(requests)
    running: dict[int, Running] = {}
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                number = next(iter(waiting))
                running[number] = host(languages).start(step, waiting.pop(number), bounds(), folder)
            for number in over(running):
                answer = answer_of(running.pop(number))
                if isinstance(answer, Killed) and number in again:
                    again.remove(number)
                    waiting[number] = requests[number]
                else:
                    yield number, answer
            tick()
    finally:
        for one in running.values():
            one.close()


def over(running: Mapping[int, Running]) -> list[int]:
    """Wait a while; which of them ended, or ran out of time."""
    patience = max(0.0, min(TICK_SECONDS, *(one.left for one in running.values())))
    seen, _, _ = select.select(list(running.values()), [], [], patience)
    for one in seen:
        one.hear()
    return [number for number, one in running.items() if one.over or one.left <= 0]


def answer_of(one: Running) -> Answer | BoundsError:
    """Its answer, or why there is none."""
    try:
        return one.answer()
    except BoundsError as error:
        return error
    finally:
        one.close()
