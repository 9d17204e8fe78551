"""Pages of the addresses that are told: register, look at what was sent, send again, pause and stop."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import ValidationError

from services.intake import queries
from services.intake.domain.kabar import NAMA_KABAR
from services.intake.sistem import langganan
from services.intake.sistem.langganan import LanggananBaru
from services.intake.sistem.pages import PLACE, Fields, again, typed_of
from shared.errors import Invalid
from shared.web.pages import go, render
from shared.web.problems import field_sentences
from shared.web.session import Rt, SignedIn

router = APIRouter(prefix=f"{PLACE}/langganan")


@router.post("")
def subscribe(request: Request, runtime: Rt, orang: SignedIn, fields: Fields) -> Response:
    """Register an address and show its secret, this once; or show the form again with what is wrong."""
    typed = typed_of(fields, "jenis")
    try:
        wanted = LanggananBaru.model_validate(typed)
        address = langganan.fit_address(runtime.settings, orang, wanted)
        with runtime.database.unit() as unit:
            row, secret = langganan.make(unit, runtime.settings, orang, wanted, address)
    except ValidationError as error:
        return again(request, runtime, orang, typed, field_sentences(error.errors()))
    except Invalid as error:
        return again(request, runtime, orang, typed, {error.field or "": error.sentence})
    return render(
        request, "intake/sistem_langganan_baru.html", orang, halaman="Alamat sudah didaftarkan", tempat="sistem",
        langganan=row, rahasia=secret, kembali=f"{PLACE}/langganan/{row.id}",
    )  # fmt: skip


@router.get("/{langganan_id}")
def subscription(request: Request, runtime: Rt, orang: SignedIn, langganan_id: UUID) -> Response:
    """An address: how it does, what was sent to it."""
    with runtime.database.unit() as unit:
        row = langganan.administered(unit, orang, langganan_id)
        found, zona = langganan.messages(unit, langganan_id), queries.zone(unit, row.kantor)
    return render(
        request, "intake/sistem_langganan.html", orang, halaman="Kabar ke satu alamat", tempat="sistem", langganan=row,
        kiriman=found, zona=zona, nama_kabar=NAMA_KABAR,
    )  # fmt: skip


@router.post("/{langganan_id}/hentikan")
def stop(runtime: Rt, orang: SignedIn, langganan_id: UUID) -> Response:
    """Tell this address nothing more."""
    with runtime.database.unit() as unit:
        row = langganan.stop(unit, orang, langganan_id)
    return go(PLACE, "tersimpan", kantor=row.kantor)


@router.post("/{langganan_id}/lanjutkan")
def let_go_on(runtime: Rt, orang: SignedIn, langganan_id: UUID) -> Response:
    """Send again to an address that was paused."""
    with runtime.database.unit() as unit:
        langganan.let_go_on(unit, orang, langganan_id)
    return go(f"{PLACE}/langganan/{langganan_id}", "tersimpan")


@router.post("/{langganan_id}/kiriman/{kiriman_id}")
def send_again(runtime: Rt, orang: SignedIn, langganan_id: UUID, kiriman_id: UUID) -> Response:
    """Send a message once more."""
    with runtime.database.unit() as unit:
        langganan.send_again(unit, orang, kiriman_id)
    return go(f"{PLACE}/langganan/{langganan_id}", "dicoba")
