"""Console's JSON routes."""

from fastapi import APIRouter

from services.console.api import kantor, masuk, orang, penugasan, sandi, sesi, totp

router = APIRouter()
for part in (masuk, sandi, totp, sesi, kantor, orang, penugasan):
    router.include_router(part.router)
