"""Routes for the office's systems themselves: events in, documents before them, and where a berkas lies."""

from collections.abc import AsyncIterator
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError
from starlette.datastructures import UploadFile

from services.intake.domain import amplop
from services.intake.domain.sistem import Lingkup
from services.intake.sistem.catatan import by_key
from services.intake.sistem.dokumen import upload
from services.intake.sistem.peristiwa import Jawaban, carry_out, envelope_of
from services.intake.sistem.pesan import ByApiKey, Signed, one_event
from services.intake.sistem.skema import FILE, MESSAGE, Masalah, problems
from shared.berkas import find_for
from shared.errors import Invalid, TerbitError, Transient
from shared.runtime import Runtime
from shared.web.berkas import Posisi
from shared.web.problems import expected, problem_body
from shared.web.session import Rt
from shared.web.uploads import Stored

router = APIRouter(tags=["sistem"])


class HasilPeristiwa(BaseModel):
    """What became of one event of a batch: `posisi` when it was carried out, else `masalah`."""

    id: str | None
    source: str | None
    status: int
    posisi: Posisi | None = None
    masalah: Masalah | None = None


_DONE: Final[dict[int | str, dict[str, Any]]] = {
    201: {"description": "Submitted.", "model": Jawaban},
    202: {"description": "The withdrawal is asked for; the answer comes with the timeline.", "model": Jawaban},
    207: {"description": "A batch: what became of each event, in order.", "model": list[HasilPeristiwa]},
}


@router.post(
    "/events", responses={**_DONE, **problems(401, 403, 404, 409, 413, 422, 429)}, response_model=Jawaban,
    openapi_extra=MESSAGE,
)  # fmt: skip
def events(runtime: Rt, pesan: Signed) -> JSONResponse:
    """Take CloudEvents 1.0, signed by Standard Webhooks: one event (structured or binary), or a batch.

    The same event (`source`, `id`) again gives the same answer for ever; with other content it is a 409.
    """
    if amplop.media(pesan.content_type) == amplop.BATCH:
        found = [_one_of_many(runtime, pesan, event) for event in amplop.many(pesan.body)]
        return JSONResponse([each.model_dump(mode="json", exclude_none=True) for each in found], 207)
    answer = carry_out(runtime, pesan.pengirim, envelope_of(one_event(pesan)))
    return JSONResponse(answer.model_dump(mode="json"), answer.status)


async def _file(request: Request, pengirim: ByApiKey) -> AsyncIterator[UploadFile]:
    """Read only for a key that may upload."""
    pengirim.must(Lingkup.DOKUMEN)
    async with request.form(max_files=1, max_fields=1) as form:
        found = form.get("berkas")
        if not isinstance(found, UploadFile):
            raise Invalid("Kirim dokumennya sebagai multipart/form-data dalam isian “berkas”.", field="berkas")
        yield found


@router.post(
    "/sistem/dokumen", status_code=201, openapi_extra=FILE, responses=problems(401, 403, 413, 422, 429)
)  # fmt: skip
def document(runtime: Rt, pengirim: ByApiKey, file: Annotated[UploadFile, Depends(_file)]) -> Stored:
    """Send a document (field `berkas`, streamed) before the event that names it by the `sha256` told here."""
    return upload(runtime, pengirim, file)


@router.get("/sistem/berkas/{berkas_id}", responses=problems(401, 403, 404, 422, 429))
def position(runtime: Rt, pengirim: ByApiKey, berkas_id: UUID) -> Posisi:
    """Where a berkas of the key's office lies."""
    pengirim.must(Lingkup.BERKAS)
    with runtime.database.unit() as unit:
        berkas = find_for(unit, berkas_id, pengirim.orang)
        by_key(unit, pengirim.kunci, "Letak berkas ditanyakan", f"berkas {berkas.agenda}")
        return Posisi.of(berkas)


def _one_of_many(runtime: Runtime, pesan: Signed, event: Any) -> HasilPeristiwa:  # noqa: ANN401 - JSON
    try:
        done = carry_out(runtime, pesan.pengirim, envelope_of(event))
        return HasilPeristiwa(**done.model_dump())
    except (TerbitError, Transient, DBAPIError) as error:
        shown = expected(error)
    named = event if isinstance(event, dict) else {}
    name = {part: str(named[part]) if part in named else None for part in ("id", "source")}
    return HasilPeristiwa(**name, status=shown.status, masalah=Masalah(**problem_body(shown)))
