"""Documents are bound by the hash algorithm of the audit chain beside their name, from the store to the backup."""

import hashlib
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import make_url

from deploy.local.backup import databases, objects
from deploy.local.backup.errors import BackupError
from deploy.local.ready import s3_client
from shared.errors import Permanent
from shared.sidik import hashed
from shared.sop import JenisDokumen
from shared.storage import keep
from shared.tables import StoredObject
from shared.terikat import bound
from tests.support.bench import Bench
from tests.support.digest import chain_by
from tests.support.people import document, new_berkas
from tests.support.tamper import tamper

OTHERS = ["sha512", "sha3-256", "sha3-512"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Bytes that nobody has kept yet."""
    file = tmp_path / "isi"
    file.write_bytes(uuid4().bytes * 1000)
    return file


def kept(bench: Bench, path: Path, algoritma: str) -> str:
    """What the service knows of a file that it kept under this setting."""
    runtime = bench.runtime("intake")
    with chain_by(algoritma):
        sha256 = keep(runtime.database, runtime.store, path, "application/pdf")
    with runtime.database.unit() as unit:
        return unit.session.get_one(StoredObject, sha256).sidik


@pytest.mark.parametrize("algoritma", OTHERS)
def test_what_is_kept_is_bound_by_the_algorithm_of_the_settings(bench: Bench, path: Path, algoritma: str) -> None:
    expected = f"{algoritma}:{hashed(algoritma, path.read_bytes())}"
    assert kept(bench, path, "sha256") == ""
    assert kept(bench, path, algoritma) == expected, "what was kept before is bound when it comes again"
    assert kept(bench, path, "sha256") == expected, "and stays so"


def test_other_bytes_of_the_same_name_are_not_taken(bench: Bench, path: Path) -> None:
    sidik = kept(bench, path, "sha3-256")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    query = "UPDATE stored_object SET sidik = %s WHERE sha256 = %s"
    assert tamper(bench.stack, "intake", query, (f"sha3-256:{hashed('sha3-256', b'lain')}", sha256)) == 1
    with pytest.raises(Permanent, match="SHA-256 yang sama"):
        kept(bench, path, "sha3-256")
    assert tamper(bench.stack, "intake", query, (sidik, sha256)) == 1


def test_a_document_takes_what_binds_it_into_the_berkas(bench: Bench, path: Path) -> None:
    sidik = kept(bench, path, "sha3-512")
    mine = document(JenisDokumen.SALINAN, "R1", path.read_bytes(), sidik="sha512:00")
    elsewhere = document(JenisDokumen.NASKAH_ASLI, "R1", uuid4().bytes, sidik="sha512:01")
    unbound = document(JenisDokumen.NOTA_DINAS, "R1", uuid4().bytes, sidik="sha512:02")
    berkas = new_berkas().model_copy(update={"dokumen": (elsewhere,)})
    with bench.runtime("intake").database.unit() as unit:
        found = bound(unit, berkas, [mine, elsewhere, unbound])
    assert [one.sidik for one in found] == [sidik, "sha512:01", ""]
    assert [one.sha256 for one in found] == [mine.sha256, elsewhere.sha256, unbound.sha256]


def test_a_backup_takes_only_what_the_databases_say_of_it(bench: Bench, path: Path, tmp_path: Path) -> None:
    sidik, sha256 = kept(bench, path, "sha3-256"), hashlib.sha256(path.read_bytes()).hexdigest()
    address = make_url(bench.stack.database_url("intake")).set(drivername="postgresql")
    known = databases.bound([address.render_as_string(hide_password=False)])
    assert known[sha256] == sidik
    client, copy = s3_client(*vars(bench.stack.s3).values()), tmp_path / "cadangan"
    other = {**known, sha256: f"sha3-256:{hashed('sha3-256', b'lain')}"}
    with pytest.raises(BackupError, match="other bytes of the same name"):
        objects.save(client, copy, other)
    objects.save(client, copy, known)
    store = bench.runtime("intake").store
    client.remove_object(store.private, f"sha256/{sha256[:2]}/{sha256}")
    with pytest.raises(BackupError, match="other bytes of the same name"):
        objects.put_back(client, copy, other)
    assert objects.put_back(client, copy, known) == 1
    assert store.fetch(sha256, tmp_path / "kembali").read_bytes() == path.read_bytes()
