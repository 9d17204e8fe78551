"""Cases that go their way while a test does harm, and what must be true of each of them in the end."""

import itertools
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from deploy.local.demo.carry import Outcome, People, Position, advance, carry, submit
from deploy.local.demo.cases import Case
from deploy.local.stack import Stack
from shared.samples import scan_like, surat_edaran
from tests.support.whole import case

Everybody = dict[str, People]
SEEDS = itertools.count(5000)
LANES = (("61", "keputusan_kpu_provinsi"), ("6202", "surat_edaran"))


def three() -> list[Case]:
    """One case of each branch; the second is a scan, so that there is long work to interrupt."""
    scanned = scan_like(surat_edaran(seed=5).born_digital_pdf, seed=5)
    return [
        case("61", "keputusan_kpu_provinsi", next(SEEDS)),
        case("6202", "keputusan_kpu_kabkota", next(SEEDS), scanned),
        case("6202", "surat_edaran", next(SEEDS)),
    ]


def carry_all(people: Everybody, cases: Sequence[Case], harm: Callable[[], object] = lambda: None) -> list[Outcome]:
    """Carry cases at the same time, each to its verified page, while `harm` is done; it is over when this returns."""
    with ThreadPoolExecutor(len(cases) + 1) as pool:
        harming = pool.submit(harm)
        outcomes = list(pool.map(lambda each: carry(each, people[each.kantor], lambda _: None), cases))
        harming.result()
    return outcomes


def carry_through(people: Everybody, harm: Callable[[], object]) -> list[Outcome]:
    """Carry small cases of both SOPs, one after the other, for as long as `harm` lasts; each to its verified page."""
    with ThreadPoolExecutor(len(LANES) + 1) as pool:
        harming = pool.submit(harm)
        lanes = [pool.submit(_lane, people, kantor, jenis, harming) for kantor, jenis in LANES]
        outcomes = [outcome for lane in lanes for outcome in lane.result()]
        harming.result()
    return outcomes


def _lane(people: Everybody, kantor: str, jenis: str, harming: Future[object]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    while not (outcomes and harming.done()):
        outcomes.append(carry(case(kantor, jenis, next(SEEDS)), people[kantor], lambda _: None))
    return outcomes


def once_each(outcomes: list[Outcome], stack: Stack, people: Everybody) -> None:
    """Every page verified, and in its office's feed exactly once."""
    assert [o.why for o in outcomes] == [""] * len(outcomes)
    for outcome in outcomes:
        office = outcome.page.split("/jdih/")[1].split("/")[0]
        feed = people["61"]["staf"].client.get(f"{stack.address}/jdih/{office}/feed/document.json").json()
        assert [entry["urlDetailPeraturan"] for entry in feed].count(outcome.page) == 1


def brought_to(tindakan: str, submission: Case, people: People) -> Position:
    """Submit a case and do all steps before the first of this kind."""
    position = submit(submission, people["pengusul"])
    while position["tindakan"] != tindakan:
        position, _ = advance(position, people)
    return position
