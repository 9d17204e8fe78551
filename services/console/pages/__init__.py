"""Console's pages."""

from fastapi import APIRouter

from services.console.pages import akun, kantor, masuk, operasi, orang, penugasan

router = APIRouter()
for part in (masuk.router, akun.router, kantor.router, orang.router, penugasan.router, operasi.router):
    router.include_router(part)
