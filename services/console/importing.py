"""Importing a list of offices: all of it or nothing; the same list again changes nothing."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlmodel import select

from services.console import offices
from services.console.commands.catat import Oleh
from services.console.commands.kantor import one_at_a_time, register
from services.console.complaints import complaints
from services.console.domain.daftar import Baris, Galat, read
from services.console.domain.kantor import IsianKantor
from services.console.domain.pohon import place_fault
from shared.database.unit import Unit
from shared.errors import NotFound
from shared.runtime import Runtime
from shared.sop import sop
from shared.tables import Kantor

IMPOR = Oleh("impor")
Known = Mapping[str, IsianKantor]


class Laporan(BaseModel):
    """What an import did, or would do: codes of new offices, the changed fields of others, how many are the same."""

    galat: list[Galat] = []
    baru: list[str] = []
    berubah: dict[str, list[str]] = {}
    sama: int = 0


def import_offices(runtime: Runtime, text: str, only_look: bool) -> dict[str, Any]:
    """Enter every office of a list, unless something in it is wrong or one only wants to look; a `Laporan` as JSON."""
    lines, wrong = read(text)
    with runtime.database.unit() as unit:
        one_at_a_time(unit)
        known = {row.kode: offices.stated(row) for row in unit.session.exec(select(Kantor))}
        given, faults = _offices(lines, known)
        report = _report(given, known).model_copy(update={"galat": sorted([*wrong, *faults], key=lambda g: g.baris)})
        if not (report.galat or only_look):
            _enter(unit, given)
    return report.model_dump(mode="json")


def _enter(unit: Unit, given: list[IsianKantor]) -> None:
    for one in given:
        register(unit, one, IMPOR)


def _offices(lines: list[Baris], known: Known) -> tuple[list[IsianKantor], list[Galat]]:
    read_lines: list[tuple[Baris, IsianKantor]] = []
    wrong: list[Galat] = []
    for line in lines:
        try:
            read_lines.append((line, _office(line, known.get(line.kode))))
        except ValidationError as error:
            wrong += [Galat(line.nomor, column, sentence) for column, sentence in complaints(error).items()]
    tree = {kode: one.induk for kode, one in known.items()} | {one.kode: one.induk for _, one in read_lines}
    wrong += [fault for line, one in read_lines for fault in _faults(line, one, tree)]
    return [one for _, one in read_lines], wrong


def _office(line: Baris, known: IsianKantor | None) -> IsianKantor:
    """What the line states, over what is known already."""
    before = known.model_dump() if known else {}
    kop = {**before.get("kop", {}), **line.isi["kop"]}
    return IsianKantor.model_validate({**before, **line.isi, "kop": kop})


def _faults(line: Baris, one: IsianKantor, tree: Mapping[str, str]) -> list[Galat]:
    wrong = []
    if fault := place_fault(one.kode, one.induk, tree):
        wrong.append(Galat(line.nomor, "induk", f"{fault}."))
    try:
        sop(one.sop)
    except NotFound as error:
        wrong.append(Galat(line.nomor, "sop", error.sentence))
    return wrong


def _report(given: list[IsianKantor], known: Known) -> Laporan:
    report = Laporan()
    for one in given:
        before = known.get(one.kode)
        if before is None:
            report.baru.append(one.kode)
        elif before == one:
            report.sama += 1
        else:
            report.berubah[one.kode] = [n for n in IsianKantor.model_fields if getattr(before, n) != getattr(one, n)]
    return report
