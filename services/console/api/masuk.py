"""Signing in, and who is signed in."""

import json

from fastapi import APIRouter, Response

from services.console import queries
from services.console.commands.masuk import sign_in
from services.console.commands.salinan_data import copy_of
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


@router.get("/me/data", tags=["masuk"])
def my_data(runtime: Rt, orang: SignedIn) -> Response:
    """A copy of everything that console keeps of the person who asks, as a JSON file; no secrets."""
    with runtime.database.unit() as unit:
        content = json.dumps(copy_of(unit, orang.id), ensure_ascii=False, indent=1)
    name = {"content-disposition": 'attachment; filename="data-saya.json"'}
    return Response(content, media_type="application/json", headers=name)


@router.get("/kantor", tags=["kantor"])
def my_offices(runtime: Rt, orang: SignedIn) -> list[KantorSaya]:
    """The offices of the person who asks."""
    with runtime.database.unit() as unit:
        return [KantorSaya.model_validate(row) for row in queries.offices(unit.session, orang.kantor)]
