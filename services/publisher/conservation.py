"""What must be true of everything this service has published."""

from sqlmodel import col, select

from services.publisher.domain.feed import read_feed
from services.publisher.domain.keadaan import BERLANGSUNG, HIDUP, TAMPIL, KeadaanPublikasi
from services.publisher.feed import feed_key
from services.publisher.models import Publikasi
from shared.errors import NotFound
from shared.events.tables import Job, JobState
from shared.runtime import Runtime
from shared.sidik import Sidikan, algorithm_of
from shared.storage import Store

CHUNK = 1024 * 1024
OPEN = (JobState.WAITING, JobState.RUNNING, JobState.ATTENTION)


def check(runtime: Runtime) -> list[str]:
    """A sentence for each publication, feed or public object that is not as it must be."""
    rows, busy = publications(runtime)
    verified = [row for row in rows if row.keadaan == KeadaanPublikasi.TERVERIFIKASI]
    return [
        *(fault for row in verified for fault in _bytes(runtime.store, row)),
        *(fault for kantor in sorted({row.kantor for row in rows}) for fault in _feed(runtime.store, kantor, rows)),
        *(
            f"publikasi {row.nomor} ({row.nama_berkas}) {row.keadaan} tanpa pekerjaan yang mengurusnya"
            for row in rows if row.keadaan in BERLANGSUNG and str(row.id) not in busy and not row.file_lost
        ),
        *(
            f"publikasi {row.nomor} ({row.object_key}) dari berkas {row.berkas_id}: filenya hilang, tidak terverifikasi"
            for row in rows if row.file_lost
        ),
        *(f"{name} di penyimpanan publik tanpa publikasi" for name in strangers(runtime.store, rows, busy)),
    ]  # fmt: skip


def publications(runtime: Runtime) -> tuple[list[Publikasi], set[str]]:
    """All publications, and the ids of those that a job is at work on."""
    with runtime.database.unit() as unit:
        rows = list(unit.session.exec(select(Publikasi).order_by(col(Publikasi.nomor))))
        jobs = unit.session.exec(select(Job).where(col(Job.state).in_(OPEN)))
        return rows, {str(job.payload.get("publikasi")) for job in jobs}


def _bytes(store: Store, row: Publikasi) -> list[str]:
    digest = Sidikan(algorithm_of(row.sidik))
    try:
        with store.open_public(row.object_key) as body:
            for chunk in body.stream(CHUNK):
                digest.update(chunk)
    except NotFound:
        return [f"{row.object_key} terbit, tetapi tidak ada di penyimpanan publik"]
    return [] if digest.are(row.sha256, row.sidik) else [f"{row.object_key} di penyimpanan publik berisi lain"]


def _feed(store: Store, kantor: str, rows: list[Publikasi]) -> list[str]:
    mine = [row for row in rows if row.kantor == kantor]
    wanted = {str(row.nomor): row for row in mine if row.keadaan == KeadaanPublikasi.TERVERIFIKASI}
    allowed = {str(row.nomor) for row in mine if row.keadaan in TAMPIL}
    try:
        with store.open_public(feed_key(kantor)) as body:
            listed = {item.idData for item in read_feed(body.read())}
    except NotFound:
        listed = set()
    except ValueError as error:
        return [f"umpan kantor {kantor} tidak memenuhi aturan: {error}"]
    missing = [f"{row.object_key} tidak ada di umpan" for number, row in wanted.items() if number not in listed]
    return missing + [f"umpan kantor {kantor} memuat {number} yang tidak terbit" for number in sorted(listed - allowed)]


def strangers(store: Store, rows: list[Publikasi], busy: set[str]) -> list[str]:
    """Public objects without a publication. One that failed may still have its object while a job removes it."""
    known = {row.object_key for row in rows if row.keadaan in HIDUP or str(row.id) in busy}
    names = {str(item.object_name) for item in store.client.list_objects(store.public, recursive=True)}
    return sorted(name for name in names - known if not name.startswith("feed/"))
