"""Console's JSON routes."""

from fastapi import APIRouter

from services.console.api import masuk, orang, penugasan, sesi

router = APIRouter()
for part in (masuk.router, sesi.router, orang.router, penugasan.router):
    router.include_router(part)
