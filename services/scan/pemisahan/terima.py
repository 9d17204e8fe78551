"""The files of a stack: authority first, then inspection, then storing, and only then the order to part it."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import UploadFile
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, text

from services.scan.domain.pemindaian import Sumber, check_stack
from services.scan.pemisahan.models import Tumpukan
from services.scan.pemisahan.queries import office_to_scan_for, scanner, stack_with_key
from services.scan.receiving import Opened, came_up, clear_used, comes, take
from services.scan.unggahan.commands import use
from shared.database.unit import Unit
from shared.errors import Invalid
from shared.identity import Orang
from shared.runtime import Runtime
from shared.web.uploads import given

PISAH = "pisah"


def receive_stack(
    runtime: Runtime, orang: Orang, kantor: str, kunci: str, uploads: Sequence[UploadFile],
    unggahan: Sequence[UUID] = (),
) -> Tumpukan:  # fmt: skip
    """Take the files of a form and order that they are parted. `unggahan`: files that came up before; they go first.

    Raises Forbidden, Invalid, Transient.
    """
    with runtime.database.unit() as unit:
        chosen = office_to_scan_for(unit, orang, kantor)
    files = [came_up(runtime, orang, None, chosen, one) for one in unggahan]
    files += [comes(runtime, one) for one in uploads if given(one)]
    stack = receive_opened(runtime, orang, chosen, kunci, files, unggahan)
    clear_used(runtime, unggahan)
    return stack


def receive_opened(
    runtime: Runtime, orang: Orang, kantor: str, kunci: str, files: Sequence[Opened], unggahan: Sequence[UUID] = ()
) -> Tumpukan:  # fmt: skip
    """The same with files from wherever. Raises Forbidden, Invalid, Transient."""
    with runtime.database.unit() as unit:
        chosen = office_to_scan_for(unit, orang, kantor)
        known = stack_with_key(unit, chosen, kunci)
    if known:
        return known
    try:
        sources = take(runtime, chosen, files, check_stack)
    except Invalid:
        with runtime.database.unit() as unit:  # the same form, sent twice, may have used the uploads meanwhile
            known = stack_with_key(unit, chosen, kunci)
        if known is None:
            raise
        return known
    with runtime.database.unit() as unit:
        stack = _order(unit, orang, chosen, kunci, sources)
        use(unit, orang, unggahan)
    return stack


def _order(unit: Unit, orang: Orang, kantor: str, kunci: str, sources: Sequence[Sumber]) -> Tumpukan:
    pelaku = scanner(unit, orang, kantor)
    row = Tumpukan(
        kantor=kantor, kunci=kunci, sumber=[one.model_dump(mode="json") for one in sources],
        orang=orang.model_dump(mode="json"), oleh=pelaku.model_dump(mode="json"),
    )  # fmt: skip
    new = (
        insert(Tumpukan)
        .values(row.model_dump())
        .on_conflict_do_nothing(index_elements=["kantor", "kunci"], index_where=text("kunci <> ''"))
    )
    if unit.session.execute(new.returning(col(Tumpukan.id))).first():
        unit.order(PISAH, subject=row.id, payload={"tumpukan": str(row.id)})
        return unit.session.get_one(Tumpukan, row.id)
    known = stack_with_key(unit, kantor, kunci)
    assert known, "what a key stands in the way of is there"
    return known
