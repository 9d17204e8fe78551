"""Delivery as jobs, each one try of one message. Its result, what comes next, and the job's end are one commit."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from services.intake.domain.kabar import (
    LONGEST_REFUSED,
    PAUSED_AFTER,
    Akibat,
    KeadaanKiriman,
    hold_after,
    rest_after,
    retry_after,
)
from services.intake.sistem import rahasia
from services.intake.sistem.catatan import by_terbit
from services.intake.sistem.kabar import JOB, go_on
from services.intake.sistem.kirim import Percobaan, send
from services.intake.sistem.models import KirimanKabar, LanggananKabar, PercobaanKabar
from shared.database.unit import Unit
from shared.events.jobs import JobKind, Work
from shared.events.tables import now
from shared.settings import Settings

CLAIMED = timedelta(minutes=1)
"""Longer than a try takes: nobody else takes up a message meanwhile; after a crash somebody does."""


def deliver(work: Work) -> None:
    """Send the message whose turn it is, if the address takes any now."""
    settings = work.runtime.settings
    with work.runtime.database.unit() as unit:
        langganan = _locked(unit, work.subject)
        kiriman = _claimed(unit, langganan) if _takes(langganan) else None
    tried = send(settings, langganan, kiriman) if kiriman else None
    with work.runtime.database.unit() as unit:
        langganan = _locked(unit, work.subject)
        if kiriman and tried:
            _record(unit, settings, langganan, kiriman.id, tried)
        work.finish(unit)
        unit.session.flush()
        go_on(unit, langganan)


def stopped(unit: Unit, subject: UUID, payload: dict[str, Any], sentence: str) -> None:
    """Delivery itself broke: the address is paused and says so; its administrator, or the board, lets it go on."""
    del payload
    pause(unit, _locked(unit, subject), sentence)


def resumed(unit: Unit, subject: UUID, payload: dict[str, Any]) -> None:
    """An operator tries again."""
    del payload
    clear(_locked(unit, subject))


def pause(unit: Unit, langganan: LanggananKabar, sebab: str) -> None:
    """Send nothing more to an address until somebody lets it go on; what happens meanwhile waits."""
    if langganan.dijeda_pada is None:
        langganan.dijeda_pada, langganan.dijeda_sebab = now(), sebab
        by_terbit(unit, langganan.kantor, "Pengiriman kabar dijeda", f"{langganan.alamat}: {sebab}")


def clear(langganan: LanggananKabar) -> None:
    """As if it had never failed."""
    langganan.dijeda_pada = langganan.dijeda_sebab = langganan.gagal_sejak = langganan.tahan_sampai = None
    langganan.gagal_berturut = 0


def _locked(unit: Unit, langganan_id: UUID) -> LanggananKabar:
    """Locked against other deliveries; whoever writes a message for it need not wait."""
    return unit.session.get_one(LanggananKabar, langganan_id, with_for_update={"key_share": True})


def _takes(langganan: LanggananKabar) -> bool:
    held = langganan.tahan_sampai is not None and langganan.tahan_sampai > now()
    return not (held or langganan.dijeda_pada or langganan.dihentikan_pada)


def _claimed(unit: Unit, langganan: LanggananKabar) -> KirimanKabar | None:
    """The message that was tried least, then the oldest: one that is refused again and again holds up no other."""
    query = select(KirimanKabar).where(
        KirimanKabar.langganan_id == langganan.id, KirimanKabar.keadaan == KeadaanKiriman.MENUNGGU,
        col(KirimanKabar.berikut_pada) <= now(),
    )  # fmt: skip
    found = unit.session.exec(query.order_by(col(KirimanKabar.percobaan), col(KirimanKabar.id)).limit(1)).first()
    if found:
        found.berikut_pada = now() + CLAIMED
    return found


def _record(unit: Unit, settings: Settings, langganan: LanggananKabar, kiriman_id: UUID, tried: Percobaan) -> None:
    kiriman = unit.session.get_one(KirimanKabar, kiriman_id, with_for_update=True)
    kiriman.percobaan += 1
    unit.session.add(
        PercobaanKabar(
            kiriman_id=kiriman_id, status=tried.status, jawaban=tried.jawaban, galat=tried.galat,
            lama_ms=int(tried.lama / timedelta(milliseconds=1)),
        )
    )  # fmt: skip
    if tried.akibat is Akibat.DITERIMA:
        clear(langganan)
        langganan.rahasia = rahasia.reseal(settings, langganan.rahasia)
        kiriman.keadaan, kiriman.terkirim_pada = KeadaanKiriman.TERKIRIM, now()
    else:
        langganan.gagal_sejak = langganan.gagal_sejak or now()
        _not_taken(unit, langganan, kiriman, tried)
    langganan.tahan_sampai = langganan.tahan_sampai or now() + rest_after(tried.lama)


def _not_taken(unit: Unit, langganan: LanggananKabar, kiriman: KirimanKabar, tried: Percobaan) -> None:
    langganan.tahan_sampai = None
    if tried.akibat is Akibat.MENOLAK:
        kiriman.penolakan += 1
        kiriman.berikut_pada = now() + retry_after(kiriman.penolakan)
        kiriman.keadaan = KeadaanKiriman.GAGAL if kiriman.penolakan >= LONGEST_REFUSED else kiriman.keadaan
    else:
        langganan.gagal_berturut += 1
        langganan.tahan_sampai = now() + hold_after(langganan.gagal_berturut)
        kiriman.berikut_pada = now()
    if tried.akibat is Akibat.TUTUP:
        pause(unit, langganan, tried.galat or "Alamat ini menjawab bahwa ia sudah tidak dipakai (410).")
    elif langganan.gagal_sejak and now() - langganan.gagal_sejak > PAUSED_AFTER:
        pause(unit, langganan, "Alamat ini sudah tiga hari tidak menerima kabar apa pun.")


JOBS = {JOB: JobKind(deliver, stopped, resumed)}
