"""HTML pages of the scan desks."""

from fastapi import APIRouter

from services.scan.pages import (
    baki,
    data_pribadi,
    halaman,
    kelengkapan,
    kemajuan,
    pindai,
    rangkap,
    tandai,
    terbaca,
    tumpukan,
)

router = APIRouter()
for part in (tumpukan, baki, rangkap, pindai, halaman, kemajuan, kelengkapan, data_pribadi, tandai, terbaca):
    router.include_router(part.router)
