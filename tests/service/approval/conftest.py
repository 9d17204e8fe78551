"""A berkas whose documents really lie in the store, at any step of this service."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import pypdfium2
import pytest
from httpx import Response

from shared.identity import Orang
from shared.samples import nota_dinas
from shared.sop import Berkas, Dokumen, JenisDokumen
from shared.sop.berkas import Pelaku
from shared.storage import keep
from tests.support.bench import Bench
from tests.support.people import berkas_at, document, person

SOPS = {"61": "kalbar-8-2022", "6202": "kotim-33-2021"}
Act = Callable[..., Response]


class At(Protocol):
    """Puts a berkas before this service."""

    def __call__(
        self, langkah: str, kantor: str = "61", salinan: bytes = b"", *, jenis: str = "keputusan_kpu_provinsi",
        signed: bool = False, pengusul: Pelaku | None = None,
    ) -> Berkas: ...  # fmt: skip


@pytest.fixture(scope="session")
def plain() -> bytes:
    """A PDF of one page."""
    return nota_dinas(seed=5).born_digital_pdf


@pytest.fixture
def at(bench: Bench, tmp_path: Path, plain: bytes) -> At:
    """A berkas at a step, its asli and salinan in the store."""
    runtime = bench.runtime("approval")

    def stored(jenis: JenisDokumen, data: bytes, *, signed: bool = False) -> Dokumen:
        path = tmp_path / jenis
        path.write_bytes(data)
        keep(runtime.database, runtime.store, path, "application/pdf")
        return document(jenis, "", data, bertanda_tangan=signed, ukuran=len(data))

    def put(
        langkah: str, kantor: str = "61", salinan: bytes = b"", *, jenis: str = "keputusan_kpu_provinsi",
        signed: bool = False, pengusul: Pelaku | None = None,
    ) -> Berkas:  # fmt: skip
        given = {
            JenisDokumen.NASKAH_ASLI: stored(JenisDokumen.NASKAH_ASLI, plain),
            JenisDokumen.SALINAN: stored(JenisDokumen.SALINAN, salinan or plain, signed=signed),
        }
        berkas = berkas_at(langkah, SOPS[kantor], kantor, jenis, given)
        return bench.put("approval", berkas.model_copy(update={"pengusul": pengusul or berkas.pengusul}))

    return put


@pytest.fixture
def act(bench: Bench) -> Act:
    """Act through the API on what lies at its present turn, unless told another."""

    def send(berkas: Berkas, tindakan: str, orang: Orang, **body: Any) -> Response:
        answer: Response = bench.client("approval").post(
            f"/api/approval/berkas/{berkas.id}/{tindakan}", json={"giliran": berkas.giliran, **body},
            headers=bench.headers(orang),
        )  # fmt: skip
        return answer

    return send


@pytest.fixture
def kabag() -> Orang:
    """Head of division of office 61."""
    return person("kabag", "61")


@pytest.fixture
def kasubbag() -> Orang:
    """Head of sub-division of office 61."""
    return person("kasubbag", "61")


def known(bench: Bench, berkas_id: UUID) -> Berkas:
    """The berkas as the service has it now."""
    from shared.berkas import find

    with bench.runtime("approval").database.unit() as unit:
        return find(unit, berkas_id)


def text_of(bench: Bench, dokumen: Dokumen, folder: Path) -> str:
    """The text of the first page of a stored PDF, line ends as spaces."""
    path = bench.runtime("approval").store.fetch(dokumen.sha256, folder / dokumen.sha256)
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(str(pdf[0].get_textpage().get_text_range()).split())
