"""Tables of uploads: a file on its way, and its pieces in the bucket of uploads."""

from datetime import datetime
from uuid import UUID

import uuid_utils.compat as uuids
from sqlalchemy import BigInteger, Column, ForeignKey, Index
from sqlmodel import Field, SQLModel

from shared.events.tables import Moment, now


class Unggahan(SQLModel, table=True):
    """A file that one person sends up for one berkas, or (None) for a stack of an office.

    `diterima`: how much of `ukuran` is here.
    `sidik`: how the browser tells the file from others. After `habis` it counts no more and is deleted.
    """

    __tablename__ = "unggahan"
    __table_args__ = (Index("unggahan_orang", "orang_id", "berkas_id"), Index("unggahan_habis", "habis"))

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    berkas_id: UUID | None = None
    kantor: str
    orang_id: UUID
    nama: str
    sidik: str = ""
    ukuran: int = Field(sa_type=BigInteger)
    diterima: int = Field(default=0, sa_type=BigInteger)
    habis: datetime = Field(sa_type=Moment)
    created_at: datetime = Field(default_factory=now, sa_type=Moment)

    @property
    def lengkap(self) -> bool:
        """Whether all of it is here."""
        return self.diterima == self.ukuran


class PotonganUnggahan(SQLModel, table=True):
    """A piece: `panjang` bytes from `mulai`, in the bucket under `kunci`."""

    __tablename__ = "potongan_unggahan"

    unggahan_id: UUID = Field(sa_column=Column(ForeignKey("unggahan.id", ondelete="CASCADE"), primary_key=True))
    mulai: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    panjang: int = Field(sa_type=BigInteger)
    kunci: str
