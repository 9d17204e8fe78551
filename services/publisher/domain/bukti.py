"""The evidence that a site shows what was published: what was fetched, and how it compares."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict


class BerkasTerlihat(BaseModel):
    """The file as the public gets it."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    ukuran: int
    awal: str
    """The first five bytes, as Latin-1: `%PDF-` or a fault."""
    sidik: str = ""


class Bukti(BaseModel):
    """Kept with the publication. Addresses are those fetched; `isian` holds the fields seen on the page."""

    model_config = ConfigDict(frozen=True)

    halaman: str
    berkas: str
    umpan: str = ""
    sha256: str
    sidik: str = ""
    ukuran: int
    isian: dict[str, str]
    mulai: datetime
    selesai: datetime


def file_faults(seen: BerkasTerlihat, sha256: str, sidik: str = "") -> list[str]:
    """What is wrong with the file that the site serves, as sentences; none when it is the very bytes."""
    if seen.awal != "%PDF-":
        return ["berkas yang ditampilkan bukan PDF"]
    same = (seen.sha256, seen.sidik) == (sha256, sidik)
    return [] if same else ["isi PDF yang ditampilkan berbeda dari yang disetujui"]


def page_faults(seen: Mapping[str, str], expected: Mapping[str, str]) -> list[str]:
    """What the detail page shows otherwise, by label; spaces do not count."""
    return [
        f"{label} tertulis “{_plain(seen.get(label, ''))}”, seharusnya “{_plain(value)}”"
        for label, value in expected.items()
        if _plain(seen.get(label, "")) != _plain(value)
    ]


def _plain(text: str) -> str:
    return " ".join(text.split())
