"""What intake keeps of a case beside its acts, for the audit."""

from uuid import UUID

from sqlmodel import col, select

from services.intake.models import CatatanPerkara
from shared.audit.beside import Beside
from shared.database.unit import Unit


def beside(unit: Unit, berkas_id: UUID) -> list[Beside]:
    """Withdrawals asked for or too late, long work that stopped at any desk."""
    rows = unit.session.exec(select(CatatanPerkara).where(col(CatatanPerkara.berkas_id) == berkas_id))
    return [Beside(pada=row.pada, apa=row.judul, oleh=row.pelaku, sebab=row.rincian) for row in rows]
