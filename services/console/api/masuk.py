"""Signing in, and who is signed in."""

import json

from fastapi import APIRouter, Response

from services.console import queries
from services.console.commands import masuk as steps
from services.console.commands.salinan_data import copy_of
from services.console.commands.sesi import Perangkat
from services.console.requests import Device
from services.console.schemas import KantorSaya, Masuk, Sesi
from shared.errors import Forbidden, Unauthenticated
from shared.identity import Orang
from shared.runtime import Runtime
from shared.web.session import Rt, SignedIn

router = APIRouter()


@router.post("/sessions", tags=["masuk"], status_code=201)
def create_session(runtime: Rt, device: Device, body: Masuk) -> Sesi:
    """Sign in.

    401 `masuk-gagal` when name and password do not fit, `kode-diperlukan` and `kode-salah` where codes are on, as well
    as `kode-di-luar-waktu` and `kode-jam-disetel` (a code of another time was given: the next one is wanted),
    403 `sandi-harus-diganti` with a password that somebody else knows, 403 `kode-harus-disiapkan` for who must set up
    codes first (in a browser, at `/masuk`), 429 `terlalu-sering` after too many failures.
    """
    hasil = steps.sign_in(runtime, body.nama_masuk, body.kata_sandi.get_secret_value(), device)
    while isinstance(hasil, steps.Perlu):
        hasil = _step(runtime, hasil, body, device)
    return Sesi(token=hasil.token, orang=hasil.orang)


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


def _step(runtime: Runtime, perlu: steps.Perlu, body: Masuk, device: Perangkat) -> steps.Hasil:
    """The next step with what the program sent along. Raises Unauthenticated, Forbidden when that is missing."""
    if perlu.tahap == steps.KODE:
        if body.kode is None:
            raise Unauthenticated("Kirim juga kode dari aplikasi Anda.", code="kode-diperlukan")
        return steps.give_code(runtime, perlu.tiket, body.kode.get_secret_value(), device)
    if perlu.tahap == steps.KODE_BARU:
        place = f"{runtime.settings.public_url.rstrip('/')}/masuk"
        raise Forbidden(
            f"Peran Anda wajib memakai kode dari aplikasi. Masuk dahulu lewat peramban di {place} untuk menyiapkannya.",
            code="kode-harus-disiapkan",
        )
    if body.kata_sandi_baru is None:
        raise Forbidden("Ganti kata sandi awal Anda dengan kata sandi sendiri.", code="sandi-harus-diganti")
    return steps.choose_password(runtime, perlu.tiket, body.kata_sandi_baru.get_secret_value(), device)
