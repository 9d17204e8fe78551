"""Signing in, and who is signed in."""

from fastapi import APIRouter

from services.console import queries
from services.console.commands.masuk import sign_in
from services.console.requests import Device
from services.console.schemas import KantorSaya, Masuk, Sesi
from shared.identity import Orang
from shared.web.session import Rt, SignedIn

router = APIRouter()


@router.post("/sessions", tags=["masuk"], status_code=201)
def create_session(runtime: Rt, device: Device, body: Masuk) -> Sesi:
    """Sign in. 401 `masuk-gagal` when name and password do not fit, 429 `terlalu-sering` after too many failures."""
    orang, token = sign_in(runtime, body.nama_masuk, body.kata_sandi.get_secret_value(), device)
    return Sesi(token=token, orang=orang)


@router.get("/me", tags=["masuk"])
def me(orang: SignedIn) -> Orang:
    """Who is signed in, with the roles held now."""
    return orang


@router.get("/kantor", tags=["kantor"])
def my_offices(runtime: Rt, orang: SignedIn) -> list[KantorSaya]:
    """The offices of the person who asks."""
    with runtime.database.unit() as unit:
        return [KantorSaya.model_validate(row) for row in queries.offices(unit.session, orang.kantor)]
