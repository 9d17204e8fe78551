"""Documents on their way to a browser: shown as what they are, or saved, and never able to act at our address."""

from pathlib import Path

import pytest

from shared.runtime import Runtime
from shared.samples import png_page
from shared.sop import JenisDokumen
from shared.storage import keep
from tests.support.bench import Bench
from tests.support.people import berkas_at, document, person

PAGE = b"<!doctype html><script>alert(document.domain)</script>"


@pytest.fixture
def intake(bench: Bench) -> Runtime:
    """The runtime of intake."""
    return bench.runtime("intake")


@pytest.mark.parametrize(
    ("content", "tipe", "shown_as", "policy"),
    [
        (b"%PDF-1.7 surat", "application/pdf", "application/pdf", "frame-ancestors 'none'"),
        (png_page(seed=1), "image/png", "image/png", "sandbox"),
        (b'{"halaman": []}', "application/json", "application/json", "sandbox"),
        (PAGE, "text/html", None, "sandbox"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml", None, "sandbox"),
        (b"<a/>", "application/xhtml+xml", None, "sandbox"),
    ],
)
def test_only_what_cannot_act_is_shown(
    bench: Bench, intake: Runtime, tmp_path: Path, content: bytes, tipe: str, shown_as: str | None, policy: str
) -> None:
    path = tmp_path / "berkas"
    path.write_bytes(content)
    sha256 = keep(intake.database, intake.store, path, tipe)
    made = document(JenisDokumen.NASKAH_ASLI, "", content, tipe=tipe, ukuran=len(content))
    berkas = bench.put("intake", berkas_at("R2a", dokumen={JenisDokumen.NASKAH_ASLI: made}))
    answer = bench.client("intake").get(
        f"/api/intake/berkas/{berkas.id}/dokumen/{sha256}", headers=bench.headers(person("staf"))
    )
    assert (answer.status_code, answer.content) == (200, content)
    assert answer.headers["content-type"] == (shown_as or "application/octet-stream")
    assert answer.headers["content-disposition"].startswith("inline; " if shown_as else "attachment; ")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert policy in answer.headers["content-security-policy"]
    assert ("sandbox" in answer.headers["content-security-policy"]) == (shown_as != "application/pdf")
