"""What five reports, or silences, become on the board."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from services.console.domain import papan
from shared.events.dead_letters import Action, DeadLetter
from shared.events.operations import Queue, Report, Unconfirmed

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def ago(minutes: int) -> datetime:
    """So many minutes before noon."""
    return NOON - timedelta(minutes=minutes)


def queue(name: str = "scan.events", depth: int | None = 0, silent: bool = False, seen: int = 1) -> Queue:
    """A queue whose worker was seen `seen` minutes ago."""
    return Queue(name=name, depth=depth, seen_at=ago(seen), silent=silent)


def report(service: str, *queues: Queue, **more: object) -> Report:
    """A report in which nothing is wrong, but for what is given."""
    values = {
        "service": service, "at": NOON, "queues": queues or [queue()], "unconfirmed": [], "jobs": {}, "due_since": None,
        "dead_count": 0, "dead": [], "acts": [], **more,
    }  # fmt: skip
    return Report.model_validate(values)


def letter(since: datetime) -> DeadLetter:
    """A dead event."""
    return DeadLetter(
        id=UUID(int=1), what="peristiwa", type="t", subject="s", subscriber="scan", error="", since=since, attempts=1
    )


def test_a_service_that_does_not_answer_has_its_row() -> None:
    rows = papan.baris({"intake": report("intake"), "scan": None})
    assert [(row.layanan, row.keadaan) for row in rows] == [
        ("intake", papan.SEHAT), ("scan", papan.TIDAK_MENJAWAB)
    ]  # fmt: skip


def test_dead_letters_a_silent_worker_and_an_absent_broker_want_a_look() -> None:
    reports = [report("scan", dead_count=1), report("scan", queue(silent=True)), report("scan", queue(depth=None))]
    assert [papan.baris({"scan": r})[0].keadaan for r in reports] == [papan.PERLU_DILIHAT] * 3


def test_depths_add_up_and_are_unknown_when_one_is() -> None:
    assert papan.baris({"scan": report("scan", queue(depth=2), queue(depth=3))})[0].antrean == 5
    assert papan.baris({"scan": report("scan", queue(depth=2), queue(depth=None))})[0].antrean is None


def test_the_oldest_that_waits_for_a_service_is_known_by_its_producers() -> None:
    late = [
        Unconfirmed(subscriber="scan", count=3, since=ago(9)),
        Unconfirmed(subscriber="publisher", count=1, since=ago(5)),
    ]
    rows = papan.baris({"approval": report("approval", unconfirmed=late), "scan": report("scan", due_since=ago(7))})
    approval, scan = rows
    assert (approval.belum, approval.belum_sejak, approval.tertua) == (4, ago(9), None)
    assert (scan.belum, scan.tertua) == (0, ago(9))


def test_the_worker_seen_longest_ago_is_shown() -> None:
    row = papan.baris({"scan": report("scan", queue(seen=1), queue(seen=6))})[0]
    assert row.pekerja == ago(6)


def test_dead_letters_and_acts_of_all_services_in_order() -> None:
    act = Action(target=UUID(int=2), act="buang", reason="uji", actor_name="Maria", at=ago(1))
    reports = {
        "intake": report("intake", dead=[letter(ago(1))], acts=[act.model_copy(update={"at": ago(3)})]),
        "scan": report("scan", dead=[letter(ago(2))], acts=[act]),
        "console": None,
    }
    assert [name for name, _ in papan.berhenti(reports)] == ["scan", "intake"]
    assert [name for name, _ in papan.tindakan(reports)] == ["scan", "intake"]
