"""What is not kept for ever: tries to sign in and sessions, which tell where somebody was (UU 27/2022)."""

from datetime import timedelta

from sqlmodel import col, delete

from services.console.models import PercobaanMasuk, Sesi
from shared.events.tables import now
from shared.runtime import Runtime


def forget(runtime: Runtime) -> None:
    """Delete what is older than the settings say; what is still in use stays."""
    before = now() - timedelta(days=runtime.settings.keep_sign_ins_days)
    with runtime.database.unit() as unit:
        unit.session.execute(delete(PercobaanMasuk).where(col(PercobaanMasuk.pada) < before))
        unit.session.execute(delete(Sesi).where(col(Sesi.habis) < before))
