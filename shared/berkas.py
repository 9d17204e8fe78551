"""A service's copy of the berkas: kept from events, locked and moved by the desk that owns the step."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from shared.audit.keeping import enter, learn
from shared.database.unit import Unit
from shared.errors import Conflict, NotFound
from shared.events.catalogue import BerkasBergerak, BerkasDikembalikan, BerkasDitolak, LangkahSelesai
from shared.events.tables import now
from shared.identity.orang import Orang
from shared.kalender import BIASA, Kalender
from shared.offices import calendar
from shared.sop import Berkas, Langkah, Pelaku, Sop, Tindakan, sop
from shared.sop.kabar import newer
from shared.sop.perjalanan import authorise, refuse, send_back
from shared.tables import BerkasRow


@dataclass(frozen=True)
class Desk:
    """A berkas that lies here and is locked for one act by one person, with the calendar of its office."""

    berkas: Berkas
    sop: Sop
    langkah: Langkah
    pelaku: Pelaku
    kalender: Kalender = BIASA


def keep_newest(unit: Unit, berkas: Berkas) -> bool:
    """Keep what is newer than what is known (`shared.sop.kabar`). Returns whether that was anything.

    What it tells of the case enters the audit in any case. Raises ContradictingChain.
    """
    row = _locked(unit, berkas.id)
    if row is None:
        return _insert(unit, berkas) or keep_newest(unit, berkas)
    learn(unit, berkas)
    kept = newer(_content(row), berkas)
    if kept:
        _write(row, kept)
    return kept is not None


def find(unit: Unit, berkas_id: UUID) -> Berkas:
    """The berkas as this service knows it. Raises NotFound."""
    row = unit.session.get(BerkasRow, berkas_id)
    if row is None:
        raise NotFound("Berkas ini tidak ada, atau belum sampai di sini. Coba lagi sebentar.", code="berkas-tidak-ada")
    return _content(row)


def find_for(unit: Unit, berkas_id: UUID, orang: Orang) -> Berkas:
    """The same, for a person of its office; to others it does not exist. Raises NotFound."""
    berkas = find(unit, berkas_id)
    if berkas.kantor not in orang.kantor:
        raise NotFound("Berkas ini tidak ada.", code="berkas-tidak-ada")
    return berkas


def lock(unit: Unit, berkas_id: UUID) -> Berkas:
    """The berkas, locked until this unit ends. Raises NotFound."""
    row = _locked(unit, berkas_id)
    return _content(row) if row else find(unit, berkas_id)


def done_before(unit: Unit, berkas_id: UUID, kunci: str) -> bool:
    """Whether the act with this idempotency key is the last one here: a double click is one action."""
    row = unit.session.get(BerkasRow, berkas_id)
    return bool(kunci) and row is not None and row.kunci == kunci


def at_desk(unit: Unit, berkas_id: UUID, orang: Orang, giliran: int, *allowed: Tindakan) -> Desk:
    """Lock the berkas for an act of `orang` on what that person saw at turn `giliran`.

    Raises NotFound (no such berkas here), Conflict (it has moved on, or lies at another desk), Forbidden.
    """
    lock(unit, berkas_id)
    berkas = find_for(unit, berkas_id, orang)
    if berkas.giliran != giliran:
        raise Conflict("Berkas ini sudah berpindah sejak halaman dibuka. Muat ulang halamannya.", code="giliran-lewat")
    rules = sop(berkas.sop)
    pelaku = authorise(rules, berkas, orang)
    langkah = rules.step(berkas.langkah)
    if langkah.tindakan not in allowed:
        raise Conflict(f"Berkas ini sedang di langkah lain: {langkah.desk.waiting}.", code="bukan-langkah-ini")
    return Desk(berkas, rules, langkah, pelaku, calendar(unit, berkas.kantor))


def begin(unit: Unit, berkas: Berkas, event: BerkasBergerak) -> None:
    """Write a new berkas and tell of it, in this unit."""
    _insert(unit, berkas)
    unit.publish(event, subject=berkas.id, actor=str(berkas.pengusul.id))


def move(unit: Unit, berkas: Berkas, event: Callable[..., BerkasBergerak], kunci: str = "") -> Berkas:
    """Write the next berkas and tell of it, in this unit."""
    row = unit.session.get_one(BerkasRow, berkas.id)
    _write(row, berkas)
    enter(unit, berkas)
    row.kunci = kunci or None
    unit.publish(event(berkas=berkas), subject=berkas.id, actor=str(berkas.riwayat[-1].oleh.id))
    return berkas


def return_or_refuse(unit: Unit, desk: Desk, keputusan: str, ke: str, alasan: str, kunci: str) -> Berkas:
    """Carry out "kembalikan" or "tolak" at a desk. Raises Invalid, Conflict."""
    if keputusan == "tolak":
        return move(unit, refuse(desk.sop, desk.berkas, desk.pelaku, now(), alasan), BerkasDitolak, kunci)
    moved = send_back(desk.sop, desk.berkas, desk.pelaku, now(), ke, alasan, desk.kalender)
    return move(unit, moved, BerkasDikembalikan, kunci)


def hear(unit: Unit, payload: BerkasBergerak) -> None:
    """The handler of every event that carries a berkas."""
    keep_newest(unit, payload.berkas)


def step_done(unit: Unit, berkas: Berkas, kunci: str = "") -> Berkas:
    """Write the berkas after a step was done, and tell of it."""
    return move(unit, berkas, LangkahSelesai, kunci)


def _locked(unit: Unit, berkas_id: UUID) -> BerkasRow | None:
    query = select(BerkasRow).where(col(BerkasRow.id) == berkas_id).with_for_update()
    return unit.session.exec(query.execution_options(populate_existing=True)).first()


def _insert(unit: Unit, berkas: Berkas) -> bool:
    statement = insert(BerkasRow).values(id=berkas.id, **_columns(berkas)).on_conflict_do_nothing()
    inserted = unit.session.execute(statement.returning(col(BerkasRow.id))).first() is not None
    if inserted:
        learn(unit, berkas)
    return inserted


def _content(row: BerkasRow) -> Berkas:
    return Berkas.model_validate(row.isi)


def _write(row: BerkasRow, berkas: Berkas) -> None:
    for name, value in _columns(berkas).items():
        setattr(row, name, value)


def _columns(berkas: Berkas) -> dict[str, object]:
    return {
        "kantor": berkas.kantor, "sop": berkas.sop, "giliran": berkas.giliran, "revisi": berkas.revisi,
        "langkah": berkas.langkah, "keadaan": str(berkas.keadaan), "isi": berkas.model_dump(mode="json"),
        "changed_at": now(),
    }  # fmt: skip
