"""Carrying out an event: once for ever, by the commands of the page, in one transaction with its answer."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from services.intake import commands
from services.intake.domain.amplop import Amplop, Jenis
from services.intake.domain.permintaan import Ajukan, AjukanUlang, Permintaan, Tanya, Tarik, request_of, scope_of
from services.intake.sistem.catatan import by_key
from services.intake.sistem.dokumen import received
from services.intake.sistem.models import PeristiwaSistem
from services.intake.sistem.pengirim import Pengirim
from shared.berkas import at_desk, find_for
from shared.database.unit import Unit
from shared.errors import Conflict, TerbitError
from shared.runtime import Runtime
from shared.sop import Berkas, Tindakan
from shared.web.berkas import Posisi
from shared.web.problems import invalid

STATUS = {Jenis.AJUKAN: 201, Jenis.AJUKAN_ULANG: 200, Jenis.TARIK: 202, Jenis.TANYA: 200}
TOLD = {
    Jenis.AJUKAN: "Diajukan melalui sistem", Jenis.AJUKAN_ULANG: "Diajukan kembali melalui sistem",
    Jenis.TARIK: "Penarikan diminta melalui sistem",
}  # fmt: skip
Act = Callable[[Unit], Berkas]


class Jawaban(BaseModel):
    """The answer to an event that was carried out: its name, a status as of HTTP, and where the berkas lies then."""

    id: str
    source: str
    status: int
    posisi: Posisi


def envelope_of(attributes: Any) -> Amplop:  # noqa: ANN401 - JSON
    """An event as it came. Raises Invalid."""
    try:
        return Amplop.model_validate(attributes)
    except ValidationError as error:
        raise invalid(error.errors()) from None


def carry_out(runtime: Runtime, pengirim: Pengirim, amplop: Amplop) -> Jawaban:
    """Do what an event asks for, or answer as before. A refused event leaves nothing but a record of it."""
    try:
        pengirim.must(scope_of(amplop.type))
        return _answered(runtime, pengirim, amplop) or _carry_out(runtime, pengirim, amplop)
    except TerbitError as error:
        with runtime.database.unit() as unit:
            by_key(unit, pengirim.kunci, "Peristiwa ditolak", f"{_name(amplop)}: {error.code}")
        raise


def _answered(runtime: Runtime, pengirim: Pengirim, amplop: Amplop) -> Jawaban | None:
    with runtime.database.unit() as unit:
        row = unit.session.get(PeristiwaSistem, (pengirim.kunci.kantor, amplop.source, amplop.id))
    return _same(row, amplop) if row else None


def _carry_out(runtime: Runtime, pengirim: Pengirim, amplop: Amplop) -> Jawaban:
    try:
        wanted = request_of(amplop.type, amplop.data)
    except ValidationError as error:
        raise invalid(error.errors()) from None
    act = _prepared(runtime, pengirim, wanted)
    with runtime.database.unit() as unit:
        if known := _enter(unit, pengirim, amplop):
            return known
        berkas = act(unit)
        _note(unit, pengirim, amplop, berkas)
        answer = Jawaban(id=amplop.id, source=amplop.source, status=STATUS[amplop.type], posisi=Posisi.of(berkas))
        row = unit.session.get_one(PeristiwaSistem, (pengirim.kunci.kantor, amplop.source, amplop.id))
        row.jawaban = answer.model_dump(mode="json")
        return answer


def _prepared(runtime: Runtime, pengirim: Pengirim, wanted: Permintaan) -> Act:
    """The act that is wanted: authority first, then documents, then the transaction of the act itself."""
    orang, kantor = pengirim.orang, pengirim.kunci.kantor
    if isinstance(wanted, Ajukan):
        with runtime.database.unit() as unit:
            rules, _ = commands.proposer(unit, orang, kantor)
        commands.same_sop(rules, wanted.sop)
        commands.check(wanted)
        files = received(runtime, kantor, wanted.dokumen)
        return lambda unit: commands.submit(unit, orang, kantor, wanted, files, "")
    if isinstance(wanted, AjukanUlang):
        with runtime.database.unit() as unit:
            at_desk(unit, wanted.berkas, orang, wanted.giliran, Tindakan.AJUKAN)
        commands.check(wanted)
        files = received(runtime, kantor, wanted.dokumen)
        return lambda unit: commands.submit_again(unit, orang, wanted.berkas, wanted.giliran, wanted, files, "")
    return lambda unit: _simple(unit, pengirim, wanted)


def _simple(unit: Unit, pengirim: Pengirim, wanted: Tarik | Tanya) -> Berkas:
    if isinstance(wanted, Tarik):
        return commands.ask_withdrawal(unit, pengirim.orang, wanted.berkas, wanted.alasan)
    return find_for(unit, wanted.berkas, pengirim.orang)


def _enter(unit: Unit, pengirim: Pengirim, amplop: Amplop) -> Jawaban | None:
    """Take the event's name for this transaction; the answer, when it was carried out meanwhile."""
    row = PeristiwaSistem(
        kantor=pengirim.kunci.kantor, sumber=amplop.source, peristiwa=amplop.id, sidik=amplop.sidik,
        kunci_id=pengirim.kunci.id, jawaban={},
    )  # fmt: skip
    statement = insert(PeristiwaSistem).values(**row.model_dump()).on_conflict_do_nothing()
    if unit.session.execute(statement.returning(col(PeristiwaSistem.peristiwa))).first():
        return None
    return _same(unit.session.get_one(PeristiwaSistem, (row.kantor, row.sumber, row.peristiwa)), amplop)


def _same(row: PeristiwaSistem, amplop: Amplop) -> Jawaban:
    if row.sidik != amplop.sidik:
        raise Conflict("Pengenal peristiwa ini sudah dipakai untuk isi yang lain.", code="peristiwa-berbeda")
    return Jawaban.model_validate(row.jawaban)


def _note(unit: Unit, pengirim: Pengirim, amplop: Amplop, berkas: Berkas) -> None:
    by_key(unit, pengirim.kunci, "Peristiwa dikerjakan", f"{_name(amplop)}, berkas {berkas.agenda}")
    if title := TOLD.get(amplop.type):
        who = f"{pengirim.orang.nama} melalui sistem {pengirim.kunci.keperluan}"
        commands.note(unit, berkas.id, title, f"melalui sistem {pengirim.kunci.keperluan}", who)


def _name(amplop: Amplop) -> str:
    return f"{amplop.type.rpartition('.')[2]} {amplop.id} dari {amplop.source}"
