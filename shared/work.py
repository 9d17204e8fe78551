"""What waits for a person: asked by intake over all desks, by the other services over their own."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import tuple_
from sqlmodel import col, select

from shared.database.unit import Unit
from shared.events.tables import now
from shared.identity import Orang
from shared.sop import Berkas, Keadaan, Langkah, Tindakan, all_sops, sop
from shared.sop.perjalanan import may_act
from shared.tables import BerkasRow


@dataclass(frozen=True)
class Kerja:
    """One berkas that waits for this person."""

    berkas: Berkas
    langkah: Langkah

    @property
    def alamat(self) -> str:
        """The page on which it is done."""
        return f"{self.langkah.desk.page}/{self.berkas.id}"

    @property
    def lewat(self) -> bool:
        """Whether it is overdue."""
        return self.berkas.tenggat is not None and self.berkas.tenggat < now()


def waiting_for(unit: Unit, orang: Orang, among: Collection[Tindakan] = frozenset(Tindakan)) -> list[Kerja]:
    """What this person may do now, longest waiting first; only steps of the kinds in `among`."""
    mine = [
        (kantor, rules.id, row.kode)
        for kantor in orang.kantor for rules in all_sops() for row in rules.langkah
        if row.peran in orang.peran_di(kantor) and row.tindakan in among
    ]  # fmt: skip
    place = tuple_(col(BerkasRow.kantor), col(BerkasRow.sop), col(BerkasRow.langkah))
    rows = unit.session.exec(select(BerkasRow).where(place.in_(mine), col(BerkasRow.keadaan) == Keadaan.BERJALAN))
    found = (Berkas.model_validate(row.isi) for row in rows)
    work = [
        Kerja(berkas, sop(berkas.sop).step(berkas.langkah))
        for berkas in found
        if may_act(sop(berkas.sop), berkas, orang)
    ]
    return sorted(work, key=lambda kerja: kerja.berkas.sejak)
