"""The record of every act on and by office systems."""

from sqlmodel import col, func, select

from services.intake.sistem.models import CatatanSistem, KunciSistem
from shared.database.unit import Unit
from shared.identity import Orang

SHOWN = 25


def by_person(unit: Unit, kantor: str, orang: Orang, apa: str, rincian: str, kunci: KunciSistem | None = None) -> None:
    """A person did something to the office's systems."""
    row = CatatanSistem(kantor=kantor, apa=apa, rincian=rincian, oleh=orang.nama, oleh_id=orang.id)
    row.kunci_id = kunci.id if kunci else None
    unit.session.add(row)


def by_key(unit: Unit, kunci: KunciSistem, apa: str, rincian: str) -> None:
    """A system did something with its key."""
    who = f"{kunci.orang_nama} melalui sistem {kunci.keperluan}"
    row = CatatanSistem(
        kantor=kunci.kantor, apa=apa, rincian=rincian, oleh=who, oleh_id=kunci.orang_id, kunci_id=kunci.id
    )
    unit.session.add(row)


def by_terbit(unit: Unit, kantor: str, apa: str, rincian: str) -> None:
    """Terbit did something by itself."""
    unit.session.add(CatatanSistem(kantor=kantor, apa=apa, rincian=rincian, oleh="Terbit"))


def page(unit: Unit, kantor: str, halaman: int) -> tuple[list[CatatanSistem], int]:
    """One page of what was done, newest first, and how many pages there are."""
    query = select(CatatanSistem).where(col(CatatanSistem.kantor) == kantor)
    total = unit.session.exec(select(func.count()).select_from(query.subquery())).one()
    rows = query.order_by(col(CatatanSistem.pada).desc()).offset((max(1, halaman) - 1) * SHOWN).limit(SHOWN)
    return list(unit.session.exec(rows)), max(1, -(-total // SHOWN))
