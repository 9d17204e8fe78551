"""One's own password."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from services.console.commands import sandi
from services.console.domain.sandi import ATURAN
from services.console.pages.akun import ACCOUNT
from services.console.requests import Actor, Session
from shared.errors import Invalid, TooOften
from shared.identity import Orang
from shared.web.pages import go, render
from shared.web.session import Rt, SignedIn

router = APIRouter()
Text = Annotated[str, Form(max_length=1000)]
NOT_THE_SAME = {"ulang": "Kata sandi baru yang kedua tidak sama dengan yang pertama."}


@router.get("/akun/sandi")
def form(request: Request, orang: SignedIn) -> HTMLResponse:
    """The form for another password."""
    return _form(request, orang)


@router.post("/akun/sandi")
def change(
    request: Request, runtime: Rt, orang: SignedIn, masuk: Session, oleh: Actor, lama: Text = "", baru: Text = "",
    ulang: Text = "",
) -> Response:  # fmt: skip
    """Choose another password; the other sessions end."""
    if baru != ulang:
        return _form(request, orang, 422, NOT_THE_SAME)
    try:
        sandi.change_own(runtime, masuk, lama, baru, oleh)
    except (Invalid, TooOften) as error:
        return _form(request, orang, error.status, {error.field or "lama": error.sentence})
    return go(ACCOUNT, "sandi-diganti")


def _form(request: Request, orang: Orang, status: int = 200, galat: dict[str, str] | None = None) -> HTMLResponse:
    return render(
        request, "console/sandi.html", orang, status=status, halaman="Ganti kata sandi", tempat="akun", aturan=ATURAN,
        galat=galat or {},
    )  # fmt: skip
