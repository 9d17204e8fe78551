"""An SOP as data: read from a TOML file, checked when it is read."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.errors import NotFound
from shared.settings import settings
from shared.sop.berkas import Berkas
from shared.sop.jenis import JENIS, JenisDokumen
from shared.sop.tindakan import DESKS, Desk, Tindakan

BUILT_IN = Path(__file__).parent / "definitions"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Kelengkapan(_Data):
    """Something that must be there (or comes out): a document of a kind, an entry in the register, or a fact."""

    nama: str
    dokumen: JenisDokumen | None = None
    agenda: bool = False

    def ada(self, berkas: Berkas) -> bool:
        """Whether the berkas has it; what is neither document nor entry cannot be seen here."""
        if self.dokumen:
            return berkas.terbaru(self.dokumen) is not None
        return berkas.nomor_agenda > 0 if self.agenda else True


class Langkah(_Data):
    """One row of an SOP."""

    kode: str
    kegiatan: str
    peran: str
    tindakan: Tindakan
    kelengkapan: tuple[Kelengkapan, ...] = ()
    keluaran: tuple[Kelengkapan, ...] = ()
    jika_jenis: tuple[str, ...] = ()
    kecuali_jenis: tuple[str, ...] = ()
    kembali_ke: tuple[str, ...] = ()
    tenggat_hari: int = Field(default=2, ge=1)

    @property
    def desk(self) -> Desk:
        """Where this kind of step is carried out."""
        return DESKS[self.tindakan]

    def applies(self, jenis: str) -> bool:
        """Whether a product of this kind goes through this step."""
        return (not self.jika_jenis or jenis in self.jika_jenis) and jenis not in self.kecuali_jenis


class Sop(_Data):
    """A standard operating procedure. Its id is its version: a changed SOP is a new file with a new id."""

    id: str
    nama: str
    dasar_hukum: tuple[str, ...] = ()
    peran: dict[str, str]
    langkah: tuple[Langkah, ...] = Field(min_length=2)

    def step(self, kode: str | None) -> Langkah:
        """The row with this code. Raises NotFound."""
        found = next((row for row in self.langkah if row.kode == kode), None)
        if found is None:
            raise NotFound(f"Langkah {kode} tidak ada dalam {self.nama}.", code="langkah-tidak-dikenal")
        return found

    def index(self, kode: str) -> int:
        """Place of a row in the order of the SOP, from 0."""
        return self.langkah.index(self.step(kode))

    def after(self, kode: str, jenis: str) -> Langkah | None:
        """The next row for a product of this kind; None at the end."""
        rest = self.langkah[self.index(kode) + 1 :]
        return next((row for row in rest if row.applies(jenis)), None)

    def returns(self, kode: str, jenis: str) -> tuple[Langkah, ...]:
        """The rows to which a product of this kind may be returned from here."""
        return tuple(row for row in map(self.step, self.step(kode).kembali_ke) if row.applies(jenis))

    @property
    def first(self) -> Langkah:
        """The row with which a case begins."""
        return self.langkah[0]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        codes = [row.kode for row in self.langkah]
        if len(set(codes)) != len(codes):
            raise ValueError("a step code stands twice")
        for number, row in enumerate(self.langkah):
            if row.peran not in self.peran:
                raise ValueError(f"{row.kode}: unknown role {row.peran}")
            if not set(row.kembali_ke) <= set(codes[:number]):
                raise ValueError(f"{row.kode}: a return goes to an earlier step")
            if not {*row.jika_jenis, *row.kecuali_jenis} <= set(JENIS):
                raise ValueError(f"{row.kode}: unknown kind of product")
        self._ends_published_and_approved()
        return self

    def _ends_published_and_approved(self) -> None:
        for jenis in JENIS:
            way = [row for row in self.langkah if row.applies(jenis)]
            if not way or way[0].tindakan is not Tindakan.AJUKAN or way[-1].tindakan is not Tindakan.UNGGAH:
                raise ValueError(f"{jenis}: an SOP begins with ajukan and ends with unggah")
            if not any(row.desk.approves for row in way):
                raise ValueError(f"{jenis}: nothing is published without an approval")


def load(path: Path) -> Sop:
    """Read one SOP file. Raises ValueError (pydantic) with what is wrong."""
    return Sop.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def _all() -> dict[str, Sop]:
    folders = [BUILT_IN, *filter(None, [settings().sop_dir])]
    found = [load(path) for folder in folders for path in sorted(folder.glob("*.toml"))]
    return {sop.id: sop for sop in found}


def sop(sop_id: str) -> Sop:
    """The SOP with this id. Raises NotFound."""
    try:
        return _all()[sop_id]
    except KeyError:
        raise NotFound(f"SOP {sop_id} tidak dikenal.", code="sop-tidak-dikenal") from None


def all_sops() -> tuple[Sop, ...]:
    """Every SOP that is known."""
    return tuple(_all().values())
