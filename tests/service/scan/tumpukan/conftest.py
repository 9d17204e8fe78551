"""Stacks before real servers: sent by a person, parted as a worker would."""

from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

import pytest
from httpx import Response
from sqlmodel import col, select

from services.scan.jobs import JOBS
from services.scan.pemisahan.models import BagianTumpukan, Tumpukan
from shared.events.jobs import run_job
from shared.identity import Orang
from shared.runtime import Runtime
from tests.service.scan.conftest import jobs
from tests.support.bench import Bench

Part = Callable[[UUID], list[BagianTumpukan]]


class SendStack(Protocol):
    """Sends the files of a stack (name to bytes, in order)."""

    def __call__(self, orang: Orang, files: dict[str, bytes], **fields: Any) -> Response: ...


@pytest.fixture
def send_stack(bench: Bench) -> SendStack:
    """Through the API."""

    def post(orang: Orang, files: dict[str, bytes], **fields: Any) -> Response:
        answer: Response = bench.client("scan").post(
            "/api/scan/tumpukan", data=fields, headers=bench.headers(orang),
            files=[("berkas", (name, data)) for name, data in files.items()] or None,
        )  # fmt: skip
        return answer

    return post


@pytest.fixture
def part(scan: Runtime) -> Part:
    """Do the open jobs of a stack; its parts in order."""

    def run(tumpukan_id: UUID | str) -> list[BagianTumpukan]:
        for job in jobs(scan, UUID(str(tumpukan_id))):
            run_job(scan, JOBS, str(job.id))
        return parts(scan, UUID(str(tumpukan_id)))

    return run


def parts(runtime: Runtime, tumpukan_id: UUID) -> list[BagianTumpukan]:
    """The parts of a stack in their order."""
    query = select(BagianTumpukan).where(BagianTumpukan.tumpukan_id == tumpukan_id)
    with runtime.database.unit() as unit:
        return list(unit.session.exec(query.order_by(col(BagianTumpukan.urutan))))


def stack(runtime: Runtime, tumpukan_id: UUID | str) -> Tumpukan:
    """A stack as it is now."""
    with runtime.database.unit() as unit:
        return unit.session.get_one(Tumpukan, UUID(str(tumpukan_id)))


def fate(found: list[BagianTumpukan]) -> list[tuple[list[int], str, str | None, UUID | None]]:
    """Pages, state, reason and case of each part."""
    return [(one.halaman, one.state, one.sebab, one.berkas_id) for one in found]
