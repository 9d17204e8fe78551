"""The registers of this service: dispositions and decisions. A row is written once, with the act that it records."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

import uuid_utils.compat as uuids
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from services.approval.acts import Disposisikan
from services.approval.domain.putusan import keputusan_of
from shared.events.tables import Moment
from shared.sop import Berkas


class DisposisiLembar(SQLModel, table=True):
    """One disposition; `giliran` is the turn that it made, `lembar` the SHA-256 of its sheet."""

    __tablename__ = "disposisi_lembar"
    __table_args__ = (
        UniqueConstraint("berkas_id", "giliran", name="disposisi_lembar_once"),
        CheckConstraint("oleh <> pengusul", name="disposisi_lembar_four_eyes"),
    )

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    berkas_id: UUID
    giliran: int
    langkah: str
    sifat: str
    diteruskan_kepada: list[str] = Field(sa_type=JSONB)
    harap: list[str] = Field(sa_type=JSONB)
    catatan: str
    oleh: UUID
    oleh_nama: str
    peran: str
    pengusul: UUID
    pada: datetime = Field(sa_type=Moment)
    lembar: str

    @classmethod
    def of(cls, berkas: Berkas, act: Disposisikan, lembar: str) -> Self:
        """The entry of the disposition that was the last act on `berkas`."""
        return cls(
            sifat=act.sifat, diteruskan_kepada=list(act.diteruskan_kepada), harap=list(act.harap), lembar=lembar,
            **_last_act(berkas),
        )  # fmt: skip


class Putusan(SQLModel, table=True):
    """One decision. An approving one has its sheet; `distempel`: SHA-256 of the copy stamped for it, if any."""

    __tablename__ = "putusan"
    __table_args__ = (
        UniqueConstraint("berkas_id", "giliran", name="putusan_once"),
        CheckConstraint("oleh <> pengusul", name="putusan_four_eyes"),
        CheckConstraint("lembar IS NOT NULL OR keputusan IN ('dikembalikan', 'ditolak')", name="putusan_has_sheet"),
    )

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    berkas_id: UUID
    giliran: int
    langkah: str
    tindakan: str
    keputusan: str
    hasil: str
    catatan: str
    oleh: UUID
    oleh_nama: str
    peran: str
    pengusul: UUID
    pada: datetime = Field(sa_type=Moment)
    lembar: str | None = None
    distempel: str | None = None

    @classmethod
    def of(cls, berkas: Berkas, *, lembar: str | None = None, distempel: str | None = None) -> Self:
        """The entry of the decision that was the last act on `berkas`."""
        last = berkas.riwayat[-1]
        return cls(
            tindakan=last.tindakan, keputusan=keputusan_of(last.tindakan), hasil=last.hasil, lembar=lembar,
            distempel=distempel, **_last_act(berkas),
        )  # fmt: skip


def _last_act(berkas: Berkas) -> dict[str, Any]:
    last = berkas.riwayat[-1]
    return {
        "berkas_id": berkas.id, "giliran": last.giliran, "langkah": last.langkah, "catatan": last.catatan,
        "oleh": last.oleh.id, "oleh_nama": last.oleh.nama, "peran": last.oleh.peran, "pengusul": berkas.pengusul.id,
        "pada": last.pada,
    }  # fmt: skip
