"""Tables of stacks: what was sent in one go, and the parts that came of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import uuid_utils.compat as uuids
from sqlalchemy import BigInteger, Index, Integer, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from services.scan.domain.pemindaian import Sumber
from services.scan.domain.pemisahan import PRODUK, Sebab
from shared.events.tables import Moment, now
from shared.identity import Orang
from shared.kode_lembar import read
from shared.sop import JenisDokumen, Pelaku


class KeadaanTumpukan(StrEnum):
    """Where a stack stands."""

    ANTRE = "antre"
    DIOLAH = "diolah"
    SELESAI = "selesai"
    GAGAL = "gagal"

    @property
    def dikerjakan(self) -> bool:
        """Whether a worker still has to end it."""
        return self in {KeadaanTumpukan.ANTRE, KeadaanTumpukan.DIOLAH}


class KeadaanBagian(StrEnum):
    """`BAKI`: waits for a person. `DIPINDAI`: is a scan of its case. `DISIMPAN`: a sheet that lies beside its scan."""

    BAKI = "baki"
    DIPINDAI = "dipindai"
    DISIMPAN = "disimpan"
    DISISIHKAN = "disisihkan"


class Tumpukan(SQLModel, table=True):
    """A stack as somebody sent it. `sumber`: its files, kept as they came. `orang`: who sent it, as that one signed in.

    `kosong`: sheets in it that no page followed, by their code.
    """

    __tablename__ = "tumpukan"
    __table_args__ = (
        Index("tumpukan_kantor", "kantor", "id"),
        Index("tumpukan_kunci", "kantor", "kunci", unique=True, postgresql_where=text("kunci <> ''")),
    )

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    kantor: str
    kunci: str
    sumber: list[dict[str, Any]] = Field(sa_type=JSONB)
    state: str = KeadaanTumpukan.ANTRE
    sebab: str | None = None
    kosong: list[str] = Field(default_factory=list, sa_type=JSONB)
    orang: dict[str, Any] = Field(sa_type=JSONB)
    oleh: dict[str, Any] = Field(sa_type=JSONB)
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def keadaan(self) -> KeadaanTumpukan:
        """Where it stands."""
        return KeadaanTumpukan(self.state)

    @property
    def sources(self) -> tuple[Sumber, ...]:
        """Its files, in order."""
        return tuple(map(Sumber.model_validate, self.sumber))

    @property
    def sender(self) -> Orang:
        """Who sent it."""
        return Orang.model_validate(self.orang)

    @property
    def pelaku(self) -> Pelaku:
        """The same, in the role in which it was sent."""
        return Pelaku.model_validate(self.oleh)


class BagianTumpukan(SQLModel, table=True):
    """Pages of a stack that belong together, as a PDF (`sha256`) with a picture (`gambar`), and what became of them.

    `halaman`: their numbers in the stack; `asal`: the hash of its first file. `sebab`: why no case was found.
    `diputus_oleh`: who decided in the tray.
    """

    __tablename__ = "bagian_tumpukan"
    __table_args__ = (
        Index("bagian_tumpukan_urutan", "tumpukan_id", "urutan", unique=True),
        Index("bagian_tumpukan_baki", "kantor", postgresql_where=text("state = 'baki'")),
        Index("bagian_tumpukan_berkas", "berkas_id"),
    )

    id: UUID = Field(default_factory=uuids.uuid7, primary_key=True)
    tumpukan_id: UUID = Field(foreign_key="tumpukan.id")
    kantor: str
    urutan: int
    halaman: list[int] = Field(sa_type=ARRAY(Integer))
    asal: str
    kode: str
    jenis: str | None = None
    sha256: str
    ukuran: int = Field(sa_type=BigInteger)
    gambar: str
    gambar_ukuran: int = Field(sa_type=BigInteger)
    state: str = KeadaanBagian.BAKI
    sebab: str | None = None
    berkas_id: UUID | None = None
    giliran: int | None = None
    pemindaian_id: UUID | None = None
    diputus_oleh: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    diputus_pada: datetime | None = Field(default=None, sa_type=Moment)
    alasan: str = ""
    created_at: datetime = Field(default_factory=now, sa_type=Moment)

    @property
    def kalimat(self) -> str:
        """Why it waits, for a clerk."""
        return Sebab(self.sebab).kalimat if self.sebab else ""

    @property
    def ditunjuk(self) -> UUID | None:
        """The case that its code names, where that leaves nothing to choose from."""
        kode = read(self.kode) if self.kode and self.sebab != Sebab.GANDA else None
        return kode.berkas_id if kode else None

    @property
    def produk(self) -> bool:
        """Whether it becomes the scan of its case; a part without a code does."""
        return self.jenis is None or JenisDokumen(self.jenis) in PRODUK

    @property
    def nama(self) -> str:
        """Its file name."""
        first, last = self.halaman[0], self.halaman[-1]
        kind = (self.jenis or "naskah").replace("_", "-")
        return f"{kind}-dari-tumpukan-hlm-{first}{f'-{last}' if last != first else ''}.pdf"

    @property
    def as_sumber(self) -> Sumber:
        """The same as what a scan is made of."""
        return Sumber(
            sha256=self.sha256, nama=self.nama, ukuran=self.ukuran, tipe="application/pdf", halaman=len(self.halaman),
            bertanda_tangan=False,
        )  # fmt: skip
