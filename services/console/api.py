"""Console's JSON routes."""

from fastapi import APIRouter, Request

from services.console import queries
from services.console.commands import sign_in
from services.console.schemas import KantorSaya, Masuk, Sesi
from shared.identity import Orang, issue
from shared.web.session import Rt, SignedIn

router = APIRouter()


@router.post("/sessions", tags=["masuk"], status_code=201)
def create_session(request: Request, runtime: Rt, body: Masuk) -> Sesi:
    """Sign in. 401 `masuk-gagal` when name and password do not fit, 429 `terlalu-sering` after too many failures."""
    orang = sign_in(runtime, body.nama_masuk, body.kata_sandi.get_secret_value(), client_of(request))
    return Sesi(token=issue(orang), orang=orang)


@router.get("/me", tags=["masuk"])
def me(orang: SignedIn) -> Orang:
    """Who is signed in, as the token states it."""
    return orang


@router.get("/kantor", tags=["kantor"])
def my_offices(runtime: Rt, orang: SignedIn) -> list[KantorSaya]:
    """The offices of the person who asks."""
    with runtime.database.unit() as unit:
        return [KantorSaya.model_validate(row) for row in queries.offices(unit.session, orang.kantor)]


def client_of(request: Request) -> str:
    """Address from which a request comes, as the gateway tells it; "" when unknown."""
    return request.client.host if request.client else ""
