"""Who must have codes of an app: an office says it for itself and those below it, the installation for everybody."""

from collections.abc import Collection

from sqlmodel import col, select

from services.console import queries
from services.console.commands.catat import Oleh, record
from services.console.domain.kode_wajib import Kewajiban, choices, known, roles_held
from services.console.models import Akun, KodeWajib
from services.console.offices import CODES
from shared.database.unit import Unit
from shared.kantor import Pohon, above
from shared.offices import office, tree
from shared.settings import Settings


def of_office(unit: Unit, settings: Settings, kantor: str, pohon: Pohon | None = None) -> Kewajiban:
    """For which roles codes are required at an office."""
    higher = above(kantor, tree(unit) if pohon is None else pohon)
    rows = unit.session.exec(select(KodeWajib).where(col(KodeWajib.kantor).in_((kantor, *higher)))).all()
    said = {row.kantor: frozenset(row.peran) for row in rows}
    return Kewajiban(said.pop(kantor, frozenset()), settings.codes_required.union(*said.values()))


def is_required(unit: Unit, settings: Settings, akun: Akun) -> bool:
    """Whether this person must have codes: for a role held now, own or in somebody's place."""
    held, pohon = roles_held(queries.person(unit.session, akun)), tree(unit)
    return any(roles & of_office(unit, settings, kantor, pohon).semua for kantor, roles in held.items())


def change(unit: Unit, settings: Settings, kantor: str, peran: Collection[str], oleh: Oleh) -> Kewajiban:
    """Say it for an office; who is signed in already stays so. Raises NotFound, Invalid."""
    place = office(unit, kantor)
    wanted = sorted(known(peran, choices(place.sop, place.tingkat)))
    row = unit.session.get(KodeWajib, kantor, with_for_update=True)
    before = row.peran if row else []
    if before != wanted:
        unit.session.merge(KodeWajib(kantor=kantor, peran=wanted))
        record(unit, oleh, CODES, kantor, dari={"kode_wajib": before}, menjadi={"kode_wajib": wanted})
        unit.session.flush()
    return of_office(unit, settings, kantor)
