"""HTML pages of the scan desks."""

from fastapi import APIRouter

from services.scan.pages import data_pribadi, kelengkapan, pindai, rangkap

router = APIRouter()
for part in (rangkap, pindai, kelengkapan, data_pribadi):
    router.include_router(part.router)
