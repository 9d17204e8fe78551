"""Writing what the office's systems are to be told of, in the transaction of the act or of the event that tells it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, func, select

from services.intake.domain.kabar import JenisKabar, KeadaanKiriman, kinds_of, told
from services.intake.sistem.models import KirimanKabar, LanggananKabar
from shared.berkas import hear
from shared.database.unit import Unit
from shared.events.catalogue import BerkasBergerak
from shared.events.tables import Job, JobState, now
from shared.sop import Berkas

JOB = "kabar"
GOES_ON = col(LanggananKabar.dihentikan_pada).is_(None)


def hear_and_tell(unit: Unit, payload: BerkasBergerak) -> None:
    """What intake does on every movement of a berkas at another desk."""
    hear(unit, payload)
    tell(unit, payload.berkas)


def tell(unit: Unit, berkas: Berkas) -> Berkas:
    """Write the last act on a berkas to every address of its office that wants to be told; once, whatever comes twice.

    No subscription is locked: acts on different cases must not wait for each other here.
    """
    for jenis in kinds_of(berkas):
        query = select(LanggananKabar.id).where(LanggananKabar.kantor == berkas.kantor, GOES_ON)
        wanting = unit.session.exec(query.where(col(LanggananKabar.jenis).contains([jenis])))
        for langganan_id in list(wanting):
            _write(unit, langganan_id, berkas, jenis)
    return berkas


def order(unit: Unit, langganan_id: UUID, moment: datetime | None = None) -> None:
    """Let a worker carry to this address, now or at a later moment."""
    job = unit.order(JOB, subject=langganan_id, payload={})
    job.available_at = moment or now()


def go_on(unit: Unit, langganan: LanggananKabar) -> None:
    """As long as messages wait for an address that is not paused, a job stands for it."""
    if langganan.dijeda_pada or langganan.dihentikan_pada:
        return
    next_due = unit.session.exec(
        select(func.min(KirimanKabar.berikut_pada)).where(
            KirimanKabar.langganan_id == langganan.id, KirimanKabar.keadaan == KeadaanKiriman.MENUNGGU
        )
    ).one()
    if next_due is None:
        return
    moment = max(next_due, langganan.tahan_sampai or next_due)
    standing = select(Job.id).where(Job.kind == JOB, Job.subject == langganan.id, Job.state == JobState.WAITING)
    if unit.session.exec(standing.where(Job.available_at <= max(moment, now()))).first() is None:
        order(unit, langganan.id, moment)


def _write(unit: Unit, langganan_id: UUID, berkas: Berkas, jenis: JenisKabar) -> None:
    act = berkas.riwayat[-1]
    row = KirimanKabar(
        langganan_id=langganan_id, berkas_id=berkas.id, giliran=act.giliran, jenis=jenis, isi=told(berkas, jenis),
        terjadi_pada=act.pada, keadaan=KeadaanKiriman.MENUNGGU,
    )  # fmt: skip
    statement = insert(KirimanKabar).values(**row.model_dump()).on_conflict_do_nothing()
    if unit.session.execute(statement.returning(col(KirimanKabar.id))).first():
        order(unit, langganan_id)
