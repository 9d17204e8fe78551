"""What the publisher's desks read."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, or_
from sqlmodel import col, select

from services.publisher.domain.keadaan import HIDUP, KeadaanPublikasi
from services.publisher.models import Arsip, Publikasi
from shared.database.unit import Unit

PER_PAGE = 20


def live_publication(unit: Unit, berkas_id: UUID) -> Publikasi | None:
    """The publication of this berkas that is under way or verified."""
    query = select(Publikasi).where(col(Publikasi.berkas_id) == berkas_id, col(Publikasi.keadaan).in_(HIDUP))
    return unit.session.exec(query).first()


def latest_publication(unit: Unit, berkas_id: UUID) -> Publikasi | None:
    """The newest publication of this berkas, whatever became of it."""
    query = select(Publikasi).where(col(Publikasi.berkas_id) == berkas_id).order_by(col(Publikasi.nomor).desc())
    return unit.session.exec(query.limit(1)).first()


def locked_publication(unit: Unit, publikasi_id: UUID) -> Publikasi:
    """A publication, locked until this unit ends."""
    query = select(Publikasi).where(col(Publikasi.id) == publikasi_id).with_for_update()
    return unit.session.exec(query.execution_options(populate_existing=True)).one()


def names_taken(unit: Unit, kantor: str, stem: str, slug: str) -> tuple[set[str], set[str]]:
    """File names (without `.pdf`) and addresses that begin so and belong to a product of this office."""
    query = select(Publikasi.nama_berkas, Publikasi.slug).where(
        col(Publikasi.kantor) == kantor, col(Publikasi.keadaan) != KeadaanPublikasi.GAGAL,
        or_(col(Publikasi.nama_berkas).startswith(stem), col(Publikasi.slug).startswith(slug)),
    )  # fmt: skip
    rows = unit.session.exec(query).all()
    return {name.removesuffix(".pdf") for name, _ in rows}, {address for _, address in rows}


def name_taken(unit: Unit, publikasi: Publikasi) -> bool:
    """Whether the file name of this failed publication belongs to another one now."""
    query = select(Publikasi.id).where(
        col(Publikasi.kantor) == publikasi.kantor, col(Publikasi.nama_berkas) == publikasi.nama_berkas,
        col(Publikasi.keadaan) != KeadaanPublikasi.GAGAL,
    )  # fmt: skip
    return unit.session.exec(query).first() is not None


def archived(unit: Unit, berkas_id: UUID) -> Arsip | None:
    """Where the paper of this berkas lies now."""
    query = select(Arsip).where(col(Arsip.berkas_id) == berkas_id, col(Arsip.diganti_pada).is_(None))
    return unit.session.exec(query).first()


def archive_page(unit: Unit, offices: Sequence[str], words: str, page: int) -> tuple[list[Arsip], int]:
    """One page (from 1) of the archive of these offices, newest first, and the number of rows found in all."""
    query = select(Arsip).where(col(Arsip.kantor).in_(offices), col(Arsip.diganti_pada).is_(None))
    columns = (Arsip.judul, Arsip.agenda, Arsip.lemari, Arsip.rak, Arsip.map_ordner, Arsip.catatan)
    for word in words.replace("\x00", " ").split():
        query = query.where(or_(*(col(c).icontains(word, autoescape=True) for c in columns)))
    total = unit.session.exec(select(func.count()).select_from(query.subquery())).one()
    rows = unit.session.exec(query.order_by(col(Arsip.pada).desc()).offset((page - 1) * PER_PAGE).limit(PER_PAGE))
    return list(rows), total
