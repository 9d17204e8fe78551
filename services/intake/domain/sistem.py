"""Rules of the keys of office systems: what a key may do, how long it lives, how it is written."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from shared.errors import Unauthenticated

LONGEST_DAYS = 365


class Lingkup(StrEnum):
    """What a key may do; nothing that its person may not do on the page."""

    PERISTIWA = "events:write"
    DOKUMEN = "documents:write"
    BERKAS = "berkas:read"


NAMA_LINGKUP: dict[Lingkup, str] = {
    Lingkup.PERISTIWA: "Mengajukan, mengajukan kembali, dan menarik berkas",
    Lingkup.DOKUMEN: "Mengunggah dokumen",
    Lingkup.BERKAS: "Menanyakan letak berkas",
}


class KeadaanKunci(StrEnum):
    """State of a key."""

    BERLAKU = "berlaku"
    BERAKHIR = "berakhir"
    DICABUT = "dicabut"


class KunciDitolak(Unauthenticated):
    """One answer for every key that is not taken: it does not tell whether key, signature, time or person is wrong."""

    code = "kunci-ditolak"
    title = "Kunci tidak diterima"

    def __init__(self) -> None:
        super().__init__("Kunci atau tanda tangan kiriman ini tidak dapat diterima.")


def state_at(moment: datetime, ends: datetime, revoked: datetime | None) -> KeadaanKunci:
    """The state of a key at `moment`."""
    if revoked:
        return KeadaanKunci.DICABUT
    return KeadaanKunci.BERLAKU if moment < ends else KeadaanKunci.BERAKHIR


def written(key_id: UUID, secret: str) -> str:
    """An API key as its office keeps it."""
    return f"terbit_{key_id.hex}_{secret}"


def read(text: str) -> tuple[UUID, str]:
    """Id and secret of an API key. Raises KunciDitolak when it is none."""
    name, _, rest = text.partition("_")
    key_id, _, secret = rest.partition("_")
    if name != "terbit" or not secret:
        raise KunciDitolak
    return key_of(key_id), secret


def key_of(text: str) -> UUID:
    """The id of a key as a header states it. Raises KunciDitolak."""
    try:
        return UUID(text)
    except ValueError:
        raise KunciDitolak from None
