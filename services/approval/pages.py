"""The pages on which one decides: the list of what waits, and one page for each berkas with the form of its step."""

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, ValidationError

from services.approval import commands
from services.approval.acts import CekSalinan, Disposisikan, Kembalikan, Putuskan, Tolak
from services.approval.domain.disposisi import Harap, Sifat, receivers
from services.approval.domain.salinan import STAMPING, treatment
from services.approval.queries import PER_PAGE, waiting_for
from shared.berkas import find_for
from shared.errors import Conflict, Forbidden, Invalid
from shared.identity import Orang
from shared.offices import office
from shared.runtime import Runtime
from shared.sop import NAMA_DOKUMEN, Berkas, JenisDokumen, Langkah, Sop, Tindakan, sop
from shared.sop.perjalanan import authorise
from shared.web.pages import go, render
from shared.web.problems import invalid
from shared.web.session import Rt, SignedIn

router = APIRouter()


class Typed(BaseModel):
    """Whatever was typed into a form of this page; `tindakan` or `keputusan` tells which form it was."""

    giliran: int
    kunci: str = ""
    tindakan: str = ""
    keputusan: str = ""
    sifat: str = ""
    diteruskan_kepada: list[str] = []
    harap: list[str] = []
    catatan: str = ""
    sesuai: bool = False
    ke: str = ""
    alasan: str = ""


class _Form(NamedTuple):
    template: str
    act: type[Putuskan]
    command: Callable[[Runtime, Orang, UUID, Any], Berkas]


FORMS: dict[str, _Form] = {
    Tindakan.DISPOSISI: _Form("approval/disposisi.html", Disposisikan, commands.disposisikan),
    Tindakan.SETUJUI: _Form("approval/setujui.html", Putuskan, commands.setujui),
    Tindakan.CEK_SALINAN: _Form("approval/cek_salinan.html", CekSalinan, commands.cek_salinan),
    Tindakan.OTENTIKASI: _Form("approval/otentikasi.html", Putuskan, commands.otentikasi),
}


@router.get("/putusan")
def waiting(
    request: Request, runtime: Rt, orang: SignedIn, halaman: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> HTMLResponse:
    """What this person may decide now."""
    with runtime.database.unit() as unit:
        found, total = waiting_for(unit, orang, halaman)
    rows = [(berkas, sop(berkas.sop).step(berkas.langkah)) for berkas in found]
    return render(
        request, "approval/daftar.html", orang, halaman="Menunggu putusan Anda", baris=rows, jumlah=total,
        nomor_halaman=halaman, jumlah_halaman=-(-total // PER_PAGE),
    )  # fmt: skip


@router.get("/putusan/{berkas_id}")
def show(request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID) -> HTMLResponse:
    """The berkas with the form of its step, or where it lies."""
    return _page(request, runtime, orang, berkas_id)


@router.post("/putusan/{berkas_id}")
def decide(
    request: Request, runtime: Rt, orang: SignedIn, berkas_id: UUID, typed: Annotated[Typed, Form()]
) -> Response:
    """Decide; what is to be mended is shown beside what was typed."""
    try:
        notice = _carry_out(runtime, orang, berkas_id, typed)
    except (Invalid, ValidationError) as error:
        wrong = error if isinstance(error, Invalid) else invalid(error.errors())
        return _page(request, runtime, orang, berkas_id, typed, wrong)
    return go(f"/putusan/{berkas_id}", notice)


def _carry_out(runtime: Runtime, orang: Orang, berkas_id: UUID, typed: Typed) -> str:
    """The notice for what was done."""
    if typed.keputusan:
        return _turn_away(runtime, orang, berkas_id, typed)
    form = FORMS.get(typed.tindakan)
    if form is None:
        raise Invalid("Formulir ini tidak dikenal. Muat ulang halamannya.", code="formulir-tidak-dikenal")
    form.command(runtime, orang, berkas_id, form.act.model_validate(typed.model_dump()))
    return "selesai"


def _turn_away(runtime: Runtime, orang: Orang, berkas_id: UUID, typed: Typed) -> str:
    with runtime.database.unit() as unit:
        if typed.keputusan == "tolak":
            commands.tolak(unit, orang, berkas_id, Tolak.model_validate(typed.model_dump()))
            return "ditolak"
        commands.kembalikan(unit, orang, berkas_id, Kembalikan.model_validate(typed.model_dump()))
        return "dikembalikan"


def _page(
    request: Request, runtime: Runtime, orang: Orang, berkas_id: UUID,
    typed: Typed | None = None, wrong: Invalid | None = None,
) -> HTMLResponse:  # fmt: skip
    with runtime.database.unit() as unit:
        berkas = find_for(unit, berkas_id, orang)
        zona = office(unit, berkas.kantor).zona
    rules = sop(berkas.sop)
    form, reason = _form_for(rules, berkas, orang)
    return render(
        request, "approval/putusan.html", orang, status=wrong.status if wrong else 200, halaman=berkas.produk.judul,
        berkas=berkas, rules=rules, zona=zona, nama_dokumen=NAMA_DOKUMEN, form=form, sebab=reason,
        isian=typed.model_dump() if typed else {"sifat": Sifat.BIASA.value},
        galat={wrong.field or "": wrong.sentence} if wrong else {},
        awalan_galat="kembali-" if typed and typed.keputusan else "f-", **_choices(rules, berkas, form),
    )  # fmt: skip


def _form_for(rules: Sop, berkas: Berkas, orang: Orang) -> tuple[str | None, str]:
    """The template of the form that this person may fill in now, else None and why, as far as it needs saying."""
    langkah = rules.step(berkas.langkah) if berkas.langkah else None
    if langkah is None or langkah.tindakan not in FORMS:
        return None, ""
    try:
        authorise(rules, berkas, orang)
    except (Conflict, Forbidden) as error:
        return None, error.sentence
    return FORMS[langkah.tindakan].template, ""


def _choices(rules: Sop, berkas: Berkas, form: str | None) -> dict[str, Any]:
    """What the form of this step needs beside the berkas."""
    if form is None:
        return {}
    langkah = rules.step(berkas.langkah)
    if langkah.tindakan is Tindakan.DISPOSISI:
        return _disposition_choices(rules, langkah, berkas)
    return _comparison(rules, berkas) if langkah.tindakan in STAMPING else {}


def _disposition_choices(rules: Sop, langkah: Langkah, berkas: Berkas) -> dict[str, Any]:
    return {
        "pilihan_sifat": [(s.value, _words(s)) for s in Sifat],
        "pilihan_penerima": list(receivers(rules, langkah, berkas.produk.jenis).items()),
        "pilihan_harap": [(h.value, _words(h)) for h in Harap],
    }


def _comparison(rules: Sop, berkas: Berkas) -> dict[str, Any]:
    salinan = berkas.terbaru(JenisDokumen.SALINAN)
    return {
        "asli": berkas.terbaru(JenisDokumen.NASKAH_ASLI), "salinan": salinan,
        "perlakuan": treatment(rules, salinan) if salinan else None,
    }  # fmt: skip


def _words(value: str) -> str:
    return value.replace("_", " ").capitalize()
