"""What a person does at each kind of step, over the API. Each returns how long the machine worked, in seconds."""

import time
import uuid
from collections.abc import Callable
from typing import Any

from deploy.local.demo.office import Person, until

Berkas = dict[str, Any]


class Overtaken(RuntimeError):
    """What was waited for will not come: the berkas has moved on meanwhile."""


def act(berkas: Berkas, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """The body of an act: the turn that was seen, a key against double clicks, and the fields."""
    return {"giliran": berkas["giliran"], "kunci": str(uuid.uuid4()), **fields}


def terima(person: Person, berkas: Berkas) -> None:
    """Receive the nota dinas."""
    person.post(f"/api/intake/berkas/{berkas['id']}/terima", **act(berkas))


def disposisi(person: Person, berkas: Berkas) -> None:
    """Pass it on with a lembar disposisi."""
    harap = ["proses_lebih_lanjut"]
    fields = {"sifat": "segera", "diteruskan_kepada": "staf", "harap": harap, "catatan": "Mohon diproses."}
    person.post(f"/api/approval/berkas/{berkas['id']}/disposisi", **act(berkas, **fields))


def setujui(person: Person, berkas: Berkas) -> None:
    """Approve the publication."""
    person.post(f"/api/approval/berkas/{berkas['id']}/setujui", **act(berkas, catatan="Disetujui."))


def cek_salinan(person: Person, berkas: Berkas) -> None:
    """Check the salinan against the original."""
    person.post(f"/api/approval/berkas/{berkas['id']}/cek-salinan", **act(berkas, sesuai=True))


def otentikasi(person: Person, berkas: Berkas) -> None:
    """Authenticate the salinan."""
    person.post(f"/api/approval/berkas/{berkas['id']}/otentikasi", **act(berkas))


def terima_rangkap(person: Person, berkas: Berkas) -> None:
    """Receive two copies."""
    fields = {"jumlah_rangkap": 2, "asli_ada": True, "salinan_ada": True}
    person.post(f"/api/scan/berkas/{berkas['id']}/terima-rangkap", **act(berkas, **fields))


def pindai(person: Person, berkas: Berkas) -> None:
    """Scan (here: take the salinan of the berkas as the scanner's file), look at the result, take it."""
    path = f"/api/scan/berkas/{berkas['id']}"
    fields = {name: str(value) for name, value in act(berkas, pakai="salinan").items()}
    person.send(f"{path}/pindaian", fields)
    scan = until(lambda: _settled(person.get(f"{path}/pindaian"), "siap", "gagal", "diganti"), "the scan")
    if scan["state"] == "diganti":
        raise Overtaken(f"scan: {scan['sebab']}")
    if scan["state"] == "gagal":
        raise RuntimeError(f"scan: {scan['sebab']}")
    person.post(f"{path}/pindai-selesai", **act(berkas))


def periksa_kelengkapan(person: Person, berkas: Berkas) -> None:
    """Go through the list: confirm by eye what the system could not check, explain what it found wanting."""
    path = f"/api/scan/berkas/{berkas['id']}/kelengkapan"
    lines = person.get(path)["baris"]
    konfirmasi = {line["kode"]: True for line in lines if line["hasil"] == "tidak_diperiksa"}
    catatan = {line["kode"]: "Diperiksa dengan mata pada naskah kertas." for line in lines if line["hasil"] == "gagal"}
    person.post(path, **act(berkas, konfirmasi=konfirmasi, catatan=catatan))


def arsipkan(person: Person, berkas: Berkas) -> None:
    """Put the paper away."""
    place = {"lemari": "A", "rak": "2", "map_ordner": f"Keputusan {berkas['tahun_agenda']}"}
    kept = {"asli_disimpan": True, "salinan_disimpan": True, "tanpa_cap_dinas": True}
    person.post(f"/api/publisher/berkas/{berkas['id']}/arsip", **act(berkas, **place, **kept))


def unggah(person: Person, berkas: Berkas) -> None:
    """Publish, and wait until the site shows it."""
    order_publication(person, berkas)
    see_published(person, berkas)


def order_publication(person: Person, berkas: Berkas) -> None:
    """Press the button that publishes."""
    person.post(f"/api/publisher/berkas/{berkas['id']}/terbit", **act(berkas, subjek="PEMILIHAN UMUM"))


def see_published(person: Person, berkas: Berkas) -> None:
    """Wait until the site shows it, verified."""
    path = f"/api/publisher/berkas/{berkas['id']}/terbit"
    done = until(lambda: _settled(person.get(path), "terverifikasi", "gagal"), "the verified page")
    if done["state"] == "gagal":
        raise RuntimeError(f"publication: {done['sebab']}")


def _settled(answer: dict[str, Any], *states: str) -> dict[str, Any] | None:
    return answer if answer["state"] in states else None


ACTS: dict[str, tuple[str, Callable[[Person, Berkas], None]]] = {
    "terima": ("intake", terima),
    "disposisi": ("approval", disposisi),
    "setujui": ("approval", setujui),
    "cek_salinan": ("approval", cek_salinan),
    "otentikasi": ("approval", otentikasi),
    "terima_rangkap": ("scan", terima_rangkap),
    "pindai": ("scan", pindai),
    "periksa_kelengkapan": ("scan", periksa_kelengkapan),
    "arsipkan": ("publisher", arsipkan),
    "unggah": ("publisher", unggah),
}


def timed(work: Callable[[], None]) -> float:
    """Seconds that `work` took."""
    start = time.monotonic()
    work()
    return time.monotonic() - start
