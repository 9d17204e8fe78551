"""The journey of a berkas: pure functions from one berkas to the next, by the rules of its SOP."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from shared.errors import Conflict, Forbidden, Invalid
from shared.identity.orang import Orang, Penugasan
from shared.kalender import BIASA, Kalender
from shared.settings import settings
from shared.sop.berkas import Berkas, Dokumen, Jejak, Keadaan, NotaDinas, Pelaku, Produk
from shared.sop.definition import Langkah, Sop
from shared.sop.jenis import JenisDokumen
from shared.sop.rantai import seal
from shared.sop.tindakan import Tindakan

_Item = TypeVar("_Item", Dokumen, Jejak)


def authorise(sop: Sop, berkas: Berkas, orang: Orang) -> Pelaku:
    """The actor at the present step, if this person may act there. Raises Conflict or Forbidden."""
    if berkas.keadaan is not Keadaan.BERJALAN:
        raise Conflict(
            f"Berkas ini sudah {berkas.keadaan}; tidak ada lagi yang dapat dikerjakan.", code="berkas-selesai"
        )
    langkah = sop.step(berkas.langkah)
    if langkah == sop.first:
        return as_proposer(sop, berkas, orang)
    pelaku = as_role(sop, berkas.kantor, langkah.peran, orang)
    if langkah.desk.four_eyes and pelaku.semua & proposers(sop, berkas):
        raise Forbidden(
            "Berkas ini diajukan oleh atau untuk orang yang sama, jadi orang lain yang harus memutuskannya.",
            code="usulan-sendiri",
        )
    return pelaku


def may_act(sop: Sop, berkas: Berkas, orang: Orang) -> bool:
    """Whether this person may act at the present step."""
    try:
        authorise(sop, berkas, orang)
    except (Conflict, Forbidden):
        return False
    return True


def as_role(sop: Sop, kantor: str, peran: str, orang: Orang) -> Pelaku:
    """This person acting in `peran` at `kantor`, as the holder or in the holder's place. Raises Forbidden."""
    if kantor not in orang.kantor:
        raise Forbidden("Berkas ini milik kantor lain.", code="kantor-lain")
    if peran not in orang.peran_di(kantor):
        raise Forbidden(f"Langkah ini dikerjakan oleh {sop.peran[peran]}.", code="peran-lain")
    return _acting(orang, peran, orang.penugasan_di(kantor, peran))


def as_proposer(sop: Sop, berkas: Berkas, orang: Orang) -> Pelaku:
    """This person as the one who submitted the berkas, or in that one's place. Raises Forbidden."""
    peran, proposer = sop.first.peran, berkas.pengusul
    if orang.id == proposer.id:
        return as_role(sop, berkas.kantor, peran, orang)
    acting = next(filter(None, (orang.menggantikan(berkas.kantor, peran, who) for who in proposer.semua)), None)
    if acting is None:
        raise Forbidden("Hanya pengusulnya yang dapat memperbaiki atau menarik berkas ini.", code="bukan-pengusul")
    return _acting(orang, peran, acting)


def proposers(sop: Sop, berkas: Berkas) -> frozenset[UUID]:
    """Everybody who submitted a revision, and in whose place it was: none of them may decide on it."""
    submitted = (j for j in berkas.riwayat if j.langkah == sop.first.kode)
    people = (who.id for j in submitted for who in (j.oleh, j.untuk) if who)
    return berkas.pengusul.semua.union(people)


def complete(
    sop: Sop, berkas: Berkas, pelaku: Pelaku, pada: datetime, *,
    dokumen: Sequence[Dokumen] = (), hasil: str = "", catatan: str = "", kalender: Kalender = BIASA,
) -> Berkas:  # fmt: skip
    """The berkas after its present step was done; it lies at the next step or is finished. Raises Invalid."""
    langkah = sop.step(berkas.langkah)
    full = berkas.model_copy(update={"dokumen": (*berkas.dokumen, *dokumen)})
    _require(langkah, full)
    next_row = sop.after(langkah.kode, berkas.produk.jenis)
    return _moved(
        full, _jejak(full, langkah.kode, langkah.tindakan, hasil or langkah.desk.done, pelaku, pada, catatan),
        next_row, Keadaan.BERJALAN if next_row else Keadaan.SELESAI, dokumen, kalender,
    )  # fmt: skip


def send_back(
    sop: Sop, berkas: Berkas, pelaku: Pelaku, pada: datetime, ke: str, alasan: str, kalender: Kalender = BIASA
) -> Berkas:
    """The berkas returned to the step `ke`; what was made from there on is no longer valid. Raises Invalid."""
    reason = _reason(alasan, "Tuliskan alasan pengembalian, supaya penerima tahu apa yang harus diperbaiki.")
    allowed = sop.returns(sop.step(berkas.langkah).kode, berkas.produk.jenis)
    target = next((row for row in allowed if row.kode == ke), None)
    if target is None:
        names = ", ".join(row.kode for row in allowed) or "tidak ada"
        raise Invalid(
            f"Dari langkah ini berkas hanya dapat dikembalikan ke: {names}.", code="tujuan-keliru", field="ke"
        )
    jejak = _jejak(berkas, sop.step(berkas.langkah).kode, "kembalikan", f"Dikembalikan ke {ke}", pelaku, pada, reason)
    return _moved(_void_from(sop, berkas, target), jejak, target, Keadaan.BERJALAN, kalender=kalender)


def refuse(sop: Sop, berkas: Berkas, pelaku: Pelaku, pada: datetime, alasan: str) -> Berkas:
    """The berkas refused; it ends here. Only a step that approves may refuse. Raises Invalid, Conflict."""
    langkah = sop.step(berkas.langkah)
    if not (langkah.desk.approves or langkah.tindakan in {Tindakan.TERIMA, Tindakan.DISPOSISI}):
        raise Conflict("Pada langkah ini berkas tidak dapat ditolak, hanya dikembalikan.", code="tidak-dapat-ditolak")
    reason = _reason(alasan, "Tuliskan alasan penolakan.")
    return _moved(berkas, _jejak(berkas, langkah.kode, "tolak", "Ditolak", pelaku, pada, reason), None, Keadaan.DITOLAK)


def withdraw(berkas: Berkas, pelaku: Pelaku, pada: datetime, alasan: str) -> Berkas:
    """The berkas withdrawn by its proposer; it ends here. Raises Invalid, Conflict."""
    if berkas.keadaan is not Keadaan.BERJALAN:
        raise Conflict(f"Berkas ini sudah {berkas.keadaan}; tidak dapat ditarik lagi.", code="berkas-selesai")
    reason = _reason(alasan, "Tuliskan alasan penarikan.")
    return _moved(
        berkas, _jejak(berkas, berkas.langkah or "", "tarik", "Ditarik", pelaku, pada, reason), None, Keadaan.DITARIK
    )


def resubmit(
    sop: Sop, berkas: Berkas, pelaku: Pelaku, pada: datetime, *,
    nota_dinas: NotaDinas, produk: Produk, dokumen: Sequence[Dokumen], kalender: Kalender = BIASA,
) -> Berkas:  # fmt: skip
    """A new revision after a return to the first step; documents not sent again stay. Raises Invalid, Conflict."""
    if berkas.langkah != sop.first.kode:
        raise Conflict("Berkas ini tidak sedang menunggu perbaikan.", code="bukan-perbaikan")
    if not pelaku.semua & berkas.pengusul.semua:
        raise Forbidden("Hanya pengusulnya yang dapat mengajukan kembali berkas ini.", code="bukan-pengusul")
    revision = berkas.model_copy(update={"revisi": berkas.revisi + 1, "nota_dinas": nota_dinas, "produk": produk})
    kept = carried_over(sop, berkas, {d.jenis for d in dokumen}, berkas.revisi + 1)
    sent = (*kept, *dokumen)
    return complete(sop, revision, pelaku, pada, dokumen=sent, hasil="Diajukan kembali", kalender=kalender)


def carried_over(sop: Sop, berkas: Berkas, replaced: set[JenisDokumen], revisi: int) -> tuple[Dokumen, ...]:
    """The proposer's own newest documents that the new revision does not replace, as documents of that revision."""
    own: dict[JenisDokumen, Dokumen] = {
        d.jenis: d for d in berkas.dokumen if d.langkah == sop.first.kode and d.jenis not in replaced
    }
    return tuple(d.model_copy(update={"revisi": revisi, "berlaku": True}) for d in own.values())


def approved_by_another(sop: Sop, berkas: Berkas) -> bool:
    """Whether somebody other than the submitter approved, and the approval still holds."""
    approving = {row.kode for row in sop.langkah if row.desk.approves}
    return any(
        j.berlaku and j.langkah in approving and j.tindakan == sop.step(j.langkah).tindakan
        and not {j.oleh.id, *(j.untuk.semua if j.untuk else ())} & proposers(sop, berkas)
        for j in berkas.riwayat
    )  # fmt: skip


def _acting(orang: Orang, peran: str, acting: Penugasan | None) -> Pelaku:
    title = acting.sebutan if acting else orang.jabatan
    untuk = _replaced(acting) if acting else None
    return Pelaku(id=orang.id, nama=orang.nama, nip=orang.nip, jabatan=title, peran=peran, untuk=untuk)


def _replaced(acting: Penugasan) -> Pelaku:
    """The official in whose place somebody acts. Nobody holds a vacant post: its id is the deputation's."""
    who = acting.untuk
    return Pelaku(id=who.id or acting.id, nama=who.nama, nip=who.nip, jabatan=who.jabatan, peran=acting.peran)


def _require(langkah: Langkah, berkas: Berkas) -> None:
    missing = [item.nama for item in (*langkah.kelengkapan, *langkah.keluaran) if not item.ada(berkas)]
    if missing:
        raise Invalid(f"Belum lengkap untuk langkah {langkah.kode}: {', '.join(missing)}.", code="belum-lengkap")


def _reason(text: str, sentence: str) -> str:
    if not text.strip():
        raise Invalid(sentence, code="alasan-kosong", field="alasan")
    return text.strip()[:2000]


def _jejak(
    berkas: Berkas, langkah: str, tindakan: str, hasil: str, pelaku: Pelaku, pada: datetime, catatan: str
) -> Jejak:
    return Jejak(
        giliran=berkas.giliran + 1, revisi=berkas.revisi, langkah=langkah, tindakan=tindakan, hasil=hasil,
        oleh=pelaku.sendiri, untuk=pelaku.untuk, pada=pada, catatan=catatan,
    )  # fmt: skip


def _moved(
    berkas: Berkas, jejak: Jejak, to: Langkah | None, keadaan: Keadaan, added: Sequence[Dokumen] = (),
    kalender: Kalender = BIASA,
) -> Berkas:  # fmt: skip
    act = jejak.model_copy(update={"ke": to.kode if to else ""})
    moved = berkas.model_copy(
        update={
            "giliran": act.giliran, "riwayat": (*berkas.riwayat, act), "keadaan": keadaan,
            "langkah": to.kode if to else None, "sejak": act.pada,
            "tenggat": kalender.sesudah(act.pada, to.tenggat_hari) if to else None,
        }
    )  # fmt: skip
    return seal(moved, added, settings().audit_digest)


def _void_from(sop: Sop, berkas: Berkas, target: Langkah) -> Berkas:
    start = sop.index(target.kode)

    def void(item: _Item) -> _Item:
        return item.model_copy(update={"berlaku": False}) if sop.index(item.langkah) >= start else item

    return berkas.model_copy(
        update={"dokumen": tuple(map(void, berkas.dokumen)), "riwayat": tuple(map(void, berkas.riwayat))}
    )
