"""Every route, as every person, in every state, against `matrix.md`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

import pytest
from httpx import Response

from shared.identity import Orang, issue
from shared.sop import Berkas
from shared.web.session import COOKIE
from tests.service.matrix import table
from tests.service.matrix.accounts import KANTOR
from tests.service.matrix.people import RELATIVE, beside, other_than, persons
from tests.service.matrix.requests import Ask, ask
from tests.service.matrix.scene import Scene, kantor_of
from tests.service.matrix.scenes import Scenes
from tests.service.matrix.table import ELSEWHERE, ENDED, NOTHING, OK, OTHER_OFFICE, STEPS, Row
from tests.support.people import person
from tests.support.routes import all_routes

ROWS = table.rows()
PEOPLE = [name for name in table.columns() if name not in ("at", ELSEWHERE, ENDED, *RELATIVE)]
OUTSIDE = ("anonymous", "operasi", "pengelola lain", "pengelola atas")
OF_ALL = ("anonymous", "staf", "operasi")
"""Enough for what is public, and for acts that everybody may do for oneself: these routes do not look at roles."""
LEAVES_NO_TRACE = {"/keluar"}


class Try(NamedTuple):
    """One person who asks, and the answer that the table has for it."""

    column: str
    who: Orang | None
    wanted: str


def test_every_route_has_one_row_and_every_row_a_route() -> None:
    routes, named = [route.name for route in all_routes()], [row.name for row in ROWS]
    assert sorted(named) == sorted(set(named)), "a route stands twice in matrix.md"
    missing, left = set(routes) - set(named), set(named) - set(routes)
    assert not missing, f"no row in matrix.md: {sorted(missing)}"
    assert not left, f"no such route: {sorted(left)}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_answers_are_those_of_the_table(scenes: Scenes, row: Row) -> None:
    scene = scenes(row.service)
    wrong = [*_without_a_case(scene, row)] if not row.steps else [*_with_a_case(scene, row)]
    assert not wrong, "\n".join(wrong)


def _without_a_case(scene: Scene, row: Row) -> Iterator[str]:
    tries = [Try(name, who, row.at(name, "")) for name in _asking(row) for who in persons(name, KANTOR)]
    yield from _tried(scene, row, "", lambda: None, tries)


def _asking(row: Row) -> Sequence[str]:
    everybody = {row.cells[name] for name in PEOPLE if name != "anonymous"} == {OK}
    alike = row.cells["anonymous"] == OK or (everybody and row.method != "GET")
    return OF_ALL if alike else PEOPLE


def _with_a_case(scene: Scene, row: Row) -> Iterator[str]:
    for step in row.steps:
        wanted, everybody = partial(row.at, step=step), step == row.steps[0]
        yield from _tried(scene, row, f"at {step}", partial(scene.at, step), _tries(step, wanted, everybody=everybody))
        yield from _relative(scene, row, step)
    for step in row.elsewhere:
        wanted = partial(row.at_another, step=step)
        yield from _tried(scene, row, f"at {step}", partial(scene.at, step), _tries(step, wanted))
    for step in {STEPS[kode][0]: kode for kode in row.steps}.values():
        yield from _tried(scene, row, "ended", partial(scene.ended, step), _tries(step, row.ended, everybody=True))


def _relative(scene: Scene, row: Row, step: str) -> Iterator[str]:
    """Who holds the deciding role and proposed the case (four eyes), and who acts in the place of the holder."""
    for column in RELATIVE:
        if row.cells[column] != NOTHING:
            who, proposer = beside(column, STEPS[step][1].peran, kantor_of(step))
            tries = [Try(column, who, row.at(column, step))]
            yield from _tried(scene, row, f"at {step}", partial(scene.at, step, proposer), tries)


def _tries(step: str, wanted: Callable[[str], str], *, everybody: bool = False) -> list[Try]:
    """All columns; of other offices, and of those who belong to none, not everybody each time."""
    kantor, whose = kantor_of(step), STEPS[step][1].peran
    names = PEOPLE if everybody else [name for name in PEOPLE if name not in OUTSIDE]
    return [
        Try(name, who, wanted(name)) for name in names for who in persons(name, kantor)
        if everybody or name != OTHER_OFFICE or who == person(whose, other_than(kantor))
    ]  # fmt: skip


def _tried(
    scene: Scene, row: Row, state: str, case: Callable[[], Berkas | None], tries: Sequence[Try]
) -> Iterator[str]:  # fmt: skip
    """What differs from the table; who may act gets a case each, all others ask about the same one."""
    acting = [one for one in tries if one.wanted == OK and row.method != "GET"]
    yield from _harmless(scene, state, ask(scene, row, case()), [one for one in tries if one not in acting])
    for one in acting:
        yield from _acts(scene, row, state, ask(scene, row, case(), one.who), one)


def _harmless(scene: Scene, state: str, request: Ask, tries: Sequence[Try]) -> Iterator[str]:
    before = scene.content()
    for one in tries:
        yield from _compared(state, one, _send(scene, request, one.who))
    if changed := _changed(before, scene.content()):
        yield f"{state}: what was refused or only read has changed {changed}"


def _acts(scene: Scene, row: Row, state: str, request: Ask, one: Try) -> Iterator[str]:
    """The same person first from a form of another site, then in earnest."""
    before = scene.content()
    if one.who and row.cells["anonymous"] != OK:
        foreign = one._replace(column=f"{one.column}, foreign form", wanted="403")
        yield from _compared(state, foreign, _send(scene, request, one.who, cookie=True))
        if changed := _changed(before, scene.content()):
            yield f"{state}: a foreign form has changed {changed}"
    yield from _compared(state, one, _send(scene, request, one.who))
    if row.path not in LEAVES_NO_TRACE and not _changed(before, scene.content()):
        yield f"{state}, {one.column}: nothing was written"


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    return [name for name, value in before.items() if after[name] != value]


def _compared(state: str, one: Try, answer: Response) -> Iterator[str]:
    got = _answer(answer)
    if got != one.wanted:
        code = answer.json().get("code", "") if "problem" in answer.headers.get("content-type", "") else ""
        yield f"{state}, {one.column}: {got} {code}, not {one.wanted}"


def _send(scene: Scene, request: Ask, who: Orang | None, *, cookie: bool = False) -> Response:
    headers = _headers(who, cookie) if who else {"sec-fetch-site": "same-origin"}
    scene.client.cookies.clear()
    more = {**request.more, "headers": {**request.more.get("headers", {}), **headers}}
    answer: Response = scene.client.request(request.method, request.path, follow_redirects=False, **more)
    return answer


@cache
def _token(who: str) -> str:
    return issue(Orang.model_validate_json(who))


def _headers(who: Orang, cookie: bool) -> dict[str, str]:
    token = _token(who.model_dump_json())
    return {"cookie": f"{COOKIE}={token}"} if cookie else {"authorization": f"Bearer {token}"}


def _answer(answer: Response) -> str:
    if answer.headers.get("location", "").startswith("/masuk?"):
        return "masuk"
    return OK if answer.status_code < 400 else str(answer.status_code)
