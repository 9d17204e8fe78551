"""Pages of the publisher: its two desks, and the public site."""

from fastapi import APIRouter

from services.publisher.pages import arsip, terbitkan
from services.publisher.site import pages as site

router = APIRouter()
for part in (arsip.router, terbitkan.router, site.router):
    router.include_router(part)
