"""Offices: the list, one office, a new one."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, ValidationError

from services.console import offices
from services.console.commands import kantor as commands
from services.console.commands import kode_wajib
from services.console.complaints import NAMES, complaints
from services.console.domain.daftar import stated
from services.console.domain.kantor import IsianKantor
from services.console.domain.kode_wajib import choices
from services.console.domain.wewenang import managed, may_place
from services.console.requests import Actor
from shared.errors import Conflict, Forbidden, Invalid
from shared.events.tables import now
from shared.identity import Orang
from shared.kalender import libur
from shared.kantor import HARI, ZONA, Tingkat
from shared.offices import office
from shared.offices import tree as tree_of
from shared.sop import all_sops
from shared.tables import Kantor
from shared.web.pages import go, render
from shared.web.session import Rt, SignedIn

router = APIRouter()
UPCOMING = 5


class Typed(BaseModel):
    """What was typed into the form of an office, under the names of the columns of a list of offices."""

    kode: str = ""
    nama: str = ""
    tempat: str = ""
    zona: str = ""
    sop: str = ""
    kop: str = ""
    alamat: str = ""
    telepon: str = ""
    surel: str = ""
    laman: str = ""
    jdih: str = ""
    hari_kerja: list[str] = []
    tutup: str = ""
    maks_unggah_mb: str = ""
    maks_halaman: str = ""
    aktif: str = "tidak"
    versi: int = 0

    def office(self, kode: str, before: Kantor | None = None) -> IsianKantor:
        """What it states of the office with this code. Raises ValidationError."""
        cells = self.model_dump(exclude={"kode", "jdih", "hari_kerja", "versi"})
        found = stated(kode, {**cells, "kode": kode, "hari_kerja": " ".join(self.hari_kerja) or "0"})
        placed = {"induk": before.induk} if before else {}
        return IsianKantor.model_validate({**found, **placed, "jdih": _sites(self.jdih)})

    @classmethod
    def of(cls, row: Kantor) -> "Typed":
        """An office as it is kept."""
        kop, kept = row.letterhead, offices.stated(row)
        sites = (f"{one.nama} | {one.alamat} | {one.jenis}" for one in kept.jdih)
        return cls(
            **row.model_dump(include={"kode", "nama", "tempat", "zona", "sop", "versi"}),
            **kop.model_dump(exclude={"baris"}), kop="\n".join(kop.baris), jdih="\n".join(sites),
            hari_kerja=[str(day) for day in kept.hari_kerja], tutup="\n".join(row.tutup),
            maks_unggah_mb=str(row.maks_unggah_mb or ""), maks_halaman=str(row.maks_halaman or ""),
            aktif="ya" if row.aktif else "tidak",
        )  # fmt: skip


Filled = Annotated[Typed, Form()]


@router.get("/kantor")
def listed(request: Request, runtime: Rt, orang: SignedIn, q: str = "") -> HTMLResponse:
    """The offices that one administers, by province; with words, those in which they stand."""
    _administrator(orang)
    with runtime.database.unit() as unit:
        rows = offices.managed_by(unit, orang, q)
    return render(
        request, "console/daftar_kantor.html", orang, halaman="Kantor", tempat="kantor", q=q, jumlah=len(rows),
        wilayah=offices.grouped(rows), boleh_tambah=any(kode in _parents(rows) for kode in orang.mengelola),
    )  # fmt: skip


@router.get("/kantor/baru")
def new_form(request: Request, orang: SignedIn, induk: str = "") -> HTMLResponse:
    """The empty form."""
    _administrator(orang)
    typed = Typed(kode=induk if induk.isdigit() and induk != "0" else "", hari_kerja=list("12345"), aktif="ya")
    return _new(request, orang, typed, {})


@router.post("/kantor/baru")
def add(request: Request, runtime: Rt, orang: SignedIn, oleh: Actor, typed: Filled) -> Response:
    """Add an office."""
    try:
        given = typed.office(typed.kode.strip())
        with runtime.database.unit() as unit:
            commands.add(unit, orang, oleh, given)
    except (ValidationError, Invalid, Conflict) as error:
        return _new(request, orang, typed, _wrong(error))
    return go(f"/kantor/{given.kode}", "tersimpan")


@router.get("/kantor/{kode}")
def show(request: Request, runtime: Rt, orang: SignedIn, kode: str) -> HTMLResponse:
    """An office: its data, what was changed of it."""
    return _show(request, runtime, orang, kode)


@router.post("/kantor/{kode}")
def change(request: Request, runtime: Rt, orang: SignedIn, oleh: Actor, kode: str, typed: Filled) -> Response:
    """Change an office."""
    try:
        with runtime.database.unit() as unit:
            managed(orang, kode, tree_of(unit))
            commands.change(unit, orang, oleh, typed.office(kode, office(unit, kode)), typed.versi)
    except (ValidationError, Invalid) as error:
        return _show(request, runtime, orang, kode, typed, _wrong(error))
    return go(f"/kantor/{kode}", "tersimpan")


def _administrator(orang: Orang) -> None:
    if not orang.mengelola:
        raise Forbidden("Halaman ini untuk pengelola kantor.", code="bukan-pengelola")


def _new(request: Request, orang: Orang, typed: Typed, wrong: dict[str, str]) -> HTMLResponse:
    return render(
        request, "console/kantor_baru.html", orang, status=422 if wrong else 200, halaman="Tambah kantor",
        tempat="kantor", isian=typed.model_dump(), galat=wrong, **_choices(),
    )  # fmt: skip


def _show(
    request: Request, runtime: Rt, orang: Orang, kode: str, typed: Typed | None = None,
    wrong: dict[str, str] | None = None,
) -> HTMLResponse:  # fmt: skip
    with runtime.database.unit() as unit:
        tree = tree_of(unit)
        managed(orang, kode, tree)
        row = office(unit, kode)
        above = office(unit, row.induk) if row.induk in tree else None
        changed = offices.changes(unit, kode)
        wajib = kode_wajib.of_office(unit, runtime.settings, kode, tree)
    return render(
        request, "console/kantor.html", orang, status=422 if wrong else 200, halaman=row.nama, tempat="kantor",
        kantor=row, induk=above, isian=(typed or Typed.of(row)).model_dump(), galat=wrong or {}, perubahan=changed,
        boleh_menempatkan=may_place(orang, kode, tree), libur=_upcoming(), nama_isian=NAMES,
        wajib=wajib, pilihan_peran=choices(row.sop, row.tingkat),
        **_choices(),
    )  # fmt: skip


def _choices() -> dict[str, Any]:
    return {
        "pilihan_zona": [(name, f"{short} ({name})") for name, short in ZONA.items()],
        "pilihan_sop": [(one.id, one.nama) for one in all_sops()],
        "pilihan_hari": [(str(number), name) for number, name in enumerate(HARI, 1)],
    }


def _upcoming() -> list[tuple[Any, str]]:
    today = now().date()
    days = (*libur(today.year).items(), *libur(today.year + 1).items())
    return [(day, name) for day, name in days if day >= today][:UPCOMING]


def _parents(rows: list[Kantor]) -> set[str]:
    return {row.kode for row in rows if row.tingkat in (Tingkat.NASIONAL, Tingkat.PROVINSI)}


def _sites(text: str) -> list[dict[str, str]]:
    """One site a line: name, address, kind, with bars between them."""
    lines = ([part.strip() for part in line.split("|")] for line in text.splitlines() if line.strip())
    return [dict(zip(("nama", "alamat", "jenis"), line, strict=False)) for line in lines]


def _wrong(error: ValidationError | Invalid | Conflict) -> dict[str, str]:
    if isinstance(error, ValidationError):
        return complaints(error)
    return {error.field or "": error.sentence}
