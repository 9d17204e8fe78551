"""What the public sees: only products that were sent or verified."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import ColumnElement, Select, Text, cast, func, literal, or_, select
from sqlalchemy.dialects.postgresql import REGCONFIG, TSQUERY
from sqlmodel import col

from services.publisher.domain.keadaan import TAMPIL, KeadaanPublikasi
from services.publisher.domain.teks import START, STOP, highlighted
from services.publisher.models import ProdukTerbit, Publikasi
from shared.database.unit import Unit
from shared.tables import Kantor

PER_PAGE = 20
HEADLINE_CHARACTERS = 200_000
_HEADLINE = f'StartSel="{START}", StopSel="{STOP}", MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter=" … "'
_SHOWN = col(Publikasi.keadaan).in_(TAMPIL)
_JOINED = col(ProdukTerbit.publikasi_id) == col(Publikasi.id)


@dataclass(frozen=True)
class Saringan:
    """What a visitor asks for. `kantor` "": all offices; `halaman` counts from 1."""

    kantor: str = ""
    kata: str = ""
    jenis: str = ""
    tahun: int | None = None
    halaman: int = 1


@dataclass(frozen=True)
class Temuan:
    """A product in the list. `cuplikan`: a passage with the found words marked, or nothing."""

    kantor: str
    alamat: str
    judul: str
    jenis: str
    tanggal: date
    verified_at: datetime | None
    cuplikan: Markup


@dataclass(frozen=True)
class Daftar:
    """One page of the list, the number found in all, and what may be chosen in the filters."""

    temuan: list[Temuan]
    jumlah: int
    jenis: list[str]
    tahun: list[int]

    @property
    def halaman(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, -(-self.jumlah // PER_PAGE))


def listed(unit: Unit, saringan: Saringan) -> Daftar:
    """The products that fit, newest first."""
    fitting = [*_office(saringan.kantor), *_conditions(saringan)]
    count = select(func.count()).select_from(ProdukTerbit).join(Publikasi, _JOINED).where(_SHOWN, *fitting)
    return Daftar(
        temuan=[_found(row) for row in unit.session.execute(_page(saringan, fitting))],
        jumlah=unit.session.execute(count).scalar_one(),
        jenis=_choices(unit, saringan.kantor, col(ProdukTerbit.jenis)),
        tahun=_choices(unit, saringan.kantor, col(ProdukTerbit.tahun)),
    )


def shown_product(unit: Unit, kantor: str, slug: str) -> Publikasi | None:
    """The product at this address: to be seen, or withdrawn (a tombstone)."""
    states = (*TAMPIL, KeadaanPublikasi.DITARIK)
    query = select(Publikasi).where(
        col(Publikasi.kantor) == kantor, col(Publikasi.slug) == slug, col(Publikasi.keadaan).in_(states)
    )
    return unit.session.execute(query).scalars().first()


def shown_file(unit: Unit, kantor: str, name: str) -> Publikasi | None:
    """The product whose file has this name, if it is to be seen."""
    query = select(Publikasi).where(col(Publikasi.kantor) == kantor, col(Publikasi.nama_berkas) == name, _SHOWN)
    return unit.session.execute(query).scalars().first()


def offices(unit: Unit) -> Sequence[tuple[Kantor, int]]:
    """Every office, by code, with the number of products it shows."""
    counts = (
        select(col(Publikasi.kantor), func.count().label("jumlah"))
        .where(_SHOWN)
        .group_by(col(Publikasi.kantor))
        .subquery()
    )
    query = select(Kantor, func.coalesce(counts.c.jumlah, 0)).outerjoin(counts, counts.c.kantor == col(Kantor.kode))
    return [(found, count) for found, count in unit.session.execute(query.order_by(col(Kantor.kode)))]


def _page(saringan: Saringan, fitting: Sequence[ColumnElement[bool]]) -> Select[Any]:
    columns: list[Any] = [
        col(Publikasi.kantor), col(Publikasi.slug), col(ProdukTerbit.judul), col(ProdukTerbit.jenis),
        col(ProdukTerbit.tanggal_penetapan), col(Publikasi.verified_at), _snippet(saringan.kata),
    ]  # fmt: skip
    newest = (col(ProdukTerbit.tanggal_penetapan).desc(), col(Publikasi.nomor).desc())
    query: Select[Any] = select(*columns).join(Publikasi, _JOINED).where(_SHOWN, *fitting).order_by(*newest)
    return query.offset((saringan.halaman - 1) * PER_PAGE).limit(PER_PAGE)


def _found(row: Any) -> Temuan:  # noqa: ANN401
    kantor, slug, judul, jenis, tanggal, verified, passage = row
    return Temuan(kantor, f"/jdih/{kantor}/{slug}", judul, jenis, tanggal, verified, Markup(highlighted(passage)))  # noqa: S704 - escaped there


def _office(kantor: str) -> list[ColumnElement[bool]]:
    return [col(ProdukTerbit.kantor) == kantor] if kantor else []


def _conditions(saringan: Saringan) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if saringan.kata:
        stemmed, exact = _words(saringan.kata)
        wanted.append(
            or_(col(ProdukTerbit.cari_dasar).op("@@")(stemmed), col(ProdukTerbit.cari_persis).op("@@")(exact))
        )
    if saringan.jenis:
        wanted.append(col(ProdukTerbit.jenis) == saringan.jenis)
    if saringan.tahun is not None:
        wanted.append(col(ProdukTerbit.tahun) == saringan.tahun)
    return wanted


def _words(kata: str) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    stemmed, exact = (func.websearch_to_tsquery(cast(name, REGCONFIG), kata) for name in ("indonesian", "simple"))
    return stemmed, exact


def _snippet(kata: str) -> ColumnElement[Any]:
    if not kata:
        return literal("")
    text = func.left(ProdukTerbit.teks, HEADLINE_CHARACTERS)
    stemmed, exact = (_any_of(words) for words in _words(kata))
    return func.ts_headline(cast("indonesian", REGCONFIG), text, stemmed.op("||")(exact), _HEADLINE)


def _any_of(words: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same query for any of its words: some may stand in the title alone, and the others are to be marked."""
    return cast(func.replace(cast(words, Text), "&", "|"), TSQUERY)


def _choices(unit: Unit, kantor: str, column: Any) -> list[Any]:  # noqa: ANN401
    query = select(column).join(Publikasi, _JOINED).where(_SHOWN, *_office(kantor)).distinct()
    return list(unit.session.execute(query.order_by(column.desc())).scalars())
