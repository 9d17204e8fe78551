"""What goes in and out of console's API."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from services.console import models
from shared.identity import Orang

NamaMasuk = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]+$"),
]
KataSandi = Annotated[SecretStr, Field(min_length=1, max_length=1000)]


class Masuk(BaseModel):
    """Name and password of who signs in."""

    nama_masuk: NamaMasuk
    kata_sandi: KataSandi
    kode: SecretStr | None = Field(default=None, max_length=100)
    """Of the app, or a recovery code; only where the answer was `kode-diperlukan`."""
    kata_sandi_baru: KataSandi | None = None
    """Only where the answer was `sandi-harus-diganti`."""


class Sesi(BaseModel):
    """A sign-in: the token for the Authorization header, and whom it states."""

    token: str
    orang: Orang


class SesiSaya(BaseModel):
    """One of one's own sessions; `ini`: the one that asks."""

    id: UUID
    cara: str
    alamat: str
    peramban: str
    dibuat: datetime
    terlihat: datetime
    habis: datetime
    ini: bool

    @classmethod
    def of(cls, row: models.Sesi, this: UUID) -> Self:
        """As the table has it."""
        return cls(**row.model_dump(include=set(cls.model_fields)), ini=row.id == this)


class KantorSaya(BaseModel):
    """An office of the person who asks."""

    model_config = ConfigDict(from_attributes=True)

    kode: str
    nama: str
    sop: str
    tempat: str
    zona: str
    versi: int
