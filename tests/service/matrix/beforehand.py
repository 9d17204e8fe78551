"""What must exist before some routes can work: a scan, a publication, a dead letter. Only while the case lies there."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any
from uuid import UUID

import uuid_utils.compat as uuids

from services.publisher.commands import terbitkan
from services.publisher.domain.keadaan import KeadaanPublikasi
from services.publisher.feed import feed_key, rebuild
from services.scan.domain.pemindaian import Asal, KeadaanScan
from services.scan.inspection import inspect_berkas
from services.scan.models import Pemindaian
from services.scan.pemahaman import pahami
from services.scan.terbaca.models import Potongan
from shared.events.catalogue import PenarikanTerlambat
from shared.events.envelope import Event
from shared.events.tables import Outbox, now
from shared.sop import Berkas, JenisDokumen, Tindakan
from tests.service.matrix.scene import Scene
from tests.service.matrix.table import STEPS
from tests.support.people import actor, person

Fields = Mapping[str, Any]
FOUND = {"jenis": "telepon", "halaman": 1, "kotak": [[10.0, 10.0, 90.0, 20.0]], "cuplikan": "08••••••90"}


def scanned(scene: Scene, berkas: Berkas | None) -> Fields:
    """A scan that is ready to be taken."""
    if berkas is not None and lies_at(berkas, Tindakan.PINDAI):
        _scan(scene, berkas, KeadaanScan.SIAP)
    return {}


def understood(scene: Scene, berkas: Berkas | None) -> Fields:
    """A scan of which something was read, with a cut-out."""
    if berkas is not None and lies_at(berkas, Tindakan.PINDAI):
        scan = _scan(scene, berkas, KeadaanScan.SIAP, pemahaman=pahami(()).model_dump(mode="json"))
        with scene.runtime.database.unit() as unit:
            unit.session.add(Potongan(pemindaian_id=scan, kode="nomor", halaman=1, gambar=b"JPEG"))
    return {}


def judged(scene: Scene, berkas: Berkas | None) -> Fields:
    """A scan of which personal data is decided on."""
    decided(scene, berkas)
    return {}


def marked(scene: Scene, berkas: Berkas | None) -> Fields:
    """A place on its page."""
    decided(scene, berkas)
    box = {"kiri": 10, "atas": 10, "kanan": 90, "bawah": 60}
    return {**box, "hasil": scene.given[JenisDokumen.HASIL_SCAN].sha256, "alasan": "Nama anak"}


def decided(scene: Scene, berkas: Berkas | None) -> Fields:
    """A decision on personal data that was found in the scan."""
    for tindakan, state in ((Tindakan.PINDAI, KeadaanScan.SIAP), (Tindakan.PERIKSA_KELENGKAPAN, KeadaanScan.DIPAKAI)):
        if berkas is not None and lies_at(berkas, tindakan):
            _scan(scene, berkas, state, peringatan=[FOUND])
    return {"putusan": {"1": {"putusan": "boleh_terbit", "alasan": "Nomor layanan"}}}


def decided_by_form(scene: Scene, berkas: Berkas | None) -> Fields:
    """The same as the fields of the page."""
    decided(scene, berkas)
    hasil = scene.given[JenisDokumen.HASIL_SCAN].sha256
    return {"hasil": hasil, "putusan-1": "boleh_terbit", "alasan-1": "Nomor layanan"}


def _scan(scene: Scene, berkas: Berkas, state: KeadaanScan, **more: Any) -> UUID:
    pdf, teks = scene.given[JenisDokumen.HASIL_SCAN], scene.given[JenisDokumen.TEKS]
    source = pdf.model_dump(include={"sha256", "nama", "ukuran", "tipe", "halaman", "bertanda_tangan"})
    row = Pemindaian(
        berkas_id=berkas.id, revisi=berkas.revisi, giliran=berkas.giliran, langkah=berkas.langkah or "", kunci="",
        asal=Asal.PINDAIAN, sumber=[source], state=state, hasil=pdf.sha256, hasil_ukuran=pdf.ukuran,
        teks=teks.sha256, teks_ukuran=teks.ukuran, halaman=1, oleh=actor("staf", berkas.kantor).model_dump(mode="json"),
        **more,
    )  # fmt: skip
    with scene.runtime.database.unit() as unit:
        unit.session.add(row)
    return row.id


def confirmed(scene: Scene, berkas: Berkas | None) -> Fields:
    """Every line of the completeness list, seen and remarked upon."""
    lines = _lines(scene, berkas)
    return {"konfirmasi": dict.fromkeys(lines, True), "catatan": dict.fromkeys(lines, "Sudah dilihat")}


def confirmed_by_form(scene: Scene, berkas: Berkas | None) -> Fields:
    """The same as the fields of the page."""
    lines = _lines(scene, berkas)
    return {f"periksa-{line}": "sesuai" for line in lines} | {f"catatan-{line}": "Sudah dilihat" for line in lines}


def ordered(scene: Scene, berkas: Berkas | None) -> Fields:
    """A publication that was ordered."""
    if berkas is not None and lies_at(berkas, Tindakan.UNGGAH):
        with scene.runtime.database.unit() as unit:
            terbitkan(unit, person("staf", berkas.kantor), berkas.id, berkas.giliran, "", {"subjek": "jadwal"})
    return {}


@cache
def published(scene: Scene) -> Fields:
    """The names of a product of office 6202 that the public sees."""
    berkas = scene.at("R5b")
    with scene.runtime.database.unit() as unit:
        row = terbitkan(unit, person("staf"), berkas.id, berkas.giliran, "", {"subjek": "jadwal"})
        row.keadaan = KeadaanPublikasi.TERVERIFIKASI
        scene.runtime.store.publish(row.sha256, row.object_key)
        names = {"name": row.nama_berkas, "slug": row.slug}
        scene.at_the_end(partial(scene.runtime.store.unpublish, row.object_key))
    rebuild(scene.runtime, berkas.kantor)
    scene.at_the_end(partial(scene.runtime.store.unpublish, feed_key(berkas.kantor)))
    return names


def dead_letter(scene: Scene) -> UUID:
    """An event that nobody could handle."""
    case = uuids.uuid7()
    told = PenarikanTerlambat(berkas_id=case, sebab="uji")
    event = Event.of(told, source=scene.service, subject=str(case), actor="uji", cause=None)
    with scene.runtime.database.unit() as unit:
        row = Outbox.of(event, "intake")
        row.attempts, row.dead_at, row.last_error = 20, now(), "uji"
        unit.session.add(row)
        return row.id


def lies_at(berkas: Berkas, tindakan: Tindakan) -> bool:
    """Whether the case lies at a step of this kind."""
    return berkas.langkah is not None and STEPS[berkas.langkah][1].tindakan is tindakan


def _lines(scene: Scene, berkas: Berkas | None) -> list[str]:
    if berkas is None:
        return []
    return [line.kode for line in inspect_berkas(scene.runtime, person("kasubbag", berkas.kantor), berkas.id).baris]
