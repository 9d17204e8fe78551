"""What the events of an office's system carry in `data`. Each kind takes its own fields alone."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from services.intake.domain.amplop import Jenis
from services.intake.domain.isian import Isian
from services.intake.domain.sistem import Lingkup
from shared.sop.jenis import JenisDokumen
from shared.teks import Alasan

SENT = frozenset({JenisDokumen.NOTA_DINAS, JenisDokumen.NASKAH_ASLI, JenisDokumen.SALINAN})
REQUIRED = frozenset({JenisDokumen.NOTA_DINAS, JenisDokumen.NASKAH_ASLI})


class DokumenMasuk(BaseModel):
    """A document: its bytes as base64 in `data`, or the `sha256` of one that was uploaded before."""

    model_config = ConfigDict(extra="forbid")

    jenis: JenisDokumen
    nama: str = ""
    data: str | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None


class Ajukan(Isian):
    """Submit a nota dinas with the signed original, and a salinan where there is one."""

    model_config = ConfigDict(extra="forbid")

    sop: str = ""
    dokumen: list[DokumenMasuk]

    @field_validator("dokumen")
    @classmethod
    def _complete(cls, value: list[DokumenMasuk]) -> list[DokumenMasuk]:
        return _documents(value, REQUIRED)


class AjukanUlang(Isian):
    """Submit a returned berkas again, as it lies at `giliran`; documents that are not sent again stay."""

    model_config = ConfigDict(extra="forbid")

    berkas: UUID
    giliran: int
    dokumen: list[DokumenMasuk] = Field(default=[])

    @field_validator("dokumen")
    @classmethod
    def _each_once(cls, value: list[DokumenMasuk]) -> list[DokumenMasuk]:
        return _documents(value, frozenset())


class Tarik(BaseModel):
    """Ask to withdraw a case."""

    model_config = ConfigDict(extra="forbid")

    berkas: UUID
    alasan: Alasan


class Tanya(BaseModel):
    """Ask where a berkas lies."""

    model_config = ConfigDict(extra="forbid")

    berkas: UUID


Permintaan = Ajukan | AjukanUlang | Tarik | Tanya
KINDS: dict[Jenis, type[Permintaan]] = {
    Jenis.AJUKAN: Ajukan, Jenis.AJUKAN_ULANG: AjukanUlang, Jenis.TARIK: Tarik, Jenis.TANYA: Tanya,
}  # fmt: skip


def scope_of(jenis: Jenis) -> Lingkup:
    """What a key must be allowed to."""
    return Lingkup.BERKAS if jenis is Jenis.TANYA else Lingkup.PERISTIWA


def request_of(jenis: Jenis, data: dict[str, Any]) -> Permintaan:
    """What an event asks for. Raises pydantic.ValidationError."""
    return KINDS[jenis].model_validate(data)


def _documents(dokumen: list[DokumenMasuk], required: frozenset[JenisDokumen]) -> list[DokumenMasuk]:
    kinds = {one.jenis for one in dokumen}
    if len(kinds) < len(dokumen):
        raise ValueError("memuat jenis yang sama lebih dari sekali")
    if kinds - SENT:
        raise ValueError(f"hanya boleh memuat {', '.join(sorted(SENT))}")
    if required - kinds:
        raise ValueError(f"belum memuat {', '.join(sorted(required - kinds))}")
    if any((one.data is None) == (one.sha256 is None) for one in dokumen):
        raise ValueError("harus memuat data atau sha256, salah satu saja")
    return dokumen
