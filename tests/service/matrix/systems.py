"""What intake knows beforehand of an office's systems: a proposer in whose name a key acts, keys, addresses."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import uuid_utils.compat as uuids

from services.intake.domain.kabar import JenisKabar, KeadaanKiriman
from services.intake.domain.sistem import Lingkup
from services.intake.sistem import kunci, langganan
from services.intake.sistem.models import KirimanKabar
from shared.events.catalogue import OrangDidaftarkan
from shared.events.tables import now
from shared.identity import PENGELOLA
from shared.people import hear_person
from shared.runtime import Runtime
from tests.support.people import person

Fields = Mapping[str, Any]
KANTOR, ADDRESS = "6202", "https://127.0.0.1:9/kabar"
PROPOSER = person("pengusul", KANTOR, "Pengusul Sistem")


def known(runtime: Runtime) -> None:
    """The person in whose name keys act."""
    with runtime.database.unit() as unit:
        hear_person(unit, OrangDidaftarkan(orang=PROPOSER, aktif=True))


def new_key() -> Fields:
    """A key that is wanted."""
    return {"kantor": KANTOR, "keperluan": "Uji", "lingkup": [Lingkup.BERKAS.value], "orang": str(PROPOSER.id)}


def new_address() -> Fields:
    """An address that is to be told."""
    return {"kantor": KANTOR, "alamat": ADDRESS, "jenis": [JenisKabar.TERBIT.value]}


def key(runtime: Runtime) -> UUID:
    """A key that is there."""
    with runtime.database.unit() as unit:
        wanted = kunci.KunciBaru.model_validate(new_key())
        return kunci.make(unit, runtime.settings, person(PENGELOLA), wanted).kunci.id


def address(runtime: Runtime) -> UUID:
    """An address that is there, and is paused. It takes the place of the one before: an office has only so many."""
    chief = person(PENGELOLA)
    with runtime.database.unit() as unit:
        for before in langganan.subscriptions(unit, KANTOR):
            langganan.stop(unit, chief, before.id)
        wanted = langganan.LanggananBaru.model_validate(new_address())
        row, _ = langganan.make(unit, runtime.settings, chief, wanted, ADDRESS)
        row.dijeda_pada, row.dijeda_sebab = now(), "Uji"
        return row.id


def message(runtime: Runtime) -> UUID:
    """A message that was sent to such an address."""
    langganan_id = address(runtime)
    row = KirimanKabar(
        langganan_id=langganan_id, berkas_id=uuids.uuid7(), giliran=1, jenis=JenisKabar.TERBIT, isi={},
        terjadi_pada=now(), keadaan=KeadaanKiriman.TERKIRIM,
    )  # fmt: skip
    with runtime.database.unit() as unit:
        unit.session.add(row)
        return row.id
