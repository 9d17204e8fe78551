"""What is read at intake: my work, the buku agenda, the life of a case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_
from sqlmodel import col, select

from services.intake.models import Agenda, CatatanPerkara, PermintaanTarik
from shared.database.unit import Unit
from shared.identity import Orang
from shared.sop import Berkas, Keadaan, sop
from shared.sop.berkas import Jejak, menggantikan
from shared.tables import BerkasRow, Kantor
from shared.web.berkas import status_of

PAGE = 50


def submitted_by(unit: Unit, orang: Orang) -> list[Berkas]:
    """Cases this person submitted that are still on their way, newest first."""
    proposer = BerkasRow.isi["pengusul"]["id"].astext
    query = select(BerkasRow).where(proposer == str(orang.id), col(BerkasRow.keadaan) == Keadaan.BERJALAN)
    return [Berkas.model_validate(row.isi) for row in unit.session.exec(query.order_by(col(BerkasRow.id).desc()))]


@dataclass(frozen=True)
class Baris:
    """A line of the buku agenda with where the case stands now."""

    agenda: Agenda
    status: str


def agenda(unit: Unit, kantor: str, tahun: int, kata: str, halaman: int) -> tuple[list[Baris], int]:
    """One page of an office's register, newest number first, and how many pages there are."""
    query = select(Agenda, BerkasRow).join(BerkasRow, col(BerkasRow.id) == Agenda.berkas_id)
    query = query.where(Agenda.kantor == kantor, Agenda.tahun == tahun)
    if kata:
        like = f"%{kata}%"
        query = query.where(
            or_(*(col(c).ilike(like) for c in (Agenda.perihal, Agenda.nomor_naskah, Agenda.asal, Agenda.lampiran)))
        )
    total = unit.session.exec(select(func.count()).select_from(query.subquery())).one()
    rows = unit.session.exec(query.order_by(col(Agenda.nomor).desc()).offset((halaman - 1) * PAGE).limit(PAGE))
    lines = [Baris(line, status_of(Berkas.model_validate(row.isi))) for line, row in rows]
    return lines, max(1, -(-total // PAGE))


@dataclass(frozen=True)
class Kejadian:
    """One entry of a case's timeline."""

    waktu: datetime
    judul: str
    pelaku: str
    rincian: str


def timeline(unit: Unit, berkas: Berkas) -> list[Kejadian]:
    """Everything that happened to a case, newest first."""
    acts = [Kejadian(j.pada, f"{j.langkah} – {j.hasil}", _who(berkas, j), j.catatan) for j in berkas.riwayat]
    notes = unit.session.exec(select(CatatanPerkara).where(CatatanPerkara.berkas_id == berkas.id))
    beside = [Kejadian(row.pada, row.judul, row.pelaku, row.rincian) for row in notes]
    return sorted([*acts, *beside], key=lambda entry: entry.waktu, reverse=True)


def withdrawal(unit: Unit, berkas_id: UUID) -> PermintaanTarik | None:
    """The withdrawal that was asked for, if one was."""
    return unit.session.get(PermintaanTarik, berkas_id)


def zone(unit: Unit, kantor: str) -> str:
    """Time zone of an office."""
    row = unit.session.get(Kantor, kantor)
    return row.zona if row else "Asia/Jakarta"


def _who(berkas: Berkas, jejak: Jejak) -> str:
    if jejak.untuk:
        return f"{jejak.oleh.nama}, {jejak.oleh.jabatan}{menggantikan(jejak.untuk)}"
    return f"{jejak.oleh.nama}, {sop(berkas.sop).peran[jejak.oleh.peran]}"
