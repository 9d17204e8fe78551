"""What the API answers about stacks and their parts."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from services.scan.domain.pemindaian import Sumber
from services.scan.pemisahan.models import BagianTumpukan, Tumpukan
from shared.sop import JenisDokumen, Pelaku


class BagianDijawab(BaseModel):
    """A part of a stack. `sebab` is why it found no case by itself (a stable code), `keterangan` the same in words."""

    id: UUID
    tumpukan_id: UUID
    urutan: int
    halaman: tuple[int, ...]
    kode: str
    jenis: JenisDokumen | None
    sha256: str
    ukuran: int
    state: str
    sebab: str | None
    keterangan: str
    berkas_id: UUID | None
    pemindaian_id: UUID | None
    alasan: str
    diputus_oleh: Pelaku | None
    diputus_pada: datetime | None

    @classmethod
    def of(cls, part: BagianTumpukan) -> Self:
        """The answer for `part`."""
        return cls.model_validate({**part.model_dump(), "keterangan": part.kalimat})


class TumpukanDijawab(BaseModel):
    """A stack, where it stands, and its parts once it is done. `kosong`: codes of sheets that no page followed."""

    id: UUID
    kantor: str
    state: str
    sebab: str | None
    sumber: tuple[Sumber, ...]
    kosong: tuple[str, ...]
    bagian: tuple[BagianDijawab, ...]
    oleh: Pelaku
    created_at: datetime
    finished_at: datetime | None

    @classmethod
    def of(cls, stack: Tumpukan, parts: list[BagianTumpukan]) -> Self:
        """The answer for `stack`."""
        return cls.model_validate({**stack.model_dump(), "bagian": [BagianDijawab.of(part) for part in parts]})
