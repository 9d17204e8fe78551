"""An authority, a signer and one signed document, made once; and the look at a document without a child."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.documents.signatures.child import answer
from shared.samples import surat_edaran
from shared.samples.pades import pades_signed
from shared.samples.pki import Authority, Holder
from shared.tanda_tangan import HasilTandaTangan, TandaTangan

Look = Callable[..., tuple[TandaTangan, ...]]


@pytest.fixture(scope="session")
def authority() -> Authority:
    """The one that the operator trusts."""
    return Authority.made()


@pytest.fixture(scope="session")
def stranger() -> Authority:
    """One that nobody trusts."""
    return Authority.made("Asing")


@pytest.fixture(scope="session")
def signer(authority: Authority) -> Holder:
    """Who signs."""
    return authority.signer("Budi Contoh", "KPU Kabupaten Contoh")


@pytest.fixture(scope="session")
def source() -> bytes:
    """A circular, not signed yet."""
    return surat_edaran().born_digital_pdf


@pytest.fixture(scope="session")
def good(source: bytes, signer: Holder, authority: Authority) -> bytes:
    """Signed and time stamped, with the revocation lists: all that can be wished for."""
    return pades_signed(source, signer, authority, stamp=authority, revocations=authority.revocations())


@pytest.fixture(scope="session")
def bare(source: bytes, signer: Holder, authority: Authority) -> bytes:
    """Signed, and nothing else."""
    return pades_signed(source, signer, authority)


@pytest.fixture(scope="session")
def roots(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The operator's folder."""
    folder = tmp_path_factory.mktemp("akar")
    (folder / "akar.pem").write_bytes(authority.root.pem)
    return folder


@pytest.fixture
def look(roots: Path, tmp_path: Path) -> Look:
    """The signatures of a document, by the operator's roots (or others, or none), today (or another day)."""

    def look(pdf: bytes, trusted: Path | None = roots, now: datetime | None = None) -> tuple[TandaTangan, ...]:
        path = tmp_path / "berkas.pdf"
        path.write_bytes(pdf)
        moment = now or datetime.now(UTC)
        found = answer(str(path), str(trusted) if trusted else None, moment.isoformat())["signatures"]
        return HasilTandaTangan(diperiksa=moment, tanda_tangan=found).tanda_tangan

    return look
