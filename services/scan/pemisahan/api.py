"""JSON API of stacks and of the tray."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Query, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from services.scan.pemisahan import baki, queries
from services.scan.pemisahan.answers import BagianDijawab, TumpukanDijawab
from services.scan.pemisahan.berkas_bagian import picture_of
from services.scan.pemisahan.terima import receive_stack
from shared.teks import Alasan
from shared.web.described import FILES, IDS
from shared.web.session import Rt, SignedIn

ACCEPTED = 202
router = APIRouter()


class Pasang(BaseModel):
    """Bringing a part to a case at the turn that was seen."""

    berkas_id: UUID
    giliran: int


class Sisihkan(BaseModel):
    """Taking a part out of the tray."""

    alasan: Alasan


@router.post("/tumpukan", status_code=ACCEPTED)
def send(
    runtime: Rt, orang: SignedIn, kantor: Annotated[str, Form()] = "", kunci: Annotated[str, Form()] = "",
    berkas: Annotated[list[UploadFile] | None, File(), FILES] = None,
    unggahan: Annotated[list[UUID] | None, Form(), IDS] = None,
) -> TumpukanDijawab:  # fmt: skip
    """Send the files of a stack that was scanned in one go, in their order; it is parted at its sheets.

    `unggahan`: files that came up before (tus), by their ids, in their order.
    """
    return TumpukanDijawab.of(receive_stack(runtime, orang, kantor, kunci, berkas or [], unggahan or []), [])


@router.get("/tumpukan/{tumpukan_id}")
def stack(runtime: Rt, orang: SignedIn, tumpukan_id: UUID) -> TumpukanDijawab:
    """A stack: its state, and its parts once it is parted."""
    with runtime.database.unit() as unit:
        found = queries.stack_for(unit, tumpukan_id, orang)
        return TumpukanDijawab.of(found, list(queries.parts_of(unit, tumpukan_id)))


@router.get("/baki")
def tray(runtime: Rt, orang: SignedIn, kantor: Annotated[str, Query()] = "") -> list[BagianDijawab]:
    """What waits in the tray of an office; without `kantor`, of every office at which one scans."""
    with runtime.database.unit() as unit:
        found = queries.in_the_tray(unit, queries.tray_offices(unit, orang, kantor))
        return [BagianDijawab.of(part) for part in found]


@router.get("/baki/{bagian_id}/gambar", response_class=StreamingResponse)
def picture(runtime: Rt, orang: SignedIn, bagian_id: UUID) -> StreamingResponse:
    """A picture (PNG) of the page that shows what a part is."""
    return picture_of(runtime, orang, bagian_id)


@router.post("/baki/{bagian_id}/pasang")
def assign(runtime: Rt, orang: SignedIn, bagian_id: UUID, isi: Pasang) -> BagianDijawab:
    """Bring a part to a case that waits to be scanned."""
    with runtime.database.unit() as unit:
        return BagianDijawab.of(baki.assign(unit, orang, bagian_id, isi.berkas_id, isi.giliran))


@router.post("/baki/{bagian_id}/sisihkan")
def set_aside(runtime: Rt, orang: SignedIn, bagian_id: UUID, isi: Sisihkan) -> BagianDijawab:
    """Take a part out of the tray, with the reason; it is kept."""
    with runtime.database.unit() as unit:
        return BagianDijawab.of(baki.set_aside(unit, orang, bagian_id, isi.alasan))
