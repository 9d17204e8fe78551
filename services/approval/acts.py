"""What a person sends when deciding: the bodies of the JSON routes, and what the forms are read into."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from services.approval.domain.disposisi import Harap, Sifat
from shared.teks import STORABLE, described
from shared.web.berkas import Act


def _storable(text: str) -> str:
    if "\0" in text:
        raise ValueError("memuat huruf yang tidak dapat disimpan")
    return text


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Teks = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=2000),
    AfterValidator(_storable),
    described(pattern=STORABLE),
]
Penerima = Annotated[tuple[str, ...], BeforeValidator(_several)]


class Putuskan(Act):
    """Approve, or authenticate."""

    catatan: Teks = ""


class Disposisikan(Putuskan):
    """Pass a berkas on. `diteruskan_kepada`: codes of roles of the SOP that have a later step, one or several."""

    sifat: Sifat = Sifat.BIASA
    diteruskan_kepada: Penerima
    harap: tuple[Harap, ...] = ()


class CekSalinan(Putuskan):
    """The verdict on the salinan; only `true` completes the step."""

    sesuai: bool


class Kembalikan(Act):
    """Return to the step with code `ke`."""

    ke: Teks
    alasan: Teks


class Tolak(Act):
    """Refuse; the berkas ends."""

    alasan: Teks
