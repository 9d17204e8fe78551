"""What people do at intake; each function is one transaction of the caller's unit."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import uuid_utils.compat as uuids
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from services.intake.domain.isian import Isian
from services.intake.models import Agenda, CatatanPerkara, Pengajuan, PermintaanTarik
from services.intake.sistem.kabar import tell
from shared.berkas import at_desk, begin, done_before, find, find_for, lock, move, return_or_refuse, step_done
from shared.database.unit import Unit
from shared.errors import Conflict, Forbidden, Invalid
from shared.events.catalogue import BerkasDiajukan, PenarikanDiminta
from shared.events.tables import now
from shared.identity import Orang
from shared.offices import calendar, office
from shared.sop import Berkas, Dokumen, JenisDokumen, NotaDinas, Pelaku, Produk, Sop, Tindakan, sop
from shared.sop.perjalanan import as_proposer, as_role, complete, resubmit, withdraw
from shared.terikat import bound
from shared.web.uploads import Stored

Received = dict[JenisDokumen, Stored]


def proposer(unit: Unit, orang: Orang, kantor: str) -> tuple[Sop, Pelaku]:
    """This person as a proposer of the office. Raises NotFound, Conflict (it takes nothing in any more), Forbidden."""
    known = office(unit, kantor)
    if not known.aktif:
        raise Conflict(f"{known.nama} tidak menerima nota dinas baru lagi.", code="kantor-tidak-aktif")
    rules = sop(known.sop)
    return rules, as_role(rules, kantor, rules.first.peran, orang)


def same_sop(rules: Sop, sop_id: str) -> None:
    """That the SOP that a sender named (if any) is the office's. Raises NotFound, Conflict."""
    if sop_id and sop(sop_id).id != rules.id:
        raise Conflict(f"Kantor ini bekerja menurut {rules.nama}, bukan SOP yang disebut.", code="sop-lain")


def office_to_propose_for(unit: Unit, orang: Orang, kantor: str) -> str:
    """The office that was named, or the only one at which this person may propose. Raises Invalid, Forbidden."""
    if kantor:
        return kantor
    mine = [kode for kode in orang.kantor if _first_role(unit, kode) in orang.peran_di(kode)]
    if not mine:
        raise Forbidden("Hanya pengusul yang dapat mengajukan nota dinas.", code="peran-lain")
    if len(mine) > 1:
        raise Invalid("Anda pengusul di beberapa kantor. Pilih kantornya.", code="kantor-belum-dipilih", field="kantor")
    return mine[0]


def submit(unit: Unit, orang: Orang, kantor: str, isian: Isian, received: Received, kunci: str) -> Berkas:
    """Enter a nota dinas in the buku agenda and send its berkas on its way. Raises Invalid, Forbidden."""
    rules, pelaku = proposer(unit, orang, kantor)
    berkas_id = uuids.uuid7()
    if known := _submitted_before(unit, orang.id, kunci, berkas_id):
        return find(unit, known)
    pada = now()
    nomor, tahun = _next_number(unit, kantor, pada)
    fresh = Berkas(
        id=berkas_id, kantor=kantor, sop=rules.id, nomor_agenda=nomor, tahun_agenda=tahun, giliran=0,
        langkah=rules.first.kode, sejak=pada, pengusul=pelaku, nota_dinas=isian.nota_dinas, produk=isian.produk,
    )  # fmt: skip
    documents = _documents(rules, received, 1, pelaku, pada)
    added = bound(unit, fresh, documents)
    berkas = complete(rules, fresh, pelaku, pada, dokumen=added, kalender=calendar(unit, kantor))
    _enter_agenda(unit, berkas, pada)
    begin(unit, berkas, BerkasDiajukan(berkas=berkas))
    return tell(unit, berkas)


def submit_again(
    unit: Unit, orang: Orang, berkas_id: UUID, giliran: int, isian: Isian, received: Received, kunci: str
) -> Berkas:
    """A new revision of a returned berkas; documents that are not sent again stay. Raises Conflict, Forbidden."""
    if done_before(unit, berkas_id, kunci):
        return find_for(unit, berkas_id, orang)
    desk = at_desk(unit, berkas_id, orang, giliran, Tindakan.AJUKAN)
    pada = now()
    documents = _documents(desk.sop, received, desk.berkas.revisi + 1, desk.pelaku, pada)
    berkas = resubmit(
        desk.sop, desk.berkas, desk.pelaku, pada, nota_dinas=isian.nota_dinas, produk=isian.produk,
        dokumen=bound(unit, desk.berkas, documents), kalender=desk.kalender,
    )  # fmt: skip
    return tell(unit, move(unit, berkas, BerkasDiajukan, kunci))


def accept(unit: Unit, orang: Orang, berkas_id: UUID, giliran: int, catatan: str, kunci: str) -> Berkas:
    """Receive the nota dinas; where no salinan was sent, the copy of the original becomes the salinan."""
    if done_before(unit, berkas_id, kunci):
        return find_for(unit, berkas_id, orang)
    desk = at_desk(unit, berkas_id, orang, giliran, Tindakan.TERIMA)
    pada = now()
    copies = bound(unit, desk.berkas, _salinan(desk.berkas, desk.langkah.kode, desk.pelaku, pada))
    berkas = complete(
        desk.sop, desk.berkas, desk.pelaku, pada, dokumen=copies, catatan=catatan, kalender=desk.kalender
    )  # fmt: skip
    return tell(unit, step_done(unit, berkas, kunci))


def decline(
    unit: Unit, orang: Orang, berkas_id: UUID, giliran: int, keputusan: str, ke: str, alasan: str, kunci: str
) -> Berkas:  # fmt: skip
    """Return the nota dinas to its proposer, or refuse it. Raises Conflict, Forbidden, Invalid."""
    if done_before(unit, berkas_id, kunci):
        return find_for(unit, berkas_id, orang)
    desk = at_desk(unit, berkas_id, orang, giliran, Tindakan.TERIMA)
    return tell(unit, return_or_refuse(unit, desk, keputusan, ke, alasan, kunci))


def ask_withdrawal(unit: Unit, orang: Orang, berkas_id: UUID, alasan: str) -> Berkas:
    """Ask the publisher to let the case be withdrawn. Only its proposer may. Raises Conflict, Forbidden, Invalid."""
    find_for(unit, berkas_id, orang)
    berkas = lock(unit, berkas_id)
    pelaku = as_proposer(sop(berkas.sop), berkas, orang)
    withdraw(berkas, pelaku, now(), alasan)
    if not _asked_now(unit, berkas_id, alasan.strip()):
        return berkas
    request = PenarikanDiminta(berkas=berkas, oleh=pelaku, alasan=alasan.strip(), pada=now())
    unit.publish(request, subject=berkas_id, actor=str(orang.id))
    asker = f"{orang.nama}, {sop(berkas.sop).peran[berkas.pengusul.peran]}"
    note(unit, berkas_id, "Penarikan diminta", alasan.strip(), asker)
    return berkas


def own_office(orang: Orang, kantor: str) -> str:
    """One of this person's own offices. Raises Forbidden."""
    if kantor not in orang.kantor:
        raise Forbidden("Ini kantor lain.", code="kantor-lain")
    return kantor


def check(isian: Isian) -> None:
    """That the fields make a nota dinas and a legal product. Raises Invalid with the field that is meant."""
    wrong = isian.complaints()
    if wrong:
        field, sentence = next(iter(wrong.items()))
        raise Invalid(sentence, field=field)


def note(
    unit: Unit, berkas_id: UUID, judul: str, rincian: str, pelaku: str = "", pada: datetime | None = None
) -> None:  # fmt: skip
    """Add a note to the case's timeline: of now, or of the moment at which it happened elsewhere."""
    row = CatatanPerkara(berkas_id=berkas_id, judul=judul, rincian=rincian, pelaku=pelaku, pada=pada or now())
    unit.session.add(row)


def _asked_now(unit: Unit, berkas_id: UUID, alasan: str) -> bool:
    """Enter the request; False while an earlier one waits for its answer. One that came too late may be asked anew."""
    row = {"alasan": alasan, "diminta_pada": now(), "terlambat_sebab": None}
    statement = insert(PermintaanTarik).values(berkas_id=berkas_id, **row)
    refused_before = col(PermintaanTarik.terlambat_sebab).is_not(None)
    again = statement.on_conflict_do_update(index_elements=["berkas_id"], set_=row, where=refused_before)
    return unit.session.execute(again.returning(col(PermintaanTarik.berkas_id))).first() is not None


def _first_role(unit: Unit, kantor: str) -> str:
    return sop(office(unit, kantor).sop).first.peran


def _submitted_before(unit: Unit, orang_id: UUID, kunci: str, berkas_id: UUID) -> UUID | None:
    if not kunci:
        return None
    row = {"orang_id": orang_id, "kunci": kunci, "berkas_id": berkas_id}
    inserted = insert(Pengajuan).values(**row).on_conflict_do_nothing().returning(col(Pengajuan.berkas_id))
    if unit.session.execute(inserted).first():
        return None
    return unit.session.get_one(Pengajuan, (orang_id, kunci)).berkas_id


_NEXT_NUMBER = text("""
INSERT INTO penghitung_agenda (kantor, tahun, terakhir) VALUES (:kantor, :tahun, 1)
ON CONFLICT (kantor, tahun) DO UPDATE SET terakhir = penghitung_agenda.terakhir + 1 RETURNING terakhir
""")


def _next_number(unit: Unit, kantor: str, pada: datetime) -> tuple[int, int]:
    tahun = pada.astimezone(ZoneInfo(office(unit, kantor).zona)).year
    return unit.session.execute(_NEXT_NUMBER, {"kantor": kantor, "tahun": tahun}).scalar_one(), tahun


def _enter_agenda(unit: Unit, berkas: Berkas, pada: datetime) -> None:
    nota: NotaDinas = berkas.nota_dinas
    produk: Produk = berkas.produk
    unit.session.add(
        Agenda(
            berkas_id=berkas.id, kantor=berkas.kantor, tahun=berkas.tahun_agenda, nomor=berkas.nomor_agenda,
            diterima_pada=pada, nomor_naskah=nota.nomor, tanggal_naskah=nota.tanggal, asal=nota.dari,
            perihal=nota.hal, lampiran=produk.judul,
        )
    )  # fmt: skip


def _documents(rules: Sop, received: Received, revisi: int, pelaku: Pelaku, pada: datetime) -> Sequence[Dokumen]:
    return [
        stored.as_dokumen(jenis, langkah=rules.first.kode, revisi=revisi, oleh=pelaku.nama, pada=pada)
        for jenis, stored in received.items()
    ]


def _salinan(berkas: Berkas, langkah: str, pelaku: Pelaku, pada: datetime) -> list[Dokumen]:
    asli = berkas.terbaru(JenisDokumen.NASKAH_ASLI)
    if asli is None or berkas.terbaru(JenisDokumen.SALINAN):
        return []
    made = {"jenis": JenisDokumen.SALINAN, "sumber": asli.sha256, "langkah": langkah, "oleh": pelaku.nama, "pada": pada}
    return [asli.model_copy(update={**made, "nama": f"salinan-{asli.nama}", "revisi": berkas.revisi})]
