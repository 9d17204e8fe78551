"""The operations board: what five reports (or silences) say, as rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from shared.events.dead_letters import Action, DeadLetter
from shared.events.operations import Report
from shared.events.tables import JobState

Reports = Mapping[str, Report | None]

NAMES = {
    "intake": "Pengajuan", "approval": "Persetujuan", "scan": "Pemindaian", "publisher": "Penerbitan",
    "console": "Konsol",
}  # fmt: skip


class Keadaan(NamedTuple):
    """A state in words, and how its label looks."""

    sebutan: str
    jenis: str


SEHAT = Keadaan("Sehat", "sukses")
PERLU_DILIHAT = Keadaan("Perlu dilihat", "perhatian")
TIDAK_MENJAWAB = Keadaan("Tidak menjawab", "bahaya")


class Baris(NamedTuple):
    """One service on the board. `antrean`: None when unknown; moments are None when there is nothing."""

    layanan: str
    nama: str
    keadaan: Keadaan
    antrean: int | None = None
    tertua: datetime | None = None
    pekerja: datetime | None = None
    belum: int = 0
    belum_sejak: datetime | None = None
    berjalan: int = 0
    mati: int = 0


def baris(reports: Reports) -> list[Baris]:
    """One row for each service, in the order of `reports`; one that did not answer has its row all the same."""
    return [_row(name, report, reports) if report else _silent(name) for name, report in reports.items()]


def berhenti(reports: Reports) -> list[tuple[str, DeadLetter]]:
    """The dead letters of all services with the name of the service, the oldest first."""
    found = [(name, letter) for name, report in reports.items() if report for letter in report.dead]
    return sorted(found, key=lambda pair: pair[1].since)


def tindakan(reports: Reports, limit: int = 20) -> list[tuple[str, Action]]:
    """What operators did last in all services, the newest first."""
    found = [(name, act) for name, report in reports.items() if report for act in report.acts]
    return sorted(found, key=lambda pair: pair[1].at, reverse=True)[:limit]


def _silent(name: str) -> Baris:
    return Baris(name, NAMES[name], TIDAK_MENJAWAB)


def _row(name: str, report: Report, reports: Reports) -> Baris:
    return Baris(
        layanan=name, nama=NAMES[name], keadaan=_state(report), antrean=_depth(report),
        tertua=_earliest([report.due_since, *_waiting_for(name, reports)]),
        pekerja=_earliest([queue.seen_at for queue in report.queues]),
        belum=sum(row.count for row in report.unconfirmed),
        belum_sejak=_earliest([row.since for row in report.unconfirmed]),
        berjalan=report.jobs.get(JobState.RUNNING, 0), mati=report.dead_count,
    )  # fmt: skip


def _state(report: Report) -> Keadaan:
    away = any(queue.depth is None or queue.silent for queue in report.queues)
    return PERLU_DILIHAT if away or report.dead_count else SEHAT


def _depth(report: Report) -> int | None:
    known = [queue.depth for queue in report.queues if queue.depth is not None]
    return sum(known) if len(known) == len(report.queues) else None


def _waiting_for(name: str, reports: Reports) -> list[datetime]:
    """Since when events wait for this service: their producers know that, not the queue."""
    return [row.since for other in reports.values() if other for row in other.unconfirmed if row.subscriber == name]


def _earliest(moments: Sequence[datetime | None]) -> datetime | None:
    return min((moment for moment in moments if moment), default=None)
