"""Console's JSON routes."""

from fastapi import APIRouter

from services.console.api import kantor, kode_wajib, masuk, oidc, orang, penugasan, sandi, sesi, totp

router = APIRouter()
for part in (masuk, oidc, sandi, totp, sesi, kantor, kode_wajib, orang, penugasan):
    router.include_router(part.router)
