"""Stacks and parts in the tray of an office, and the case that a part is brought to."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from services.scan.pemisahan.models import BagianTumpukan, KeadaanTumpukan, Tumpukan
from shared.sop import Berkas, JenisDokumen
from tests.service.matrix.accounts import KANTOR
from tests.service.matrix.scene import PDF, Scene
from tests.support.people import actor, person

STEP = "R4b"
"""Where office 6202 scans."""
Fields = Mapping[str, Any]


def paper(_: Scene, __: Berkas | None) -> Fields:
    """A stack that nobody has sent before."""
    return {"kantor": KANTOR, "files": {"berkas": ("tumpukan.pdf", PDF + f"\n% {uuid4()}\n".encode())}}


def stack(scene: Scene) -> UUID:
    """A stack that was parted."""
    source = scene.given[JenisDokumen.HASIL_SCAN].model_dump(
        include={"sha256", "nama", "ukuran", "tipe", "halaman", "bertanda_tangan"}
    )
    row = Tumpukan(
        kantor=KANTOR, kunci="", sumber=[source], state=KeadaanTumpukan.SELESAI,
        orang=person("staf", KANTOR).model_dump(mode="json"), oleh=actor("staf", KANTOR).model_dump(mode="json"),
    )  # fmt: skip
    with scene.runtime.database.unit() as unit:
        unit.session.add(row)
        return row.id


def part(scene: Scene) -> UUID:
    """A part in the tray."""
    pdf, from_stack = scene.given[JenisDokumen.HASIL_SCAN], stack(scene)
    row = BagianTumpukan(
        tumpukan_id=from_stack, kantor=KANTOR, urutan=1, halaman=[1], asal=pdf.sha256, kode="", sha256=pdf.sha256,
        ukuran=pdf.ukuran, gambar=pdf.sha256, gambar_ukuran=pdf.ukuran, sebab="tanpa-kode",
    )  # fmt: skip
    with scene.runtime.database.unit() as unit:
        unit.session.add(row)
        return row.id


def case(scene: Scene, _: Berkas | None) -> Fields:
    """A case that waits to be scanned."""
    berkas = scene.at(STEP)
    return {"berkas_id": str(berkas.id), "giliran": berkas.giliran}


def case_chosen(scene: Scene, _: Berkas | None) -> Fields:
    """The same as the page sends it."""
    berkas = scene.at(STEP)
    return {"tujuan": f"{berkas.id} {berkas.giliran}"}
