"""Rules of codes: those of an app have six digits, those for who has lost it begin with their number."""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final, NamedTuple

RECOVERY_CODES: Final = 10
NEAR: Final = 2
"""A device's clock may differ by so many steps of thirty seconds; one that differs by more must be set."""
_RECOVERY = re.compile(r"(\d)-[a-z]{4}-[a-z]{4}-[a-z]{4}-\d{4}", re.ASCII)


def plain(kode: str) -> str:
    """A code without what people put between its parts."""
    return "".join(kode.split()).lower()


def is_app_code(kode: str) -> bool:
    """Whether it looks like a code of an app."""
    return re.fullmatch(r"\d{6}", plain(kode), re.ASCII) is not None


def recovery_number(kode: str) -> int | None:
    """Which of the recovery codes it says to be; None when it is none."""
    found = _RECOVERY.fullmatch(plain(kode))
    return int(found[1]) if found else None


class Putusan(Enum):
    """What becomes of a code; only DITERIMA opens anything.

    DISETEL: two codes one after the other proved that the device's clock differs; the next one will be taken.
    """

    DITOLAK = auto()
    DITERIMA = auto()
    DI_LUAR_WAKTU = auto()
    DISETEL = auto()


@dataclass(frozen=True)
class Jam:
    """What is known of a device: how many steps it is ahead of our clock (`geser`), and the step of its last code.

    `langkah` counts a code that was refused for its time too, so that what was typed early is not taken later. `calon`:
    how far ahead that one was, when it was refused.
    """

    langkah: int = 0
    geser: int = 0
    calon: int | None = None


def judge(jam: Jam, step: int, clock: int) -> tuple[Putusan, Jam]:
    """A code of `step`, given in the step `clock` of ours: at each moment one code alone is good, that of its step.

    So a code lives for thirty seconds. As clocks differ, two codes one after the other that are off by the same teach
    us by how much (RFC 6238, 6); neither of them is taken.
    """
    ahead = step - clock
    if step <= jam.langkah or abs(ahead) > NEAR:
        return Putusan.DITOLAK, jam
    if ahead == jam.geser:
        return Putusan.DITERIMA, replace(jam, langkah=step, calon=None)
    if ahead == jam.calon:
        return Putusan.DISETEL, Jam(langkah=step, geser=ahead)
    return Putusan.DI_LUAR_WAKTU, replace(jam, langkah=step, calon=ahead)


class Penolakan(NamedTuple):
    """Why a code was not taken: a stable code, and what the person is told to do."""

    code: str
    sentence: str


_REFUSALS: Final = {
    Putusan.DI_LUAR_WAKTU: Penolakan(
        "kode-di-luar-waktu",
        "Kode itu baru saja berganti, atau jam telepon Anda berbeda. Tunggu kode berikutnya di aplikasi, lalu ketik.",
    ),
    Putusan.DISETEL: Penolakan(
        "kode-jam-disetel",
        "Jam telepon Anda berbeda dari jam Terbit; mulai sekarang itu diperhitungkan. "
        "Tunggu kode berikutnya di aplikasi, lalu ketik.",
    ),
}
_WRONG: Final = Penolakan(
    "kode-salah",
    "Kode ini tidak cocok, atau sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu ketik. "
    "Bila tetap tidak cocok, setel jam telepon Anda ke waktu otomatis.",
)


def refusal(putusan: Putusan) -> Penolakan:
    """What the person is told of a code that was not taken."""
    return _REFUSALS.get(putusan, _WRONG)
