"""What lies there when a route is tried: a case at a step, with its documents in the store."""

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from shared.berkas import keep_newest
from shared.events.catalogue import KantorDidaftarkan
from shared.events.relay import watched_queues
from shared.events.tables import Canary, now
from shared.offices import hear_kantor
from shared.samples import nota_dinas
from shared.sop import Berkas, Dokumen, JenisDokumen, Pelaku, sop
from shared.sop.perjalanan import complete, withdraw
from shared.storage import keep
from tests.service.matrix import accounts, systems
from tests.service.matrix.people import ABOVE
from tests.service.matrix.table import STEPS
from tests.support.bench import OFFICES, Bench
from tests.support.people import MOMENT, actor, berkas_at, document

OFFICE_OF = {"kalbar-8-2022": "61", "kotim-33-2021": "6202"}
TEXT = b'{"halaman": ["NOMOR 33 TAHUN 2026 TENTANG PENETAPAN JADWAL RAPAT"]}'
PDF = nota_dinas(seed=5).born_digital_pdf
CONTENT = {
    JenisDokumen.NASKAH_ASLI: (PDF, "application/pdf"), JenisDokumen.SALINAN: (PDF, "application/pdf"),
    JenisDokumen.HASIL_SCAN: (PDF, "application/pdf"), JenisDokumen.TEKS: (TEXT, "application/json"),
}  # fmt: skip


def kantor_of(step: str) -> str:
    """The office that works by the SOP of a step."""
    return OFFICE_OF[STEPS[step][0]]


class Scene:
    """One service, and cases that it knows."""

    def __init__(self, bench: Bench, service: str, folder: Path) -> None:
        self.bench, self.service = bench, service
        self.runtime, self.client = bench.runtime(service), bench.client(service)
        self.given = {jenis: self._stored(folder, jenis) for jenis in CONTENT} if service != "console" else {}
        self._workers_are_alive()
        self._offices_are_in_the_tree()
        if service == "console":
            accounts.opened(self.runtime)
        if service == "intake":
            systems.known(self.runtime)
        self._open = ExitStack()
        self._open.enter_context(self.client)
        self.at_the_end, self.close = self._open.callback, self._open.close

    def at(self, step: str, pengusul: Pelaku | None = None) -> Berkas:
        """A case that lies at this step."""
        return self._put(self._made(step, pengusul))

    def ended(self, step: str) -> Berkas:
        """A case of the same SOP that has ended: published where a step publishes, else withdrawn."""
        rules = sop(STEPS[step][0])
        last = self._made(rules.langkah[-1].kode)
        pelaku = actor(rules.langkah[-1].peran, last.kantor)
        if step.startswith("P"):
            return self._put(complete(rules, last, pelaku, MOMENT))
        return self._put(withdraw(last, last.pengusul, MOMENT, "Keliru"))

    def content(self) -> Mapping[str, Any]:
        """A print of every table: it changes with every row that is written, changed or removed."""
        with self.runtime.database.unit() as unit:
            names = unit.session.execute(
                text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
            ).scalars()
            parts = [f"(SELECT count(*) || '/' || coalesce(max(xmin::text::bigint), 0) FROM {n}) AS {n}" for n in names]
            return dict(unit.session.execute(text(f"SELECT {', '.join(parts)}")).mappings().one())

    def _made(self, step: str, pengusul: Pelaku | None = None) -> Berkas:
        sop_id, row = STEPS[step]
        jenis = "surat_edaran" if row.kecuali_jenis else "keputusan_kpu_kabkota"
        berkas = berkas_at(step, sop_id, kantor_of(step), jenis, self.given)
        return berkas.model_copy(update={"pengusul": pengusul or berkas.pengusul})

    def _put(self, berkas: Berkas) -> Berkas:
        with self.runtime.database.unit() as unit:
            keep_newest(unit, berkas)
        return berkas

    def _stored(self, folder: Path, jenis: JenisDokumen) -> Dokumen:
        data, tipe = CONTENT[jenis]
        path = folder / f"{self.service}-{jenis}"
        path.write_bytes(data)
        keep(self.runtime.database, self.runtime.store, path, tipe)
        return document(jenis, "", data, tipe=tipe, ukuran=len(data))

    def _offices_are_in_the_tree(self) -> None:
        known = {str(row["kode"]): row for row in OFFICES}
        above = {kode: {**known["61"], "kode": kode, "nama": f"KPU {kode}"} for kode in ("0", "62")}
        with self.runtime.database.unit() as unit:
            for kode, row in {**above, **known}.items():
                placed = {**row, "versi": 2, "induk": ABOVE.get(kode, "" if kode == "0" else "0")}
                hear_kantor(unit, KantorDidaftarkan.model_validate(placed))

    def _workers_are_alive(self) -> None:
        with self.runtime.database.unit() as unit:
            for queue in watched_queues(self.service):
                unit.session.merge(Canary(queue=queue, seen_at=now() + timedelta(days=1)))
