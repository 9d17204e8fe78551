"""Pages: one template environment per service, the same context for all."""

import uuid
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment

from shared.identity import Orang
from shared.sop import NAMA_DOKUMEN
from shared.web.session import csrf_of

SEE_OTHER = 303


def render(request: Request, template: str, orang: Orang | None, *, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401
    """A page of this service. Needs `halaman` (its title) in the context."""
    pages: Environment = request.app.state.pages
    base = {
        "nama_dokumen": NAMA_DOKUMEN,
        "orang": orang,
        "csrf": csrf_of(request),
        "kunci": str(uuid.uuid4()),
        "pesan": notice(request),
    }
    return HTMLResponse(pages.get_template(template).render({**base, **context}), status)


NOTICES = {
    "tersimpan": ("sukses", "Sudah tersimpan."),
    "diajukan": ("sukses", "Nota dinas sudah diajukan dan tercatat di buku agenda."),
    "selesai": ("sukses", "Langkah ini selesai. Berkas diteruskan ke langkah berikutnya."),
    "dikembalikan": ("sukses", "Berkas sudah dikembalikan."),
    "ditolak": ("sukses", "Berkas sudah ditolak."),
    "ditarik": ("sukses", "Permintaan penarikan sudah dikirim."),
    "diunggah": ("sukses", "Permintaan terbit sudah diterima. Halaman ini menunjukkan kemajuannya."),
    "dipindai": ("sukses", "Berkas sudah diterima."),
    "dicoba": ("sukses", "Akan dicoba lagi."),
    "dipasang": ("sukses", "Naskah sudah dipasangkan dengan berkasnya."),
    "disisihkan": ("sukses", "Bagian itu sudah disisihkan, dengan alasan yang tercatat. Isinya tetap disimpan."),
    "sesi-diakhiri": ("sukses", "Sesi sudah diakhiri."),
    "sesi-berakhir": ("peringatan", "Sesi Anda sudah berakhir. Masuk lagi untuk melanjutkan."),
    "belum-terkirim": (
        "peringatan",
        "Sesi Anda sudah berakhir, jadi yang baru Anda kirim tidak tersimpan. Masuk lagi, lalu isi dan kirim ulang.",
    ),
    "sandi-diganti": ("sukses", "Kata sandi Anda sudah diganti. Sesi di perangkat lain sudah berakhir."),
    "kode-mati": ("sukses", "Kode dari aplikasi tidak diminta lagi saat Anda masuk."),
    "penugasan": ("sukses", "Penugasan tersimpan dan berlaku pada masanya."),
    "penugasan-berakhir": ("sukses", "Penugasan sudah diakhiri."),
    "dibuang": ("sukses", "Sudah dibuang, dengan alasan yang tercatat."),
}


def notice(request: Request) -> dict[str, str] | None:
    """The notice that the page before asked for, from a closed list."""
    kind, text = NOTICES.get(request.query_params.get("pesan", ""), ("", ""))
    return {"jenis": kind, "teks": text} if kind else None


def go(path: str, pesan: str = "", **query: str) -> RedirectResponse:
    """After a form: on to a page of ours, with a notice."""
    asked = {**query, **({"pesan": pesan} if pesan else {})}
    return RedirectResponse(f"{path}?{urlencode(asked)}" if asked else path, SEE_OTHER)
