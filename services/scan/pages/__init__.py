"""HTML pages of the scan desks."""

from fastapi import APIRouter

from services.scan.pages import kelengkapan, pindai, rangkap

router = APIRouter()
for part in (rangkap, pindai, kelengkapan):
    router.include_router(part.router)
