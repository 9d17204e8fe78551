"""HTML pages of the scan desks."""

from fastapi import APIRouter

from services.scan.pages import baki, kelengkapan, pindai, rangkap, tumpukan

router = APIRouter()
for part in (tumpukan, baki, rangkap, pindai, kelengkapan):
    router.include_router(part.router)
