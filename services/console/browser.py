"""What a browser keeps of a sign-in: the token of its session, or the ticket for the next step."""

from contextlib import suppress
from typing import Final

from fastapi import Request, Response

from services.console.commands import sesi, tiket
from services.console.commands.catat import Oleh
from services.console.commands.masuk import KODE, KODE_BARU, SANDI_BARU, Hasil, Perlu
from services.console.commands.sesi import Perangkat
from services.console.domain.masuk import from_our_page, local_path
from shared.errors import Forbidden, NotFound, Unauthenticated
from shared.identity import verify
from shared.runtime import Runtime
from shared.settings import Settings
from shared.web.pages import go
from shared.web.session import COOKIE, cookie_name

TICKET: Final = "terbit_tiket"
PAGES: Final = {KODE: "/masuk/kode", SANDI_BARU: "/masuk/sandi-baru", KODE_BARU: "/masuk/kode-baru"}


def arrive(
    request: Request, runtime: Runtime, hasil: Hasil, perangkat: Perangkat, shown: Response | None = None
) -> Response:
    """On to the next step; or, with a session, to the page that was asked for, or with a page that is `shown` first.

    The session before it ends.
    """
    if isinstance(hasil, Perlu):
        on = go(PAGES[hasil.tahap])
        keep(on, runtime.settings, TICKET, hasil.tiket, tiket.PATIENT_SECONDS)
        return on
    _end_the_old(request, runtime, perangkat)
    answer = shown or go(local_path(hasil.lanjut))
    keep_token(answer, runtime.settings, hasil.token)
    drop(answer, runtime.settings, TICKET)
    return answer


def token(request: Request, settings: Settings) -> str:
    """The token of the session, or ''."""
    return request.cookies.get(cookie_name(settings), "")


def ticket(request: Request, settings: Settings) -> str:
    """The ticket for the next step, or ''."""
    return request.cookies.get(cookie_name(settings, TICKET), "")


def keep_token(answer: Response, settings: Settings, value: str) -> None:
    """Let the browser keep a token for as long as the session lasts at most."""
    keep(answer, settings, COOKIE, value, settings.session_hours * 3600)


def keep(answer: Response, settings: Settings, name: str, value: str, seconds: int) -> None:
    """Let the browser keep something that no script and no other site's form can use."""
    answer.set_cookie(
        cookie_name(settings, name), value, max_age=seconds, httponly=True, samesite="lax", secure=settings.https
    )


def drop(answer: Response, settings: Settings, name: str = COOKIE) -> None:
    """Let the browser forget it."""
    answer.delete_cookie(cookie_name(settings, name), httponly=True, samesite="lax", secure=settings.https)


def our_page(request: Request) -> None:
    """Nobody is signed in yet, so there is no form token: the browser's own word must do. Raises Forbidden."""
    headers = request.headers
    if not from_our_page(headers.get("sec-fetch-site", ""), headers.get("origin", ""), headers.get("host", "")):
        raise Forbidden("Permintaan ini tidak dikirim dari halaman Terbit.", code="formulir-asing")


def _end_the_old(request: Request, runtime: Runtime, perangkat: Perangkat) -> None:
    with suppress(Unauthenticated, NotFound):
        masuk = verify(token(request, runtime.settings), ended_too=True)
        with runtime.database.unit() as unit:
            sesi.end(unit, masuk.orang.id, masuk.sesi, Oleh.of(masuk.orang, perangkat.alamat))
