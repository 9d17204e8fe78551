"""Console's pages."""

from fastapi import APIRouter

from services.console.pages import (
    akun,
    kantor,
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
for part in (masuk, langkah, oidc, oidc_kantor, akun, sandi, totp, kantor, orang, penugasan, operasi):
    router.include_router(part.router)
