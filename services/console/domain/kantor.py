"""What is stated of an office: at installation, by import, in the form. Checked here, once for all of them."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from services.console.domain.pohon import level_fault
from shared.kantor import HARI_KERJA, ZONA, Kop, Situs, Tingkat, known_code, tingkat_of
from shared.sop.berkas import Short
from shared.teks import ONE_LINE, described

MAX_CLOSED_DAYS = 366


def _plain(text: str) -> str:
    if any(ord(letter) < 32 for letter in text):
        raise ValueError("memuat huruf yang tidak dapat disimpan")
    return text


def _code(kode: str) -> str:
    if not known_code(kode):
        raise ValueError(level_fault(kode, ""))
    return kode


def _zone(zona: str) -> str:
    if not zona:
        raise ValueError("wajib diisi")
    if zona not in ZONA:
        raise ValueError(f"harus salah satu dari {', '.join(f'{name} ({short})' for name, short in ZONA.items())}")
    return zona


def _days(days: tuple[int, ...]) -> tuple[int, ...]:
    if not days or not set(days) <= set(range(1, 8)):
        raise ValueError("paling sedikit satu hari, dari 1 (Senin) sampai 7 (Minggu)")
    return tuple(sorted(set(days)))


def _closed(days: tuple[date, ...]) -> tuple[date, ...]:
    if len(days) > MAX_CLOSED_DAYS:
        raise ValueError(f"paling banyak {MAX_CLOSED_DAYS} hari")
    return tuple(sorted(set(days)))


def _sites(value: object) -> object:
    """A path alone is that of the built-in site, which an office has anyway."""
    return () if isinstance(value, str) and "://" not in value else value


Bebas = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(_plain), described(pattern=ONE_LINE)
]
Hari = Annotated[int, described(minimum=1, maximum=7)]
Jenis = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[a-z0-9_-]{1,40}$")]


class KopIsian(Kop):
    """A letterhead as it is stated."""

    baris: Annotated[tuple[Short, ...], Field(max_length=4)] = ()
    alamat: Bebas = ""
    telepon: Bebas = ""
    surel: Bebas = ""
    laman: Bebas = ""


class SitusIsian(Situs):
    """A site as it is stated."""

    nama: Short
    alamat: Short
    jenis: Jenis = "bawaan"


class IsianKantor(BaseModel):
    """An office. Its level may be left out, for the code says it. Without `induk` it is not placed in the tree yet."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kode: Annotated[str, AfterValidator(_code), described(pattern="^(0|[1-9][0-9]|[1-9][0-9]{3})$")]
    nama: Short
    sop: Short
    tempat: Short
    zona: Annotated[str, AfterValidator(_zone), described(enum=[*ZONA])]
    induk: str = ""
    tingkat: Tingkat
    kop: KopIsian = KopIsian()
    jdih: Annotated[tuple[SitusIsian, ...], BeforeValidator(_sites), Field(max_length=10)] = ()
    hari_kerja: Annotated[tuple[Hari, ...], AfterValidator(_days), described(minItems=1)] = HARI_KERJA
    tutup: Annotated[tuple[date, ...], AfterValidator(_closed), described(maxItems=MAX_CLOSED_DAYS)] = ()
    maks_unggah_mb: Annotated[int | None, Field(ge=1, le=10_000)] = None
    maks_halaman: Annotated[int | None, Field(ge=1, le=100_000)] = None
    aktif: bool = True

    @model_validator(mode="before")
    @classmethod
    def _level_from_code(cls, values: Any) -> Any:  # noqa: ANN401 - whatever was given
        if isinstance(values, dict) and not values.get("tingkat") and known_code(str(values.get("kode", ""))):
            return {**values, "tingkat": tingkat_of(str(values["kode"]))}
        return values

    @model_validator(mode="after")
    def _level_fits(self) -> Self:
        if fault := level_fault(self.kode, self.tingkat):
            raise ValueError(fault)
        return self
