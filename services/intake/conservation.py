"""What must be true of everything that intake owes to the offices' systems."""

from sqlmodel import col, select

from services.intake.domain.kabar import KeadaanKiriman
from services.intake.sistem.kabar import JOB
from services.intake.sistem.models import KirimanKabar, LanggananKabar
from shared.events.tables import Job, JobState
from shared.runtime import Runtime

OPEN = (JobState.WAITING, JobState.RUNNING, JobState.ATTENTION)


def check(runtime: Runtime) -> list[str]:
    """A sentence for each address that messages wait for although nobody is to carry them."""
    with runtime.database.unit() as unit:
        carried = select(Job.subject).where(Job.kind == JOB, col(Job.state).in_(OPEN))
        waiting = select(LanggananKabar).where(
            col(LanggananKabar.dijeda_pada).is_(None), col(LanggananKabar.dihentikan_pada).is_(None),
            col(LanggananKabar.id).in_(
                select(KirimanKabar.langganan_id).where(KirimanKabar.keadaan == KeadaanKiriman.MENUNGGU)
            ),
            col(LanggananKabar.id).not_in(carried),
        )  # fmt: skip
        return [f"kabar untuk {row.alamat} ({row.id}) menunggu tanpa pekerjaan" for row in unit.session.exec(waiting)]
