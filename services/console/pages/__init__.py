"""Console's pages."""

from fastapi import APIRouter

from services.console.pages import (
    akun,
    kantor,
    kode_baru,
    kode_wajib,
    langkah,
    masuk,
    oidc,
    oidc_kantor,
    operasi,
    orang,
    penugasan,
    sandi,
    totp,
)

router = APIRouter()
for part in (
    masuk,
    langkah,
    kode_baru,
    oidc,
    oidc_kantor,
    akun,
    sandi,
    totp,
    kantor,
    kode_wajib,
    orang,
    penugasan,
    operasi,
):
    router.include_router(part.router)
