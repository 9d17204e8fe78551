"""Keys of an office's systems: made, listed and revoked by its administrator."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from pydantic import BaseModel, Field
from sqlmodel import col, select

from services.intake.domain.sistem import LONGEST_DAYS, KeadaanKunci, Lingkup, written
from services.intake.sistem import rahasia
from services.intake.sistem.catatan import by_person
from services.intake.sistem.models import KunciSistem
from services.intake.sistem.orang import administrator_of, proposer_of
from shared.database.unit import Unit
from shared.errors import Conflict, Invalid, NotFound
from shared.events.tables import now
from shared.identity import Orang
from shared.settings import Settings
from shared.sop.berkas import Short
from shared.web.berkas import Kunci


class KunciBaru(BaseModel):
    """A key that is wanted: for what, with which rights, in whose name (id of a proposer), for how many days.

    `kunci` makes a double click one act; `kantor` may stay empty for who administers one office only.
    """

    kantor: str = ""
    keperluan: Short
    lingkup: list[Lingkup] = Field(min_length=1)
    orang: UUID
    hari: int = Field(default=LONGEST_DAYS, ge=1, le=LONGEST_DAYS)
    kunci: Kunci = ""


@dataclass(frozen=True)
class Rahasia:
    """A new key with its two secrets, which nobody can be shown again."""

    kunci: KunciSistem
    kunci_api: str
    rahasia_tanda: str


def make(unit: Unit, settings: Settings, orang: Orang, wanted: KunciBaru) -> Rahasia:
    """Make a key. Raises Forbidden (no administrator there), Invalid (person), Conflict (made before)."""
    kantor = administrator_of(orang, wanted.kantor)
    person = proposer_of(unit, kantor, wanted.orang)
    if person is None:
        raise Invalid("Pilih orang yang aktif sebagai pengusul di kantor ini.", code="bukan-pengusul", field="orang")
    _once(unit, orang, wanted.kunci)
    secret, signing = rahasia.new_api_secret(), rahasia.new_signing_secret()
    row = KunciSistem(
        kantor=kantor, keperluan=wanted.keperluan, lingkup=sorted(set(wanted.lingkup)), orang_id=person.id,
        orang_nama=person.nama, sidik=rahasia.digest(secret), rahasia=rahasia.seal(settings, signing),
        formulir=_form(orang, wanted.kunci), dibuat_oleh=orang.id, dibuat_nama=orang.nama,
        berakhir_pada=now() + timedelta(days=wanted.hari),
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    rights = ", ".join(row.lingkup)
    by_person(unit, kantor, orang, "Kunci dibuat", f"{row.keperluan}: {rights}, atas nama {person.nama}", row)
    return Rahasia(row, written(row.id, secret), signing)


def revoke(unit: Unit, orang: Orang, key_id: UUID) -> KunciSistem:
    """End a key now; a second time changes nothing. Raises NotFound."""
    row = unit.session.get(KunciSistem, key_id, with_for_update=True)
    if row is None or row.kantor not in orang.kantor:
        raise NotFound("Kunci ini tidak ada.", code="kunci-tidak-ada")
    administrator_of(orang, row.kantor)
    if row.keadaan is not KeadaanKunci.DICABUT:
        row.dicabut_pada, row.dicabut_oleh, row.dicabut_nama = now(), orang.id, orang.nama
        by_person(unit, row.kantor, orang, "Kunci dicabut", row.keperluan, row)
    return row


def keys(unit: Unit, kantor: str) -> list[KunciSistem]:
    """The keys of an office, newest first, those that ended too."""
    query = select(KunciSistem).where(col(KunciSistem.kantor) == kantor)
    return list(unit.session.exec(query.order_by(col(KunciSistem.id).desc())))


def _form(orang: Orang, kunci: str) -> str | None:
    return f"{orang.id}/{kunci}" if kunci else None


def _once(unit: Unit, orang: Orang, kunci: str) -> None:
    form = _form(orang, kunci)
    if form and unit.session.exec(select(KunciSistem.id).where(KunciSistem.formulir == form)).first():
        raise Conflict(
            "Kunci ini sudah dibuat dan rahasianya hanya ditunjukkan sekali. "
            "Bila belum disimpan, cabut kunci itu dan buat yang baru.", code="sudah-dibuat",
        )  # fmt: skip
