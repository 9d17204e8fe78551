"""Intake: the desk at which a legal product comes in, and the memory of where every case lies."""

from pathlib import Path

from services.intake import api, models, pages
from services.intake.handlers import HANDLERS
from shared.service import Service

__all__ = ["SERVICE", "models"]

SERVICE = Service(
    name="intake", folder=Path(__file__).parent, api=api.router, pages=pages.router, handlers=HANDLERS
)  # fmt: skip
