"""Long work of the publisher: a product goes to its site and is verified there; a failed one is taken off again."""

from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from services.publisher import feed
from services.publisher.commands.terbit import JOB as PUBLISH
from services.publisher.connectors import connector_of
from services.publisher.domain.bukti import Bukti
from services.publisher.domain.keadaan import BERLANGSUNG, KeadaanPublikasi
from services.publisher.models import Publikasi
from services.publisher.queries import locked_publication, name_taken
from shared.berkas import lock, step_done
from shared.crashpoints import Point, crashpoint
from shared.database.unit import Unit
from shared.errors import Permanent, Transient
from shared.events.catalogue import PekerjaanTerhenti
from shared.events.jobs import JobKind, Work
from shared.events.tables import now
from shared.offices import calendar
from shared.runtime import Runtime
from shared.sop import Berkas, sop
from shared.sop.perjalanan import complete

TAKE_OFF = "turunkan"
MOVED_ON = "Berkas ini sudah berpindah; penerbitan yang lama tidak dilanjutkan."


def publish(work: Work) -> None:
    """Carry a product to its site and see it there. Safe to run again after a stop at any point."""
    try:
        _publish(work)
    except Transient as error:
        if work.attempt < work.runtime.settings.job_attempts:
            raise
        raise Permanent(f"Penerbitan belum berhasil setelah {work.attempt} kali dicoba: {error}.") from error


def _publish(work: Work) -> None:
    publikasi = _begin(work)
    if publikasi.keadaan not in BERLANGSUNG:
        return
    connector = connector_of(publikasi.situs, work.runtime)
    work.keep()
    connector.publish(publikasi)
    crashpoint(Point.SITE_SENT)
    _mark_sent(work.runtime, publikasi.id)
    feed.rebuild(work.runtime, publikasi.kantor)
    crashpoint(Point.SITE_FEED)
    seen = connector.verify(publikasi)
    evidence = seen.model_copy(update={"umpan": feed.verify_feed(work.runtime, publikasi), "selesai": now()})
    crashpoint(Point.SITE_SEEN)
    with work.runtime.database.unit() as unit:
        work.finish(unit)
        _record_verified(unit, publikasi.id, evidence, work.runtime.settings.jdih_address)


def _begin(work: Work) -> Publikasi:
    """The publication, still wanted. One that had failed is taken up again when an operator asks for it."""
    with work.runtime.database.unit() as unit:
        berkas = lock(unit, work.subject)
        publikasi = locked_publication(unit, UUID(work.payload["publikasi"]))
        if publikasi.keadaan == KeadaanPublikasi.TERVERIFIKASI:
            work.finish(unit)
            return publikasi
        _still_there(berkas, publikasi)
        if publikasi.keadaan == KeadaanPublikasi.GAGAL:
            _take_up(unit, publikasi)
        return publikasi


def _still_there(berkas: Berkas, publikasi: Publikasi) -> None:
    if berkas.langkah is None or berkas.giliran != publikasi.giliran:
        raise Permanent(MOVED_ON)


def _take_up(unit: Unit, publikasi: Publikasi) -> None:
    feed.lock_site(unit, publikasi.kantor)
    publikasi.keadaan, publikasi.sebab = KeadaanPublikasi.MENUNGGU, ""
    try:
        unit.session.flush()
    except IntegrityError as error:
        raise Permanent("Penerbitan ini sudah digantikan oleh penerbitan yang lebih baru.") from error


def _mark_sent(runtime: Runtime, publikasi_id: UUID) -> None:
    with runtime.database.unit() as unit:
        publikasi = locked_publication(unit, publikasi_id)
        if publikasi.keadaan == KeadaanPublikasi.MENUNGGU:
            publikasi.keadaan = KeadaanPublikasi.DIKIRIM
            publikasi.first_published_at = publikasi.first_published_at or now()


def _record_verified(unit: Unit, publikasi_id: UUID, evidence: Bukti, jdih_address: str) -> None:
    """The publication verified and the step done: together or not at all."""
    berkas_id = unit.session.get_one(Publikasi, publikasi_id).berkas_id
    berkas = lock(unit, berkas_id)
    publikasi = locked_publication(unit, publikasi_id)
    _still_there(berkas, publikasi)
    publikasi.keadaan, publikasi.verified_at = KeadaanPublikasi.TERVERIFIKASI, now()
    publikasi.bukti = evidence.model_dump(mode="json")
    address = jdih_address + publikasi.page_path
    kalender = calendar(unit, berkas.kantor)
    done = complete(sop(berkas.sop), berkas, publikasi.pelaku, now(), catatan=address, kalender=kalender)
    step_done(unit, done, publikasi.kunci)


def stopped(unit: Unit, subject: UUID, payload: dict[str, Any], sentence: str) -> None:
    """The publication failed: the public does not see it any more, and its desk is told why."""
    berkas = lock(unit, subject)
    publikasi = locked_publication(unit, UUID(payload["publikasi"]))
    if publikasi.keadaan not in BERLANGSUNG:
        return
    publikasi.keadaan, publikasi.sebab = KeadaanPublikasi.GAGAL, sentence
    unit.order(TAKE_OFF, subject=subject, payload=payload)
    told = PekerjaanTerhenti(berkas_id=subject, langkah=berkas.langkah or "", sebab=sentence, pada=now())
    unit.publish(told, subject=subject, actor=str(publikasi.pelaku.id))


def take_off(work: Work) -> None:
    """Remove what a failed publication may have left on its site, unless its name has a new owner."""
    runtime = work.runtime
    with runtime.database.unit() as unit:
        publikasi = unit.session.get_one(Publikasi, UUID(work.payload["publikasi"]))
        feed.lock_site(unit, publikasi.kantor)
        unit.session.refresh(publikasi)
        if publikasi.keadaan == KeadaanPublikasi.GAGAL and not name_taken(unit, publikasi):
            connector_of(publikasi.situs, runtime).withdraw(publikasi)
    feed.rebuild(runtime, publikasi.kantor)
    with runtime.database.unit() as unit:
        work.finish(unit)


def left_to_operations(unit: Unit, subject: UUID, payload: dict[str, Any], sentence: str) -> None:
    """A failed removal stands on the operations board; pages and feed do not show the product meanwhile."""


JOBS = {PUBLISH: JobKind(publish, stopped), TAKE_OFF: JobKind(take_off, left_to_operations)}
