"""A decision in the making: on which berkas, by whom, when; and where its documents are kept."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf

from shared.berkas import Desk
from shared.folders import working_folder
from shared.runtime import Runtime
from shared.sop import Dokumen, JenisDokumen
from shared.storage import keep
from shared.tables import Kantor

PDF = "application/pdf"


@dataclass(frozen=True)
class Meja:
    """What all documents of one decision have in common. `pada` is the moment that they and the register bear."""

    runtime: Runtime
    desk: Desk
    kantor: Kantor
    pada: datetime

    def folder(self) -> AbstractContextManager[Path]:
        """A folder for files in the making."""
        return working_folder(self.runtime.settings.work_dir)

    def keep(self, path: Path, jenis: JenisDokumen, nama: str, *, halaman: int, sumber: str | None = None) -> Dokumen:
        """Store a PDF as a document of this step. Raises Transient."""
        sha256 = keep(self.runtime.database, self.runtime.store, path, PDF)
        return Dokumen(
            jenis=jenis, sha256=sha256, nama=nama, ukuran=path.stat().st_size, tipe=PDF, halaman=halaman,
            sumber=sumber, langkah=self.desk.langkah.kode, revisi=self.desk.berkas.revisi,
            oleh=self.desk.pelaku.nama, pada=self.pada,
        )  # fmt: skip

    def keep_sheet(self, pdf: bytes, jenis: JenisDokumen) -> Dokumen:
        """Store a sheet that was made here. Raises Transient."""
        with self.folder() as folder, pikepdf.open(BytesIO(pdf)) as opened:
            path = folder / "lembar.pdf"
            path.write_bytes(pdf)
            return self.keep(path, jenis, self._sheet_name(jenis), halaman=len(opened.pages))

    def _sheet_name(self, jenis: JenisDokumen) -> str:
        agenda = self.desk.berkas.agenda.replace("/", "-")
        return f"{jenis.replace('_', '-')}-{self.desk.langkah.kode}-{agenda}.pdf"
