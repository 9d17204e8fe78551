"""The form on which a person decides on personal data; it stands on the pages of the scan and of the list."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from services.scan.commands.data_pribadi import decide
from services.scan.domain.data_pribadi import MAX_REASON, Jawaban, Putusan
from services.scan.inspection import inspect_berkas
from services.scan.pages import kelengkapan, pindai
from services.scan.pages.desk import PAGES, Bilangan, Teks, desk_of, typed
from shared.berkas import find_for
from shared.errors import Invalid
from shared.sop import Tindakan
from shared.web.pages import go
from shared.web.session import Rt, SignedIn

router = APIRouter(prefix="/kelengkapan")
NAMED = "putusan-"


@router.post("/{berkas_id}/data-pribadi")
def answer(
    request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID, giliran: Bilangan, kunci: Teks, hasil: Teks,
    isian: Annotated[dict[str, str], Depends(typed)],
) -> Response:  # fmt: skip
    """Keep what was decided, or show what is missing beside what was typed."""
    with runtime.database.unit() as unit:
        desk = desk_of(find_for(unit, berkas_id, orang))
    try:
        with runtime.database.unit() as unit:
            rest = "tutup-sisanya" in isian
            decide(unit, orang, berkas_id, giliran, answers(isian), (), kunci, tutup_sisanya=rest, hasil=hasil)
    except Invalid as error:
        galat = {error.field or "": error.sentence}
        if desk is Tindakan.PINDAI:
            return pindai.page(request, runtime, orang, berkas_id, galat, isian)
        return kelengkapan.page(request, runtime, orang, inspect_berkas(runtime, orang, berkas_id), isian, galat)
    return go(f"/{PAGES[desk]}/{berkas_id}", "tersimpan")


def answers(isian: dict[str, str]) -> dict[str, Jawaban]:
    """The decisions among the fields of the form; a place without one is left as it was."""
    chosen = {name.removeprefix(NAMED): value for name, value in isian.items() if name.startswith(NAMED)}
    return {
        kode: Jawaban(putusan=Putusan(value), alasan=reason(isian.get(f"alasan-{kode}", "")))
        for kode, value in chosen.items()
        if value in set(Putusan)
    }


def reason(text: str) -> str:
    """A reason as it was typed, as far as it can be kept."""
    return text.replace("\0", "")[:MAX_REASON]
