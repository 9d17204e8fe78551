"""What a person does here. Sheets and stamp are made and stored before the transaction that moves the berkas."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import SQLModel

from services.approval.acts import CekSalinan, Disposisikan, Kembalikan, Putuskan, Tolak
from services.approval.domain.disposisi import chosen, receivers
from services.approval.domain.putusan import require_match
from services.approval.lembar import approval_sheet, disposition_sheet
from services.approval.meja import Meja
from services.approval.models import DisposisiLembar, Putusan
from services.approval.salinan import official_salinan
from shared.berkas import Desk, at_desk, done_before, find_for, lock, return_or_refuse, step_done
from shared.database.unit import Unit
from shared.events.tables import now
from shared.identity import Orang
from shared.offices import office
from shared.runtime import Runtime
from shared.sop import Berkas, Dokumen, Tindakan, owned_by
from shared.sop.perjalanan import complete
from shared.terikat import bound
from shared.web.berkas import Act

OURS = owned_by("approval")


@dataclass(frozen=True)
class Made:
    """What was made for a decision: documents that are stored, its result in words, and its entry in the register."""

    dokumen: tuple[Dokumen, ...]
    hasil: str
    entry: Callable[[Berkas], SQLModel]


def disposisikan(runtime: Runtime, orang: Orang, berkas_id: UUID, act: Disposisikan) -> Berkas:
    """Pass the berkas on with a lembar disposisi. Raises NotFound, Conflict, Forbidden, Invalid, Transient."""

    def make(meja: Meja) -> Made:
        desk = meja.desk
        penerima = chosen(receivers(desk.sop, desk.langkah, desk.berkas.produk.jenis), act.diteruskan_kepada)
        lembar = disposition_sheet(meja, act, penerima)
        hasil = f"Didisposisikan kepada {', '.join(penerima.values())}"
        return Made((lembar,), hasil, lambda moved: DisposisiLembar.of(moved, act, lembar.sha256))

    return _decide(runtime, orang, berkas_id, act, Tindakan.DISPOSISI, make)


def setujui(runtime: Runtime, orang: Orang, berkas_id: UUID, act: Putuskan) -> Berkas:
    """Approve with a lembar persetujuan. Raises NotFound, Conflict, Forbidden, Invalid, Transient."""

    def make(meja: Meja) -> Made:
        lembar = approval_sheet(meja, act.catatan, None)
        return Made((lembar,), meja.desk.langkah.desk.done, lambda moved: Putusan.of(moved, lembar=lembar.sha256))

    return _decide(runtime, orang, berkas_id, act, Tindakan.SETUJUI, make)


def cek_salinan(runtime: Runtime, orang: Orang, berkas_id: UUID, act: CekSalinan) -> Berkas:
    """State that the salinan is like the asli, and stamp it. Raises as `otentikasi`."""

    def make(meja: Meja) -> Made:
        require_match(act.sesuai)
        return _certify(meja, act.catatan)

    return _decide(runtime, orang, berkas_id, act, Tindakan.CEK_SALINAN, make)


def otentikasi(runtime: Runtime, orang: Orang, berkas_id: UUID, act: Putuskan) -> Berkas:
    """Authenticate the salinan and stamp it. Raises NotFound, Conflict, Forbidden, Invalid, Transient."""
    return _decide(
        runtime, orang, berkas_id, act, Tindakan.OTENTIKASI, lambda meja: _certify(meja, act.catatan)
    )  # fmt: skip


def kembalikan(unit: Unit, orang: Orang, berkas_id: UUID, act: Kembalikan) -> Berkas:
    """Return the berkas to an earlier step. Raises NotFound, Conflict, Forbidden, Invalid."""
    return _turn_away(unit, orang, berkas_id, act, "kembalikan", act.ke, act.alasan)


def tolak(unit: Unit, orang: Orang, berkas_id: UUID, act: Tolak) -> Berkas:
    """Refuse the berkas. Raises NotFound, Conflict, Forbidden, Invalid."""
    return _turn_away(unit, orang, berkas_id, act, "tolak", "", act.alasan)


def _certify(meja: Meja, catatan: str) -> Made:
    salinan = official_salinan(meja)
    lembar = approval_sheet(meja, catatan, salinan)
    stamped = salinan.distempel.sha256 if salinan.distempel else None
    return Made(
        dokumen=(*filter(None, [salinan.dokumen]), lembar),
        hasil=f"{meja.desk.langkah.desk.done}; {salinan.sebutan}",
        entry=lambda moved: Putusan.of(moved, lembar=lembar.sha256, distempel=stamped),
    )


def _decide(
    runtime: Runtime, orang: Orang, berkas_id: UUID, act: Putuskan, tindakan: Tindakan, make: Callable[[Meja], Made]
) -> Berkas:
    """Look whether this person may, make the documents, then lock and move."""
    with runtime.database.unit() as unit:
        desk = _desk(unit, orang, berkas_id, act, tindakan)
        if desk is None:
            return find_for(unit, berkas_id, orang)
        meja = Meja(runtime, desk, office(unit, desk.berkas.kantor), now())
    made = make(meja)
    with runtime.database.unit() as unit:
        desk = _desk(unit, orang, berkas_id, act, tindakan)
        if desk is None:
            return find_for(unit, berkas_id, orang)
        moved = complete(
            desk.sop, desk.berkas, desk.pelaku, meja.pada, dokumen=bound(unit, desk.berkas, made.dokumen),
            hasil=made.hasil, catatan=act.catatan, kalender=desk.kalender,
        )  # fmt: skip
        unit.session.add(made.entry(moved))
        return step_done(unit, moved, act.kunci)


def _turn_away(
    unit: Unit, orang: Orang, berkas_id: UUID, act: Act, keputusan: str, ke: str, alasan: str
) -> Berkas:  # fmt: skip
    desk = _desk(unit, orang, berkas_id, act, *OURS)
    if desk is None:
        return find_for(unit, berkas_id, orang)
    moved = return_or_refuse(unit, desk, keputusan, ke, alasan, act.kunci)
    unit.session.add(Putusan.of(moved))
    return moved


def _desk(unit: Unit, orang: Orang, berkas_id: UUID, act: Act, *allowed: Tindakan) -> Desk | None:
    """The berkas, locked for this act; None when this very act was done already (a double click)."""
    lock(unit, berkas_id)
    if done_before(unit, berkas_id, act.kunci):
        return None
    return at_desk(unit, berkas_id, orang, act.giliran, *allowed)
