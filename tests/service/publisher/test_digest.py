"""A file of the same SHA-256 as the approved one is not taken for it, where documents are bound by another hash too."""

import pytest

from services.publisher.conservation import check
from services.publisher.models import Publikasi
from shared.sidik import hashed
from shared.sop import Berkas
from shared.tables import BerkasRow
from tests.service.publisher.conftest import At, Press
from tests.service.publisher.test_publication import SUBJEK, published
from tests.support.digest import chain_by

OTHER = b"isi lain dengan SHA-256 yang sama"


def approved(berkas: Berkas, isi: bytes) -> Berkas:
    """The berkas as if its scan had been approved with these bytes: nobody can make two of one SHA-256."""
    sidik = f"sha3-256:{hashed('sha3-256', isi)}"
    return berkas.model_copy(
        update={"dokumen": tuple(one.model_copy(update={"sidik": sidik}) for one in berkas.dokumen)}
    )


@pytest.mark.parametrize("algoritma", ["sha512", "sha3-256", "sha3-512"])
def test_what_is_published_is_verified_by_both(press: Press, at: At, scan_pdf: bytes, algoritma: str) -> None:
    with chain_by(algoritma):
        berkas = at("R5b")
        bukti = published(press, berkas)["bukti"]
    assert bukti["sidik"] == press.publication(berkas).sidik == f"{algoritma}:{hashed(algoritma, scan_pdf)}"
    assert check(press.runtime) == []


def test_other_bytes_of_the_same_name_are_never_shown_as_verified(press: Press, at: At) -> None:
    with chain_by("sha3-256"):
        berkas = at("R5b")
    with press.runtime.database.unit() as unit:
        unit.session.get_one(BerkasRow, berkas.id).isi = approved(berkas, OTHER).model_dump(mode="json")
    assert press.post(berkas, "terbit", **SUBJEK).status_code == 202
    assert [press.work(berkas) for _ in range(3)][-1] == "gagal"
    assert "berbeda dari yang disetujui" in press.publication(berkas).sebab


def test_the_conservation_check_reads_what_is_public_by_both(press: Press, at: At) -> None:
    with chain_by("sha3-256"):
        berkas = at("R5b")
        published(press, berkas)
    row = press.publication(berkas)
    with press.runtime.database.unit() as unit:
        unit.session.get_one(Publikasi, row.id).sidik = f"sha3-256:{hashed('sha3-256', OTHER)}"
    assert f"{row.object_key} di penyimpanan publik berisi lain" in check(press.runtime)
    with press.runtime.database.unit() as unit:
        unit.session.get_one(Publikasi, row.id).sidik = row.sidik
    assert check(press.runtime) == []
