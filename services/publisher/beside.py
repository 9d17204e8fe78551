"""What the publisher keeps of a case beside its acts, for the audit."""

from collections.abc import Iterator
from uuid import UUID

from sqlmodel import col, select

from services.publisher.models import Publikasi
from shared.audit.beside import Beside
from shared.database.unit import Unit


def beside(unit: Unit, berkas_id: UUID) -> list[Beside]:
    """Publications ordered, sent and verified. Why one failed, intake was told at once and keeps."""
    rows = unit.session.exec(select(Publikasi).where(col(Publikasi.berkas_id) == berkas_id))
    return [one for row in rows for one in _moments(row)]


def _moments(row: Publikasi) -> Iterator[Beside]:
    who, name = row.pelaku, f"penerbitan {row.nomor} ({row.object_key})"
    yield Beside(pada=row.created_at, apa=f"{name} dipesan", oleh=f"{who.nama}, {who.peran}", sebab=row.sebab)
    if row.first_published_at:
        yield Beside(pada=row.first_published_at, apa=f"{name} dikirim", oleh="", sebab=f"sha256 {row.sha256}")
    if row.verified_at:
        yield Beside(pada=row.verified_at, apa=f"{name} terverifikasi", oleh="", sebab=row.page_path)
