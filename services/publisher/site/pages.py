"""The public JDIH site of each office: no sign-in, no script, one address for each product."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from services.publisher.domain.keadaan import KeadaanPublikasi
from services.publisher.domain.metadata import LABELS, shown
from services.publisher.domain.penutupan import closing_facts
from services.publisher.domain.tanda_tangan import signature_facts
from services.publisher.feed import feed_path
from services.publisher.site.files import feed_response, file_response
from services.publisher.site.queries import Saringan, listed, offices, shown_file, shown_product
from shared.database.unit import Unit
from shared.errors import NotFound
from shared.offices import office
from shared.tables import Kantor
from shared.web.pages import render
from shared.web.session import Rt

router = APIRouter(prefix="/jdih")
NATIONAL = "Komisi Pemilihan Umum"
Words = Annotated[str, Query(max_length=200)]
Choice = Annotated[str, Query(max_length=100)]
Page = Annotated[int, Query(ge=1, le=10_000)]


@router.get("")
def front(request: Request, runtime: Rt, q: Words = "", halaman: Page = 1) -> HTMLResponse:
    """All offices; with words, what all of them have published about these."""
    saringan = Saringan(kata=_clean(q), halaman=halaman)
    with runtime.database.unit() as unit:
        found = listed(unit, saringan) if saringan.kata else None
        known = offices(unit)
    return render(
        request, "publisher/kantor.html", None, halaman="Produk hukum", kantor_nama=NATIONAL, alamat="/jdih",
        kata=saringan.kata, daftar=found, saringan=saringan, kantor=known,
    )  # fmt: skip


@router.get("/{kantor}")
def products(
    request: Request, runtime: Rt, kantor: str, q: Words = "", jenis: Choice = "", tahun: Choice = "", halaman: Page = 1
) -> HTMLResponse:
    """An office's products, newest first; by words, kind and year."""
    year = int(tahun) if tahun.isascii() and tahun.isdigit() and len(tahun) == 4 else None
    saringan = Saringan(kantor, _clean(q), _clean(jenis), year, halaman)
    with runtime.database.unit() as unit:
        found = _office(unit, kantor)
        if found is None:
            return _missing(request, None)
        daftar = listed(unit, saringan)
    return render(
        request, "publisher/daftar.html", None, halaman="Produk hukum", **_site(found, saringan.kata), daftar=daftar,
        saringan=saringan, umpan=feed_path(kantor),
    )  # fmt: skip


@router.get("/{kantor}/feed/document.json")
def feed(runtime: Rt, kantor: str) -> Response:
    """The JDIHN feed of an office."""
    with runtime.database.unit() as unit:
        known = office(unit, _clean(kantor))
    return feed_response(runtime.store, known.kode)


@router.api_route("/{kantor}/berkas/{name}", methods=["GET", "HEAD"])
def file(request: Request, runtime: Rt, kantor: str, name: str) -> Response:
    """The published PDF, byte for byte."""
    with runtime.database.unit() as unit:
        found, publikasi = _office(unit, kantor), shown_file(unit, *map(_clean, (kantor, name)))
    return file_response(request, runtime.store, publikasi) if publikasi else _missing(request, found)


@router.get("/{kantor}/{slug}")
def product(request: Request, runtime: Rt, kantor: str, slug: str) -> HTMLResponse:
    """One product: its metadata, its file, and when it was verified."""
    with runtime.database.unit() as unit:
        found, publikasi = _office(unit, kantor), shown_product(unit, *map(_clean, (kantor, slug)))
    if found is None or publikasi is None:
        return _missing(request, found)
    if publikasi.keadaan == KeadaanPublikasi.DITARIK:
        return _gone(request, found)
    metadata = shown(publikasi.produk)
    return render(
        request, "publisher/produk.html", None, halaman=publikasi.produk.judul, **_site(found), publikasi=publikasi,
        fakta=[(LABELS[name], value) for name, value in metadata.items()], zona=found.zona,
        tanda_tangan=signature_facts(publikasi.signatures, found.zona), ditutup=closing_facts(publikasi.ditutup),
    )  # fmt: skip


def _office(unit: Unit, kantor: str) -> Kantor | None:
    try:
        return office(unit, _clean(kantor))
    except NotFound:
        return None


def _site(kantor: Kantor, kata: str = "") -> dict[str, Any]:
    return {"kantor_nama": kantor.nama, "alamat": f"/jdih/{kantor.kode}", "kata": kata, "kop": kantor.letterhead}


def _clean(words: str) -> str:
    """What an address may carry, without what a database cannot take."""
    return " ".join(words.replace("\x00", " ").split())


def _missing(request: Request, kantor: Kantor | None) -> HTMLResponse:
    sentence = "Produk hukum ini tidak ada di sini, atau belum diterbitkan."
    return _error(request, kantor, 404, "Tidak ditemukan", sentence, "produk-tidak-ada")


def _gone(request: Request, kantor: Kantor) -> HTMLResponse:
    return _error(request, kantor, 410, "Sudah ditarik", "Produk hukum ini sudah ditarik dari laman ini.", "ditarik")


def _error(request: Request, kantor: Kantor | None, status: int, title: str, sentence: str, code: str) -> HTMLResponse:
    site = _site(kantor) if kantor else {"kantor_nama": NATIONAL, "alamat": "/jdih", "kata": ""}
    return render(
        request, "galat.html", None, status=status, rangka="publik.html", halaman=title, kalimat=sentence, kode=code,
        kembali=site["alamat"], **site,
    )  # fmt: skip
