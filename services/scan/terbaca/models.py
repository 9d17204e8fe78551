"""Table of the cut-outs."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from shared.events.tables import Moment, now


class Potongan(SQLModel, table=True):
    """A picture (JPEG) of one place of a scan. `kode`: a field, `relasi-1`, or `peringatan-1` for personal data."""

    __tablename__ = "potongan"

    pemindaian_id: UUID = Field(primary_key=True)
    kode: str = Field(primary_key=True)
    halaman: int
    gambar: bytes
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
