"""What is sent to a route so that it works in the right state: add a route that needs a body, query or more here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from shared.identity import Orang
from shared.sop import Berkas, JenisDokumen, Tindakan, owned_by
from tests.service.matrix import accounts, beforehand, providers, stacks, systems, uploads
from tests.service.matrix.accounts import AT_OFFICE, KANTOR, PASSWORD
from tests.service.matrix.scene import PDF, Scene
from tests.service.matrix.table import STEPS, Row

REASON = {"alasan": "Perlu diperbaiki"}
Fields = Mapping[str, Any]
Given = Callable[[Scene, Berkas | None], Fields]
ISIAN = {
    "nd_nomor": "12/PP.05-ND/6202/XI/2026", "nd_tanggal": "2026-11-20", "nd_hal": "Permohonan",
    "nd_dari": "Subbag Teknis", "jenis": "keputusan_kpu_kabkota", "nomor": "33", "tahun": "2026",
    "tentang": "Penetapan Jadwal", "tempat_penetapan": "Sampit", "tanggal_penetapan": "2026-11-19",
    "penandatangan": "SITI RAHMAH",
}  # fmt: skip
FOLDER = {"lemari": "1", "rak": "2", "map_ordner": "3"}
STATED = {"asli_disimpan": True, "salinan_disimpan": True, "tanpa_cap_dinas": True}
BOTH = {"jumlah_rangkap": 2, "asli_ada": True, "salinan_ada": True}
SIGN_IN = {"nama_masuk": "matriks", "kata_sandi": PASSWORD}


@dataclass(frozen=True)
class Ask:
    """A request, but for who asks."""

    method: str
    path: str
    more: Mapping[str, Any]


def _back(_: Scene, berkas: Berkas | None) -> Fields:
    """To the first step to which this one may return."""
    step = STEPS[berkas.langkah][1] if berkas and berkas.langkah else None
    return {**REASON, "ke": step.kembali_ke[0] if step and step.kembali_ke else "P1"}


def _decision(scene: Scene, berkas: Berkas | None) -> Fields:
    """The form of the step at which the case lies, or of an approval where it lies at no desk of ours."""
    tindakan = STEPS[berkas.langkah][1].tindakan if berkas and berkas.langkah else Tindakan.SETUJUI
    tindakan = tindakan if tindakan in owned_by("approval") else Tindakan.SETUJUI
    return {"tindakan": str(tindakan), "sifat": "biasa", "sesuai": True, "diteruskan_kepada": ["staf"]}


def _pdf(name: str) -> tuple[str, bytes]:
    """A file that nobody has sent before."""
    return name, PDF + f"\n% {uuid4()}\n".encode()


def _submission(_: Scene, __: Berkas | None) -> Fields:
    return {**ISIAN, "kantor": KANTOR, "files": {"nota_dinas_berkas": _pdf("nd.pdf"), "naskah_asli": _pdf("asli.pdf")}}


def _paper(_: Scene, __: Berkas | None) -> Fields:
    return {"files": {"berkas": _pdf("pindaian.pdf")}}


def _page(scene: Scene, berkas: Berkas | None) -> Fields:
    return {**beforehand.scanned(scene, berkas), **_paper(scene, berkas)}


def _always(**fields: Any) -> Given:
    return lambda _scene, _berkas: fields


FIELDS: Mapping[str, Given] = {
    "POST /api/intake/berkas": _submission,
    "POST /ajukan": _submission,
    "GET /ajukan": _always(kantor=KANTOR),
    "GET /agenda": _always(kantor=KANTOR),
    "POST /api/intake/berkas/{berkas_id}/ajukan-ulang": _submission,
    "POST /ajukan/{berkas_id}": _submission,
    "POST /api/intake/berkas/{berkas_id}/kembalikan": _back,
    "POST /api/intake/berkas/{berkas_id}/tolak": _always(**REASON),
    "POST /api/intake/berkas/{berkas_id}/tarik": _always(**REASON),
    "POST /berkas/{berkas_id}/tarik": _always(**REASON),
    "GET /api/intake/sistem/kunci": _always(**AT_OFFICE),
    "POST /api/intake/sistem/kunci": _always(**systems.new_key()),
    "GET /api/intake/sistem/catatan": _always(**AT_OFFICE),
    "GET /api/intake/sistem/langganan": _always(**AT_OFFICE),
    "POST /api/intake/sistem/langganan": _always(**systems.new_address()),
    "GET /sistem": _always(**AT_OFFICE),
    "POST /sistem/kunci": _always(**systems.new_key()),
    "POST /sistem/langganan": _always(**systems.new_address()),
    "POST /api/approval/berkas/{berkas_id}/disposisi": _always(diteruskan_kepada=["staf"]),
    "POST /api/approval/berkas/{berkas_id}/cek-salinan": _always(sesuai=True),
    "POST /api/approval/berkas/{berkas_id}/kembalikan": _back,
    "POST /api/approval/berkas/{berkas_id}/tolak": _always(**REASON),
    "POST /putusan/{berkas_id}": _decision,
    "POST /api/scan/berkas/{berkas_id}/terima-rangkap": _always(**BOTH),
    "POST /rangkap/{berkas_id}": _always(**BOTH),
    "POST /api/scan/berkas/{berkas_id}/pindaian": _paper,
    "POST /pindai/{berkas_id}": _paper,
    "POST /api/scan/berkas/{berkas_id}/pindaian/halaman/{nomor}": _page,
    "POST /pindai/{berkas_id}/halaman/{nomor}": _page,
    "POST /api/scan/tumpukan": stacks.paper,
    "POST /pindai/tumpukan": stacks.paper,
    "GET /pindai/tumpukan": _always(**AT_OFFICE),
    "GET /api/scan/baki": _always(**AT_OFFICE),
    "GET /pindai/baki": _always(**AT_OFFICE),
    "POST /api/scan/baki/{bagian_id}/pasang": stacks.case,
    "POST /pindai/baki/{bagian_id}/pasang": stacks.case_chosen,
    "POST /api/scan/baki/{bagian_id}/sisihkan": _always(alasan="Halaman kosong"),
    "POST /pindai/baki/{bagian_id}/sisihkan": _always(alasan="Halaman kosong"),
    "POST /api/scan/berkas/{berkas_id}/unggahan": _always(**uploads.BEGIN),
    "GET /api/scan/unggahan": _always(**AT_OFFICE),
    "POST /api/scan/unggahan": _always(**uploads.BEGIN, params=AT_OFFICE),
    "PATCH /api/scan/unggahan/{unggahan_id}": _always(**uploads.PIECE),
    "DELETE /api/scan/unggahan/{unggahan_id}": _always(**uploads.SPOKEN),
    "POST /api/scan/berkas/{berkas_id}/pindai-selesai": beforehand.scanned,
    "POST /pindai/{berkas_id}/selesai": beforehand.scanned,
    "GET /api/scan/berkas/{berkas_id}/pindaian": beforehand.scanned,
    "GET /pindai/{berkas_id}/hasil/{sha256}": beforehand.scanned,
    "GET /pindai/{berkas_id}/potongan/{bidang}": beforehand.understood,
    "GET /pindai/{berkas_id}/abstrak": beforehand.understood,
    "GET /pindai/{berkas_id}/halaman/{nomor}": beforehand.scanned,
    "POST /api/scan/berkas/{berkas_id}/kelengkapan": beforehand.confirmed,
    "POST /kelengkapan/{berkas_id}": beforehand.confirmed_by_form,
    "POST /api/scan/berkas/{berkas_id}/data-pribadi": beforehand.decided,
    "POST /kelengkapan/{berkas_id}/data-pribadi": beforehand.decided_by_form,
    "GET /kelengkapan/{berkas_id}/tandai/{nomor}": beforehand.judged,
    "POST /kelengkapan/{berkas_id}/tandai/{nomor}": beforehand.marked,
    "GET /kelengkapan/{berkas_id}/gambar/{nomor}": beforehand.judged,
    "POST /api/scan/berkas/{berkas_id}/kembalikan": _back,
    "POST /rangkap/{berkas_id}/kembalikan": _back,
    "POST /pindai/{berkas_id}/kembalikan": _back,
    "POST /kelengkapan/{berkas_id}/kembalikan": _back,
    "POST /api/publisher/berkas/{berkas_id}/arsip": _always(**FOLDER, **STATED),
    "POST /arsip/{berkas_id}": _always(**FOLDER, **STATED),
    "POST /api/publisher/berkas/{berkas_id}/terbit": _always(subjek="jadwal"),
    "POST /terbitkan/{berkas_id}": _always(subjek="jadwal"),
    "GET /api/publisher/berkas/{berkas_id}/terbit": beforehand.ordered,
    "POST /api/publisher/berkas/{berkas_id}/kembalikan": _back,
    "POST /arsip/{berkas_id}/kembalikan": _back,
    "POST /terbitkan/{berkas_id}/kembalikan": _back,
    "POST /api/console/sessions": lambda scene, _: accounts.without_required_codes(scene.runtime, SIGN_IN),
    "POST /masuk": _always(**SIGN_IN),
    "GET /api/console/oidc": lambda scene, _: providers.provider(scene.runtime, KANTOR),
    "PUT /api/console/oidc": _always(**providers.PROVIDER, aktif=False, params=AT_OFFICE),
    "GET /masuk/sso": _always(**AT_OFFICE),
    "POST /masuk/sso": _always(**providers.PROVIDER, params=AT_OFFICE),
    "GET /api/console/orang": _always(**AT_OFFICE),
    "POST /api/console/orang": lambda _scene, _berkas: accounts.new_person(),
    "PUT /api/console/orang/{akun_id}": _always(nama="Nama Baru", peran=["kasubbag"], params=AT_OFFICE),
    "GET /orang": _always(**AT_OFFICE),
    "GET /orang/baru": _always(**AT_OFFICE),
    "POST /orang/baru": lambda _scene, _berkas: accounts.new_person(),
    "GET /orang/{akun_id}": _always(**AT_OFFICE),
    "POST /orang/{akun_id}": _always(nama="Nama Baru", peran=["kasubbag"], params=AT_OFFICE),
    "POST /api/console/kantor": lambda _scene, _berkas: accounts.new_office(),
    "PUT /api/console/kantor/{kode}": lambda scene, _: accounts.changed_office(scene.runtime),
    "POST /kantor/baru": lambda _scene, _berkas: accounts.new_office_typed(),
    "POST /kantor/{kode}": lambda scene, _: accounts.changed_office_typed(scene.runtime),
    "PUT /api/console/kantor/{kode}/kode-wajib": lambda scene, _: accounts.other_codes(scene.runtime),
    "POST /kantor/{kode}/kode-wajib": lambda scene, _: accounts.other_codes(scene.runtime),
    "POST /api/console/orang/undang": lambda scene, _: accounts.of_another_office(scene.runtime),
    "POST /orang/undang": lambda scene, _: accounts.of_another_office(scene.runtime),
    "GET /api/console/penugasan": _always(**AT_OFFICE),
    "POST /api/console/penugasan": lambda scene, _: accounts.new_deputation(scene.runtime),
    "GET /penugasan": _always(**AT_OFFICE),
    "POST /penugasan": lambda scene, _: accounts.new_deputation(scene.runtime),
}
"""What a route takes beside `giliran`, `kunci` and what stands in its path: the fields of its body, or of its query.

`files` makes it multipart, `params` is the query of a route that has a body as well; `headers` and `content` are all
that is sent to a route that takes bytes.
"""


MADE: Mapping[str, Callable[[Scene, Row, Orang | None], UUID]] = {
    "letter_id": lambda scene, _row, _who: beforehand.dead_letter(scene),
    "akun_id": lambda scene, row, _who: accounts.somebody(scene.runtime, aktif=not row.path.endswith("/aktif")),
    "sesi_id": lambda scene, _row, who: accounts.another_session(scene.runtime, who),
    "key_id": lambda scene, _row, _who: systems.key(scene.runtime),
    "langganan_id": lambda scene, _row, _who: systems.address(scene.runtime),
    "kiriman_id": lambda scene, _row, _who: systems.message(scene.runtime),
    "tumpukan_id": lambda scene, _row, _who: stacks.stack(scene),
    "unggahan_id": lambda scene, _row, who: uploads.upload(scene, who),
    "bagian_id": lambda scene, _row, _who: stacks.part(scene),
    "penugasan_id": lambda scene, _row, _who: accounts.deputation(scene.runtime),
}
"""What must exist for a route whose path has this name: it is made anew for each request."""


OWN: Mapping[str, Callable[[Scene, UUID], Fields]] = {
    "POST /api/console/sessions/{sesi_id}/akhiri": lambda scene, who: accounts.own_password(scene.runtime, who),
    "POST /akun/sesi/{sesi_id}/akhiri": lambda scene, who: accounts.own_password(scene.runtime, who),
    "POST /akun/sesi/akhiri-lainnya": lambda scene, who: accounts.elsewhere_too(scene.runtime, who),
    "PUT /api/console/me/sandi": lambda scene, who: accounts.new_password(scene.runtime, who),
    "POST /akun/sandi": lambda scene, who: accounts.new_password(scene.runtime, who),
    "POST /api/console/me/totp": lambda scene, who: accounts.without_codes(scene.runtime, who),
    "POST /akun/totp/siapkan": lambda scene, who: accounts.without_codes(scene.runtime, who),
    "POST /api/console/me/totp/aktifkan": lambda scene, who: accounts.codes(scene.runtime, who, on=False),
    "POST /akun/totp/aktifkan": lambda scene, who: accounts.codes(scene.runtime, who, on=False),
    "POST /api/console/me/totp/matikan": lambda scene, who: accounts.codes(scene.runtime, who, on=True),
    "POST /akun/totp/matikan": lambda scene, who: accounts.codes(scene.runtime, who, on=True),
}
"""What a route takes that only who asks can give: the own password, a code of the own app."""


def ask(scene: Scene, row: Row, berkas: Berkas | None, who: Orang | None = None) -> Ask:
    """The request for a route about this case. `who`: if it is about something that is the own of who asks."""
    given = FIELDS.get(f"{row.method} {row.path}", _always(**(REASON if "{letter_id}" in row.path else {})))
    fields = {"giliran": berkas.giliran, "kunci": str(uuid4())} if berkas and row.method == "POST" else {}
    fields |= given(scene, berkas)
    if who and (own := OWN.get(f"{row.method} {row.path}")):
        fields |= own(scene, who.id)
    return Ask(row.method, _path(scene, row, berkas, who), _sent(row, fields))


def _sent(row: Row, fields: dict[str, Any]) -> dict[str, Any]:
    if row.method == "GET":
        return {"params": fields}
    if "headers" in fields:
        return {name: fields[name] for name in ("headers", "content", "params") if name in fields}
    beside: dict[str, Any] = {name: fields.pop(name) for name in ("params", "files") if name in fields}
    return {**beside, "json" if row.path.startswith("/api/") and "files" not in beside else "data": fields}


def _path(scene: Scene, row: Row, berkas: Berkas | None, who: Orang | None) -> str:
    """The path with what exists in place of its names."""
    if row.path == "/statis":
        return "/statis/terbit.css"
    year = datetime.now(UTC).year
    names: dict[str, Any] = {"kantor": KANTOR, "kode": KANTOR, "tahun": year, "bidang": "nomor", "nomor": 1}
    if berkas:
        names |= {"berkas_id": berkas.id, "sha256": scene.given[JenisDokumen.HASIL_SCAN].sha256}
    names |= {name: made(scene, row, who) for name, made in MADE.items() if f"{{{name}}}" in row.path}
    if row.path.startswith("/jdih/"):
        names |= beforehand.published(scene)
    return row.path.format(**names)
