"""Console's JSON routes."""

from fastapi import APIRouter

from services.console.api import kantor, masuk, orang, penugasan, sesi

router = APIRouter()
for part in (masuk.router, sesi.router, kantor.router, orang.router, penugasan.router):
    router.include_router(part)
