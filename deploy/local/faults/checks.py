"""What must be true in the databases of a stack after everything. Each check gives a sentence for each thing wrong."""

from collections import Counter
from collections.abc import Callable, Iterator

from deploy.local.faults.databases import Row, rows
from deploy.local.stack import Stack
from deploy.services import SERVICES

DESKS = SERVICES[:4]
LONG = "INTERVAL '1 day'"
NOTES = {
    "Penarikan diminta": ("id.terbit.penarikan.diminta", ("intake",)),
    "Penarikan tidak dapat dilakukan": ("id.terbit.penarikan.terlambat", ("publisher",)),
    "Perlu perhatian": ("id.terbit.pekerjaan.terhenti", ("scan", "publisher")),
}
"""Beginning of an intake note -> the type of event behind it, and who sends that."""


def open_work(stack: Stack) -> list[str]:
    """Events without acknowledgement and jobs that are not done, and why they are where they are."""
    return [f"{service}: {sentence}" for service in SERVICES for sentence in _open(stack, service)]


def acknowledged_is_handled(stack: Stack) -> Iterator[str]:
    """An event that its hearer acknowledged stands in the hearer's inbox."""
    handled = {service: {row["event_id"] for row in rows(stack, service, "SELECT event_id FROM inbox")}
               for service in DESKS}  # fmt: skip
    for producer in SERVICES:
        query = "SELECT event_id, subscriber, type FROM outbox WHERE acked_at IS NOT NULL"
        for row in rows(stack, producer, query):
            if row["event_id"] not in handled[row["subscriber"]]:
                yield f"{row['type']} of {producer} is acknowledged, but {row['subscriber']} never handled it"


def notes_once(stack: Stack) -> Iterator[str]:
    """An event that leaves a note in the timeline left it once."""
    notes = rows(stack, "intake", "SELECT berkas_id::text AS subject, judul FROM catatan_perkara")
    for beginning, (kind, producers) in NOTES.items():
        told = _counted(row for one in producers for row in _events(stack, one, kind))
        noted = _counted(row for row in notes if row["judul"].startswith(beginning))
        for subject in sorted({*told, *noted}):
            if told[subject] != noted[subject]:
                yield f"{noted[subject]} notes “{beginning}” of berkas {subject} for {told[subject]} events"


def agenda_without_gap(stack: Stack) -> Iterator[str]:
    """The numbers of each office's year are 1, 2, 3…, one for each berkas."""
    query = """SELECT kantor, tahun, array_agg(nomor ORDER BY nomor) AS numbers FROM agenda GROUP BY kantor, tahun"""
    for row in rows(stack, "intake", query):
        numbers = row["numbers"]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"agenda {row['kantor']}/{row['tahun']} has gaps or doubles: {numbers}"
    query = "SELECT b.id FROM berkas b FULL JOIN agenda a ON a.berkas_id = b.id WHERE a.nomor IS NULL OR b.id IS NULL"
    yield from ("a berkas and its line in the agenda do not go together" for _ in rows(stack, "intake", query))


def turns_without_gap(stack: Stack) -> Iterator[str]:
    """The history of a berkas counts 1, 2, 3…: no act was done twice and none is missing."""
    query = """
        SELECT id, giliran, ARRAY(SELECT (j->>'giliran')::int FROM jsonb_array_elements(isi->'riwayat') AS j) AS turns
        FROM berkas"""
    for service in DESKS:
        for row in rows(stack, service, query):
            if row["turns"] != list(range(1, len(row["turns"]) + 1)):
                yield f"{service}: the history of berkas {row['id']} counts {row['turns']}"


def one_publication(stack: Stack) -> Iterator[str]:
    """A case that ended published has one verified publication of its last edition; no other case has any."""
    published = rows(stack, "publisher", "SELECT berkas_id, edisi, keadaan FROM publikasi WHERE keadaan <> 'gagal'")
    seen = Counter((row["berkas_id"], row["edisi"]) for row in published)
    yield from (
        f"{count} publications of berkas {key[0]}, edition {key[1]}" for key, count in seen.items() if count > 1
    )
    ended = rows(stack, "publisher", "SELECT id, revisi FROM berkas WHERE keadaan = 'selesai'")
    wanted = {(row["id"], row["revisi"]) for row in ended}
    verified = {(row["berkas_id"], row["edisi"]) for row in published if row["keadaan"] == "terverifikasi"}
    yield from (
        f"berkas {berkas} has ended, but edition {edisi} is not verified" for berkas, edisi in wanted - verified
    )
    yield from (f"berkas {berkas} is public, but has not ended" for berkas, _ in verified - wanted)


def decisions_once(stack: Stack) -> Iterator[str]:
    """One entry in the registers for one act."""
    query = "SELECT berkas_id, giliran FROM {} GROUP BY berkas_id, giliran HAVING count(*) > 1"
    for service, table in (("approval", "putusan"), ("scan", "penerimaan_rangkap"), ("scan", "pemeriksaan")):
        for row in rows(stack, service, query.format(table)):
            yield f"{service}: turn {row['giliran']} of berkas {row['berkas_id']} stands twice in {table}"


IN_DATABASES: tuple[Callable[[Stack], Iterator[str]], ...] = (
    acknowledged_is_handled, notes_once, agenda_without_gap, turns_without_gap, one_publication, decisions_once,
)  # fmt: skip


def _open(stack: Stack, service: str) -> Iterator[str]:
    events = f"""
        SELECT type, subscriber, attempts, last_error, claimed_until > now() + {LONG} AS for_ever,
            sent_at IS NOT NULL AND claimed_until < now() - INTERVAL '3 s' AS forgotten,
            dead_at IS NOT NULL AS dead
        FROM outbox WHERE acked_at IS NULL AND discarded_at IS NULL ORDER BY seq"""  # noqa: S608 - a constant
    for row in rows(stack, service, events):
        yield f"{row['type']} to {row['subscriber']} {_why(row)}"
    jobs = f"""
        SELECT kind AS type, attempts, last_error, lease_until > now() + {LONG} AS for_ever,
            false AS forgotten, state = 'attention' AS dead
        FROM job WHERE state IN ('waiting', 'running', 'attention')"""  # noqa: S608
    for row in rows(stack, service, jobs):
        yield f"job {row['type']} {_why(row)}"


def _why(row: Row) -> str:
    if row["dead"]:
        return f"is a dead letter: {row['last_error']}"
    if row["for_ever"]:
        return "is claimed for ever"
    if row["forgotten"]:
        return "was sent, is not acknowledged, and nobody sends it again"
    return f"is on its way, attempt {row['attempts']}"


def _events(stack: Stack, producer: str, kind: str) -> list[Row]:
    return rows(stack, producer, "SELECT DISTINCT event_id, subject FROM outbox WHERE type = %(kind)s", kind=kind)


def _counted(found: "Iterator[Row] | list[Row]") -> Counter[str]:
    return Counter(str(row["subject"]) for row in found)
