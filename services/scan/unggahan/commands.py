"""What is done with uploads: begun, added to, given up, used, and forgotten when their time is over."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlmodel import col, delete, select, update

from services.scan.pemisahan.queries import office_to_scan_for
from services.scan.unggahan import simpanan
from services.scan.unggahan.models import Unggahan
from services.scan.unggahan.queries import open_of, own, own_for, pieces, pieces_of
from shared.berkas import at_desk, find_for
from shared.database.unit import Unit
from shared.errors import Conflict, Invalid, TooLarge
from shared.events.tables import now
from shared.identity import Orang
from shared.runtime import Runtime
from shared.settings import Settings
from shared.sop import Tindakan
from shared.web.uploads import limits_of, plain_name

MB = 1 << 20
MOST_PIECES = 10_000
"""A sender who breaks off so often, or sends byte by byte, begins anew."""
STRANGE_AFTER = timedelta(hours=1)


def begin(
    runtime: Runtime, orang: Orang, berkas_id: UUID | None, nama: str, sidik: str, ukuran: int, kantor: str = ""
) -> Unggahan:  # fmt: skip
    """Begin to receive a file of `ukuran` bytes. Raises NotFound, Conflict, Forbidden, Invalid, TooLarge."""
    name = plain_name(nama)
    with runtime.database.unit() as unit:
        chosen = may_send(unit, orang, berkas_id, kantor)
    most = limits_of(runtime, chosen).max_bytes
    if ukuran > most:
        raise TooLarge(f"“{name}” lebih besar dari {most // MB} MB. Perkecil atau bagi berkasnya, lalu unggah lagi.")
    with runtime.database.unit() as unit:
        may_send(unit, orang, berkas_id, kantor)  # the lock of a berkas lets one after the other count
        _require_room(unit, runtime.settings, orang, ukuran)
        upload = Unggahan(
            berkas_id=berkas_id, kantor=chosen, orang_id=orang.id, nama=name, sidik=sidik, ukuran=ukuran,
            habis=_kept(runtime),
        )  # fmt: skip
        unit.session.add(upload)
    return upload


def may_send(unit: Unit, orang: Orang, berkas_id: UUID | None, kantor: str = "") -> str:
    """The office, if this person may scan this berkas now, or stacks of this office ("": of the only one).

    Raises NotFound, Conflict, Forbidden, Invalid.
    """
    if berkas_id is None:
        return office_to_scan_for(unit, orang, kantor)
    giliran = find_for(unit, berkas_id, orang).giliran
    return at_desk(unit, berkas_id, orang, giliran, Tindakan.PINDAI).berkas.kantor


def expected(runtime: Runtime, orang: Orang, unggahan_id: UUID, mulai: int) -> int:
    """How many bytes may still come, for who may send them now and goes on from the right place.

    Raises NotFound, Conflict, Forbidden.
    """
    with runtime.database.unit() as unit:
        upload = own(unit, orang, unggahan_id)
        may_send(unit, orang, upload.berkas_id, upload.kantor)
        return _left(unit, upload, mulai)


def add(runtime: Runtime, orang: Orang, unggahan_id: UUID, mulai: int, path: Path) -> Unggahan:
    """Keep a piece that begins at `mulai`. Raises NotFound, Conflict, TooLarge, Transient."""
    size = path.stat().st_size
    with runtime.database.unit() as unit:
        upload = own(unit, orang, unggahan_id, lock=True)
        if size > _left(unit, upload, mulai):
            raise TooLarge("Yang dikirim lebih panjang dari ukuran berkas yang disebutkan.")
        if size:
            unit.session.add(simpanan.put(runtime, upload, path))
        upload.diterima, upload.habis = mulai + size, _kept(runtime)
    return upload


def give_up(runtime: Runtime, orang: Orang, unggahan_id: UUID) -> None:
    """Delete an upload. Raises NotFound, Transient."""
    with runtime.database.unit() as unit:
        upload = own(unit, orang, unggahan_id, lock=True)
        simpanan.remove(runtime, upload.id)
        unit.session.delete(upload)


def fetch(
    runtime: Runtime, orang: Orang, berkas_id: UUID | None, kantor: str, unggahan_id: UUID, target: Path
) -> str:  # fmt: skip
    """Bring a whole upload into a file; returns its name. Raises Invalid, Transient."""
    with runtime.database.unit() as unit:
        upload = next((one for one in own_for(unit, orang, berkas_id, kantor) if one.id == unggahan_id), None)
        parts = pieces_of(unit, unggahan_id)
    if upload is None:
        raise Invalid(
            "Salah satu berkas di daftar tidak ada lagi. Muat ulang halamannya, lalu pilih berkasnya sekali lagi.",
            code="unggahan-tidak-ada", field="berkas",
        )  # fmt: skip
    if not upload.lengkap:
        raise Invalid(
            f"“{upload.nama}” belum selesai diunggah. Lanjutkan, atau keluarkan dari daftar.",
            code="unggahan-belum-lengkap", field="berkas",
        )  # fmt: skip
    simpanan.join(runtime, upload, parts, target)
    return upload.nama


def use(unit: Unit, orang: Orang, unggahan_ids: Iterable[UUID]) -> None:
    """What this person's uploads were sent for is done in this unit: they count no more, if they are still there."""
    mine = (col(Unggahan.orang_id) == orang.id, col(Unggahan.id).in_(list(unggahan_ids)))
    unit.session.execute(update(Unggahan).where(*mine).values(habis=now()))


def forget(runtime: Runtime) -> None:
    """Delete uploads whose time is over, and objects that no upload knows. Raises Transient."""
    with runtime.database.unit() as unit:
        over = list(unit.session.exec(select(Unggahan.id).where(col(Unggahan.habis) <= now())))
    for upload_id in over:
        clear(runtime, upload_id)
    with runtime.database.unit() as unit:
        known = {str(one) for one in unit.session.exec(select(Unggahan.id))}
    simpanan.remove_strangers(runtime, known, now() - STRANGE_AFTER)


def clear(runtime: Runtime, unggahan_id: UUID) -> None:
    """Delete an upload, if its time is over; its row goes last. Raises Transient."""
    with runtime.database.unit() as unit:
        known = unit.session.get(Unggahan, unggahan_id)
    if known is None or known.habis > now():
        return
    simpanan.remove(runtime, unggahan_id)
    with runtime.database.unit() as unit:
        unit.session.execute(delete(Unggahan).where(col(Unggahan.id) == unggahan_id))


def _left(unit: Unit, upload: Unggahan, mulai: int) -> int:
    if mulai != upload.diterima:
        raise Conflict("Kiriman ini tidak melanjutkan yang sudah diterima.", code="letak-keliru")
    if pieces(unit, upload.id) >= MOST_PIECES:
        raise Conflict(
            f"Unggahan “{upload.nama}” terlalu sering terputus. Keluarkan dari daftar, lalu unggah sekali lagi.",
            code="unggahan-terlalu-terpotong",
        )  # fmt: skip
    return upload.ukuran - mulai


def _require_room(unit: Unit, settings: Settings, orang: Orang, ukuran: int) -> None:
    many, size = open_of(unit, orang)
    if many >= settings.max_open_uploads or size + ukuran > settings.max_open_uploads_mb * MB:
        raise Conflict(
            "Terlalu banyak berkas yang sudah diunggah dan belum diolah. Olah atau keluarkan dulu yang ada, "
            "lalu unggah yang berikutnya.",
            code="unggahan-terlalu-banyak",
        )  # fmt: skip


def _kept(runtime: Runtime) -> datetime:
    return now() + timedelta(hours=runtime.settings.keep_uploads_hours)
