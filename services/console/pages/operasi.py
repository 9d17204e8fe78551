"""The operations board."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from services.console.board import ask_all
from services.console.domain import papan
from shared.web.pages import render
from shared.web.session import Operator, Rt, bearer, cookie_name

router = APIRouter()


@router.get("/operasi")
def board(request: Request, runtime: Rt, orang: Operator) -> HTMLResponse:
    """Queues, workers and dead letters of all services."""
    token = bearer(request) or request.cookies[cookie_name(runtime.settings)]
    reports = ask_all(runtime.settings.verification_url, token)
    return render(
        request, "console/operasi.html", orang, halaman="Papan operasi", tempat="operasi",
        baris=papan.baris(reports), berhenti=papan.berhenti(reports), tindakan=papan.tindakan(reports),
    )  # fmt: skip
