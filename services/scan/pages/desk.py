"""What the three desks' pages have in common."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Form, Request
from fastapi.responses import RedirectResponse

from services.scan import queries
from services.scan.commands import pengembalian
from shared.berkas import find_for
from shared.database.unit import Unit
from shared.identity import Orang
from shared.runtime import Runtime
from shared.sop import Berkas, Tindakan, sop
from shared.web.pages import go

Teks = Annotated[str, Form()]
Bilangan = Annotated[int, Form()]
UNPROCESSABLE = 422


def desk_context(unit: Unit, orang: Orang, berkas_id: UUID, tindakan: Tindakan) -> dict[str, Any]:
    """The berkas for a page, and whether this person may act on it here (`boleh`). Raises NotFound."""
    return context_of(unit, orang, find_for(unit, berkas_id, orang), tindakan)


def context_of(unit: Unit, orang: Orang, berkas: Berkas, tindakan: Tindakan) -> dict[str, Any]:
    """The same for a berkas that is at hand."""
    return {
        "berkas": berkas, "rules": sop(berkas.sop), "zona": queries.zone(unit, berkas.kantor), "tempat": "kerja",
        "boleh": queries.may_act(berkas, orang, tindakan),
    }  # fmt: skip


def desk_of(berkas: Berkas) -> Tindakan:
    """The desk at which personal data of a berkas is decided on: the scan desk, else the completeness check."""
    scanning = bool(berkas.langkah) and sop(berkas.sop).step(berkas.langkah).tindakan is Tindakan.PINDAI
    return Tindakan.PINDAI if scanning else Tindakan.PERIKSA_KELENGKAPAN


PAGES = {Tindakan.PINDAI: "pindai", Tindakan.PERIKSA_KELENGKAPAN: "kelengkapan"}
"""Where the page of a desk begins."""


def sent_back(
    runtime: Runtime, orang: Orang, berkas_id: UUID, giliran: int, ke: str, alasan: str, kunci: str
) -> RedirectResponse:
    """Return the berkas, then on to its own page."""
    with runtime.database.unit() as unit:
        pengembalian.send_back(unit, orang, berkas_id, giliran, ke, alasan, kunci)
    return go(f"/berkas/{berkas_id}", "dikembalikan")


async def typed(request: Request) -> dict[str, str]:
    """The text fields of a form whose names are not known beforehand."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}
