"""Tables of a scan under way: pages that were read, and the ranges in which several workers read a long one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from services.scan.pipeline import Reading, Wish
from shared.events.tables import Moment, now


class Bacaan(SQLModel, table=True):
    """A page that was read, until the scan is done. Neither `isi` nor `gambar`: it could not be read."""

    __tablename__ = "bacaan"

    pemindaian_id: UUID = Field(primary_key=True)
    nomor: int = Field(primary_key=True)
    isi: bytes | None = None
    gambar: bytes | None = None
    created_at: datetime = Field(default_factory=now, sa_type=Moment)

    @property
    def reading(self) -> Reading:
        """As the pipeline takes it."""
        return Reading(self.nomor, self.isi, self.gambar)


class Rentang(SQLModel, table=True):
    """Pages that one worker reads, while others read other ranges. `sebab`: why this one needs a person."""

    __tablename__ = "rentang"

    pemindaian_id: UUID = Field(primary_key=True)
    nomor: int = Field(primary_key=True)
    halaman: list[dict[str, Any]] = Field(sa_type=JSONB)
    dipesan_at: datetime | None = Field(default=None, sa_type=Moment)
    selesai_at: datetime | None = Field(default=None, sa_type=Moment)
    sebab: str | None = None

    @property
    def wishes(self) -> list[Wish]:
        """Its pages, in order, and how each is to be read."""
        return [Wish(**one) for one in self.halaman]
