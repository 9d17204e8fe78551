"""Signing in at an office's own provider."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from services.console import browser
from services.console.commands import oidc, tiket
from services.console.commands.oidc_kantor import CALLBACK
from services.console.pages.masuk import sign_in_again
from services.console.requests import Device
from shared.errors import TerbitError
from shared.web.session import Rt

router = APIRouter()


@router.get("/masuk/lewat/{kantor}")
def begin(request: Request, runtime: Rt, kantor: str, lanjut: str = "/") -> Response:
    """On to the provider of an office, where somebody may be signed in already: only who asks here is sent there."""
    try:
        browser.our_page(request)
        ticket, url = oidc.begin(runtime, kantor, lanjut)
    except TerbitError as error:
        return sign_in_again(request, runtime, error)
    answer = RedirectResponse(url, 303)
    browser.keep(answer, runtime.settings, browser.TICKET, ticket, tiket.SECONDS)
    return answer


@router.get(CALLBACK)
def finish(request: Request, runtime: Rt, device: Device, kembali: Annotated[oidc.Kembali, Query()]) -> Response:
    """Back from the provider."""
    try:
        hasil = oidc.finish(runtime, browser.ticket(request, runtime.settings), kembali, device)
    except TerbitError as error:
        answer = sign_in_again(request, runtime, error)
        browser.drop(answer, runtime.settings, browser.TICKET)
        return answer
    return browser.arrive(request, runtime, hasil, device)
