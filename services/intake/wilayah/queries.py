"""What an office above is told of those below. Who may ask for which office is decided here, for every reader."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, DateTime, case, cast, func, literal, null
from sqlmodel import col, or_, select

from shared.database.unit import Unit
from shared.errors import Forbidden
from shared.events.tables import now
from shared.identity import Orang
from shared.kantor import Pohon, above
from shared.offices import office, tree
from shared.sop import JENIS, Keadaan, Produk, Tindakan, sop
from shared.tables import BerkasRow, Kantor
from shared.web.berkas import ENDED

PER_PAGE = 50
PUBLIC = "/jdih/"
_ZONE = ZoneInfo("Asia/Jakarta")


@dataclass
class Kemajuan:
    """How far the cases of an office, and of those below it, have come. `tertua`: the longest that one has waited."""

    kantor: Kantor
    membawahi: bool = False
    langkah: Counter[str] = field(default_factory=Counter)
    lewat: int = 0
    selesai: int = 0
    tertua: datetime | None = None

    @property
    def berjalan(self) -> int:
        """Cases on their way."""
        return self.langkah.total()


@dataclass(frozen=True)
class Perkara:
    """A case as an office above may know it; `judul` and `alamat` are empty until the public knows them."""

    agenda: str
    jenis: str
    keadaan: str
    langkah: str
    menunggu: str
    sejak: datetime
    tenggat: datetime | None
    lewat: bool
    judul: str
    alamat: str


def tops(unit: Unit, orang: Orang) -> list[Kantor]:
    """This person's offices that have others below them. Raises Forbidden when there is none."""
    parents = set(tree(unit).values())
    mine = [kode for kode in orang.kantor if kode in parents]
    if not mine:
        raise Forbidden("Halaman ini untuk kantor yang membawahi kantor lain.", code="tanpa-wilayah")
    return [office(unit, kode) for kode in mine]


def progress(unit: Unit, orang: Orang, kode: str) -> list[Kemajuan]:
    """The offices directly below one, each with all that lie below it. Raises Forbidden for another's offices."""
    known = tree(unit)
    if kode not in orang.kantor:
        _below_mine(orang, kode, known)
    parents = set(known.values())
    rows = unit.session.exec(select(Kantor).where(Kantor.induk == kode).order_by(col(Kantor.kode)))
    found = {row.kode: Kemajuan(row, row.kode in parents) for row in rows}
    place = {one: top for one in known if (top := _among(one, found, known))}
    for kantor, sop_id, langkah, number, late, oldest in unit.session.execute(_under_way(place)):
        one = found[place[kantor]]
        one.langkah[sop(sop_id).step(langkah).desk.waiting] += number
        one.lewat += late
        one.tertua = min(filter(None, (one.tertua, oldest)), default=None)
    for kantor, number in unit.session.execute(_done(place)):
        found[place[kantor]].selesai += number
    return list(found.values())


def cases(unit: Unit, orang: Orang, kode: str, halaman: int) -> tuple[Kantor, list[Perkara], int]:
    """An office below, a page of its cases (longest waiting first, then what ended this year), and how many pages."""
    _below_mine(orang, kode, tree(unit))
    mine = (col(BerkasRow.kantor) == kode, or_(_running(), _ended() >= _year_begin()))
    total = unit.session.execute(select(func.count()).select_from(BerkasRow).where(*mine)).scalar_one()
    order = (_running().desc(), case((_running(), _moment("sejak"))), _moment("sejak").desc(), col(BerkasRow.id))
    query = select(*_columns()).where(*mine).order_by(*order).offset((halaman - 1) * PER_PAGE).limit(PER_PAGE)
    return office(unit, kode), [_case(row) for row in unit.session.execute(query)], max(1, -(-total // PER_PAGE))


def _below_mine(orang: Orang, kode: str, known: Pohon) -> None:
    if not set(above(kode, known)) & set(orang.kantor):
        raise Forbidden("Kantor ini tidak berada di bawah kantor Anda.", code="bukan-wilayah")


def _among(kode: str, wanted: Collection[str], known: Pohon) -> str | None:
    return next((one for one in (kode, *above(kode, known)) if one in wanted), None)


def _under_way(codes: Iterable[str]) -> Any:  # noqa: ANN401 - a statement of many columns
    late = func.count().filter(_moment("tenggat") < now())
    place = (col(BerkasRow.kantor), col(BerkasRow.sop), col(BerkasRow.langkah))
    query = select(*place, func.count(), late, func.min(_moment("sejak"))).where(_running())  # type: ignore[call-overload]
    return query.where(col(BerkasRow.kantor).in_(list(codes))).group_by(*place)


def _done(codes: Iterable[str]) -> Any:  # noqa: ANN401 - a statement
    done = (col(BerkasRow.keadaan) == Keadaan.SELESAI, _ended() >= _year_begin())
    query = select(BerkasRow.kantor, func.count()).where(*done, col(BerkasRow.kantor).in_(list(codes)))
    return query.group_by(col(BerkasRow.kantor))


def _columns() -> tuple[Any, ...]:
    """Only what an office above may know leaves the database: the product of a case when it is public."""
    public = col(BerkasRow.keadaan) == Keadaan.SELESAI
    isi = _isi()
    return (
        isi["nomor_agenda"].astext, isi["tahun_agenda"].astext, isi["produk"]["jenis"].astext, BerkasRow.sop,
        BerkasRow.keadaan, BerkasRow.langkah, _moment("sejak"), _moment("tenggat"),
        case((public, isi["produk"]), else_=null()), case((public, isi["riwayat"][-1]), else_=null()),
    )  # fmt: skip


def _case(row: Any) -> Perkara:  # noqa: ANN401 - the columns above
    nomor, tahun, jenis, sop_id, keadaan, langkah, sejak, tenggat, produk, last = row
    waiting = sop(sop_id).step(langkah).desk.waiting if langkah else ENDED[Keadaan(keadaan)]
    return Perkara(
        agenda=f"{nomor}/{tahun}", jenis=JENIS[jenis].nama, keadaan=keadaan, langkah=langkah or "", menunggu=waiting,
        sejak=sejak, tenggat=tenggat, lewat=tenggat is not None and tenggat < now(),
        judul=Produk.model_validate(produk).judul if produk else "", alamat=_public_path(last or {}),
    )  # fmt: skip


def _public_path(last: Mapping[str, Any]) -> str:
    """The page on which the last act published the product; "" when that is not one of ours."""
    path = urlsplit(str(last.get("catatan", ""))).path if last.get("tindakan") == Tindakan.UNGGAH else ""
    return path if path.startswith(PUBLIC) else ""


def _running() -> ColumnElement[bool]:
    return col(BerkasRow.keadaan) == literal(str(Keadaan.BERJALAN))


def _ended() -> ColumnElement[datetime]:
    return _moment("sejak")


def _moment(name: str) -> ColumnElement[datetime]:
    return cast(_isi()[name].astext, DateTime(timezone=True))


def _year_begin() -> datetime:
    return datetime(now().astimezone(_ZONE).year, 1, 1, tzinfo=_ZONE)


def _isi() -> Any:  # noqa: ANN401 - SQLModel's column type does not know JSONB's operators
    return col(BerkasRow.isi)
