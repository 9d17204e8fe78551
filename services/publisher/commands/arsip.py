"""The paper is put away where one finds it again."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, StringConstraints
from sqlmodel import col, update

from services.publisher.domain.syarat import stamped
from services.publisher.models import Arsip
from shared.berkas import Desk, at_desk, done_before, find_for, lock, step_done
from shared.database.unit import Unit
from shared.errors import Invalid
from shared.events.tables import now
from shared.identity import Orang
from shared.sop import Berkas, Tindakan
from shared.sop.berkas import Short
from shared.sop.perjalanan import complete

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000, pattern=r"^[^\x00]*$")]


class Penyimpanan(BaseModel):
    """Where the paper was put, and what its keeper confirms."""

    lemari: Short
    rak: Short
    map_ordner: Short
    catatan: Note = ""
    asli_disimpan: bool = False
    salinan_disimpan: bool = False
    tanpa_cap_dinas: bool = False

    @property
    def tempat(self) -> str:
        """The place, as the history says it."""
        return f"Lemari {self.lemari}, rak {self.rak}, map ordner {self.map_ordner}"


def arsipkan(unit: Unit, orang: Orang, berkas_id: UUID, giliran: int, kunci: str, penyimpanan: Penyimpanan) -> Berkas:
    """Record where original and salinan lie; the step is done. Raises NotFound, Conflict, Forbidden, Invalid."""
    lock(unit, berkas_id)
    berkas = find_for(unit, berkas_id, orang)
    if done_before(unit, berkas_id, kunci):
        return berkas
    desk = at_desk(unit, berkas_id, orang, giliran, Tindakan.ARSIPKAN)
    _confirmed(desk, penyimpanan)
    _put_away(unit, desk, penyimpanan)
    done = complete(desk.sop, desk.berkas, desk.pelaku, now(), catatan=penyimpanan.tempat, kalender=desk.kalender)
    return step_done(unit, done, kunci)


def _confirmed(desk: Desk, given: Penyimpanan) -> None:
    if not given.asli_disimpan:
        raise Invalid("Nyatakan bahwa naskah asli sudah disimpan.", code="belum-disimpan", field="asli_disimpan")
    if not stamped(desk.sop, desk.berkas):
        return
    if not given.salinan_disimpan:
        raise Invalid(
            "Nyatakan bahwa naskah salinan berstempel SALINAN sudah disimpan.",
            code="belum-disimpan", field="salinan_disimpan",
        )  # fmt: skip
    if not given.tanpa_cap_dinas:
        raise Invalid(
            "Periksa naskah salinan dan nyatakan bahwa tidak ada cap dinas padanya.",
            code="cap-dinas", field="tanpa_cap_dinas",
        )  # fmt: skip


def _put_away(unit: Unit, desk: Desk, given: Penyimpanan) -> None:
    berkas = desk.berkas
    earlier = update(Arsip).where(col(Arsip.berkas_id) == berkas.id, col(Arsip.diganti_pada).is_(None))
    unit.session.exec(earlier.values(diganti_pada=now()))
    keeper: dict[str, Any] = desk.pelaku.model_dump(mode="json")
    unit.session.add(
        Arsip(
            berkas_id=berkas.id, giliran=berkas.giliran, kantor=berkas.kantor, agenda=berkas.agenda,
            judul=berkas.produk.judul, oleh=keeper, **given.model_dump(include=set(Penyimpanan.model_fields)),
        )
    )  # fmt: skip
