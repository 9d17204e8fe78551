"""What an office's system may be told of, in which words, and when a failed telling is tried again."""

import math
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from shared.sop import Berkas, Tindakan

LONGEST_REFUSED = 12
"""So many refusals, and a message waits for somebody who sends it again."""
PAUSED_AFTER = timedelta(days=3)
_FIRST, _LONGEST_RETRY, _LONGEST_HOLD = timedelta(seconds=5), timedelta(hours=6), timedelta(hours=1)
_SLOW = timedelta(seconds=0.5)


class JenisKabar(StrEnum):
    """A kind of happening in the life of a berkas."""

    DIAJUKAN = "diajukan"
    LANGKAH = "langkah-selesai"
    DIKEMBALIKAN = "dikembalikan"
    DITOLAK = "ditolak"
    DITARIK = "ditarik"
    TERBIT = "terbit"


NAMA_KABAR: dict[JenisKabar, str] = {
    JenisKabar.DIAJUKAN: "Diajukan", JenisKabar.LANGKAH: "Satu langkah selesai",
    JenisKabar.DIKEMBALIKAN: "Dikembalikan", JenisKabar.DITOLAK: "Ditolak", JenisKabar.DITARIK: "Ditarik",
    JenisKabar.TERBIT: "Terbit, sudah diverifikasi",
}  # fmt: skip


class KeadaanKiriman(StrEnum):
    """State of one message to one address."""

    MENUNGGU = "menunggu"
    TERKIRIM = "terkirim"
    GAGAL = "gagal"


class Akibat(StrEnum):
    """What an answer means: taken; this message refused; nobody there now; nobody there any more."""

    DITERIMA = "diterima"
    MENOLAK = "menolak"
    TIDAK_MENJAWAB = "tidak-menjawab"
    TUTUP = "tutup"


_ENDS: dict[str, JenisKabar] = {
    "kembalikan": JenisKabar.DIKEMBALIKAN, "tolak": JenisKabar.DITOLAK, "tarik": JenisKabar.DITARIK,
    Tindakan.AJUKAN: JenisKabar.DIAJUKAN,
}  # fmt: skip


def kinds_of(berkas: Berkas) -> tuple[JenisKabar, ...]:
    """What the last act on a berkas is."""
    tindakan = berkas.riwayat[-1].tindakan
    if tindakan == Tindakan.UNGGAH:
        return JenisKabar.LANGKAH, JenisKabar.TERBIT
    return (_ENDS.get(tindakan, JenisKabar.LANGKAH),)


def told(berkas: Berkas, jenis: JenisKabar) -> dict[str, Any]:
    """What is said of the last act: ids, numbers and states; no names, no reasons, no documents."""
    act = berkas.riwayat[-1]
    return {
        "berkas": str(berkas.id), "kantor": berkas.kantor, "agenda": berkas.agenda, "revisi": act.revisi,
        "giliran": act.giliran, "dari": act.langkah, "langkah": act.ke or None, "keadaan": str(berkas.keadaan),
        "laman": act.catatan if jenis is JenisKabar.TERBIT else None,
    }  # fmt: skip


def envelope(message_id: UUID, jenis: str, moment: datetime, data: dict[str, Any]) -> dict[str, Any]:
    """A message as CloudEvents 1.0."""
    return {
        "specversion": "1.0", "id": str(message_id), "source": "/terbit/intake", "type": f"id.terbit.kabar.{jenis}",
        "subject": data["berkas"], "time": moment.isoformat(), "datacontenttype": "application/json", "data": data,
    }  # fmt: skip


def meaning_of(status: int | None) -> Akibat:
    """What a status says; None: no answer came."""
    if status is None or status >= 500 or status in {408, 425, 429}:
        return Akibat.TIDAK_MENJAWAB
    if status == 410:
        return Akibat.TUTUP
    return Akibat.DITERIMA if 200 <= status < 300 else Akibat.MENOLAK


def retry_after(refusals: int) -> timedelta:
    """How long a refused message waits."""
    return min(_LONGEST_RETRY, _FIRST * math.pow(4, min(refusals - 1, 10)))


def hold_after(failures: int) -> timedelta:
    """How long an address that did not answer so many times in a row is left alone."""
    return min(_LONGEST_HOLD, _FIRST * math.pow(2, min(failures - 1, 20)))


def rest_after(taken: timedelta) -> timedelta:
    """How long an address that answered slowly is left alone, so that others have their turn."""
    return taken if taken > _SLOW else timedelta()
