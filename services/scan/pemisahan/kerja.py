"""Long work: a stack is read, parted, stored, and its parts brought to their cases in one transaction."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from services.scan.domain.pemisahan import Bagian, Rencana, Terbaca, plan
from services.scan.pemisahan.models import BagianTumpukan, KeadaanTumpukan, Tumpukan
from services.scan.pemisahan.penempatan import place_by_code
from shared.crashpoints import Point, crashpoint
from shared.database.unit import Unit
from shared.documents.bounded import Bounds, BoundsError, run_module
from shared.errors import Permanent
from shared.events.jobs import JobKind, Work
from shared.events.tables import now
from shared.folders import working_folder
from shared.people import as_now
from shared.storage import keep
from shared.web.uploads import KINDS

CHILD = "services.scan.pemisahan.child"
ATTEMPTS = 2
"""What was too much for the child twice will be so again."""
TOO_HEAVY = (
    "Tumpukan ini tidak dapat dipisah dalam batas waktu dan memori. Bagi menjadi beberapa tumpukan yang lebih kecil, "
    "lalu unggah lagi."
)


@dataclass(frozen=True, slots=True)
class Tersimpan:
    """A file of a part in the store: hash and size."""

    sha256: str
    ukuran: int


Potongan = tuple[Bagian, Tersimpan, Tersimpan]


def run(work: Work) -> None:
    """Part one stack; one that was parted before is left as it is."""
    stack = _start(work)
    if stack is None:
        return
    with working_folder(work.runtime.settings.work_dir) as folder:
        try:
            rencana, pieces = _carry_out(work, stack, folder)
        except BoundsError as error:
            if work.attempt < ATTEMPTS:
                raise
            raise Permanent(TOO_HEAVY) from error
    crashpoint(Point.STACK_STORED)
    with work.runtime.database.unit() as unit:
        _finish(unit, _locked(unit, work), rencana, pieces)
        work.finish(unit)


def stopped(unit: Unit, _: UUID, payload: dict[str, Any], sentence: str) -> None:
    """The stack needs a person: say why."""
    stack = unit.session.get_one(Tumpukan, UUID(payload["tumpukan"]))
    if stack.keadaan is not KeadaanTumpukan.SELESAI:
        stack.state, stack.sebab, stack.finished_at = KeadaanTumpukan.GAGAL, sentence, now()


KIND = JobKind(run=run, stopped=stopped)


def _start(work: Work) -> Tumpukan | None:
    with work.runtime.database.unit() as unit:
        stack = _locked(unit, work)
        if stack.keadaan is KeadaanTumpukan.SELESAI:
            work.finish(unit)
            return None
        stack.state, stack.sebab, stack.finished_at = KeadaanTumpukan.DIOLAH, None, None
        return stack


def _locked(unit: Unit, work: Work) -> Tumpukan:
    return unit.session.get_one(Tumpukan, UUID(work.payload["tumpukan"]), with_for_update=True)


def _carry_out(work: Work, stack: Tumpukan, folder: Path) -> tuple[Rencana, list[Potongan]]:
    whole = folder / "tumpukan.pdf"
    store = work.runtime.store
    sources = [
        (str(store.fetch(one.sha256, folder / f"sumber-{number}")), KINDS[one.tipe])
        for number, one in enumerate(stack.sources)
    ]
    cm = work.runtime.settings.max_page_cm
    read = _child(work, stack, folder, step="baca", sources=sources, target=str(whole), max_page_cm=cm)
    crashpoint(Point.STACK_READ)
    rencana = plan([Terbaca(**{**page, "teks": tuple(page["teks"])}) for page in read["halaman"]])
    parts = [(part.halaman, part.muka) for part in rencana.bagian]
    _child(work, stack, folder, step="potong", whole=str(whole), folder=str(folder), parts=parts)
    return rencana, [_stored(work, folder, number, part) for number, part in enumerate(rencana.bagian)]


def _child(work: Work, stack: Tumpukan, place: Path, **request: object) -> dict[str, Any]:
    settings = work.runtime.settings
    pages = sum(one.halaman for one in stack.sources)
    seconds = settings.ocr_seconds + pages * settings.ocr_page_seconds
    return run_module(CHILD, request, Bounds(settings.ocr_memory_mb, seconds, seconds), folder=place)


def _stored(work: Work, folder: Path, number: int, part: Bagian) -> Potongan:
    def kept(name: str, media: str) -> Tersimpan:
        path = folder / name
        return Tersimpan(keep(work.runtime.database, work.runtime.store, path, media), path.stat().st_size)

    return part, kept(f"{number}.pdf", "application/pdf"), kept(f"{number}.png", "image/png")


def _finish(unit: Unit, stack: Tumpukan, rencana: Rencana, pieces: list[Potongan]) -> None:
    if stack.keadaan is KeadaanTumpukan.SELESAI:
        return
    sender = as_now(unit, stack.sender)
    rows = [(piece[0], _row(stack, number, piece)) for number, piece in enumerate(pieces)]
    unit.session.add_all(row for _, row in rows)
    unit.session.flush()
    # By case, so that two stacks at once take their locks in the same order.
    for part, row in sorted(rows, key=lambda pair: str(pair[0].berkas_id)):
        if part.berkas_id and part.sebab is None:
            place_by_code(unit, sender, row, part.berkas_id)
    stack.state, stack.finished_at = KeadaanTumpukan.SELESAI, now()
    stack.kosong = [kode.terbaca for kode in rencana.kosong]


def _row(stack: Tumpukan, number: int, piece: Potongan) -> BagianTumpukan:
    part, pdf, picture = piece
    return BagianTumpukan(
        tumpukan_id=stack.id, kantor=stack.kantor, urutan=number + 1, halaman=list(part.halaman),
        asal=stack.sources[0].sha256, kode=part.kode,
        jenis=part.jenis, sebab=part.sebab, **asdict(pdf), gambar=picture.sha256, gambar_ukuran=picture.ukuran,
    )  # fmt: skip
