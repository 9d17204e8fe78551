"""What cannot be taken lies aside with a note that a clerk understands; what is nobody's document is left alone."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from services.scan.folder.jaga import Penjaga
from services.scan.pemisahan.models import Tumpukan
from shared.events.catalogue import KantorDidaftarkan
from shared.offices import hear_kantor
from shared.runtime import Runtime
from shared.samples import encrypted_pdf, nota_dinas, signed_pdf
from tests.service.scan.folder.conftest import KANTOR, lying
from tests.support.bench import OFFICES

Watcher = Callable[..., Penjaga]
Newest = Callable[[], list[Tumpukan]]
PLAIN = nota_dinas(seed=401).born_digital_pdf


def note_of(kantor: Path, name: str) -> str:
    return (kantor / "ditolak" / f"{name}.txt").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("catatan.pdf", b"halo semua", "bukan PDF, JPEG, PNG atau TIFF"),
        ("terkunci.pdf", encrypted_pdf(), "terkunci dengan kata sandi"),
        ("bertanda.pdf", signed_pdf(), "Unggah berkas itu di halaman pindai berkasnya sendiri"),
        ("rusak.pdf", PLAIN[:3000], "rusak atau tidak lengkap"),
        ("besar.pdf", b"%PDF-1.7\n" + bytes(2 << 20), "batasnya 1 MB"),
        ("huruf\x07.pdf", PLAIN, "Nama berkas tidak dapat diterima"),
    ],
)
def test_bad_files_go_aside_with_a_note(
    scan: Runtime, watcher: Watcher, newest: Newest, kantor: Path, name: str, data: bytes, said: str
) -> None:
    (kantor / name).write_bytes(data)
    (kantor / "z-baik.pdf").write_bytes(PLAIN)
    assert watcher().look() == 1
    assert [one.sources[0].nama for one in newest()] == ["z-baik.pdf"]
    assert lying(kantor) == []
    assert (kantor / "ditolak" / name).read_bytes() == data
    note = note_of(kantor, name)
    assert said in note
    assert ("Yang perlu dilakukan" in note, " WIB" in note, KANTOR in note) == (True, True, True)
    assert data == PLAIN or not scan.store.has(sha256(data).hexdigest())
    assert lying(kantor / "ditolak") == sorted([name, f"{name}.txt"])


def test_the_same_bad_name_twice_keeps_both(watcher: Watcher, kantor: Path) -> None:
    for number in (1, 2):
        (kantor / "catatan.pdf").write_bytes(b"halo %d" % number)
        watcher().look()
    assert lying(kantor / "ditolak") == ["catatan (2).pdf", "catatan (2).pdf.txt", "catatan.pdf", "catatan.pdf.txt"]
    assert (kantor / "ditolak" / "catatan.pdf").read_bytes() == b"halo 1"


def test_links_and_pipes_are_not_followed(watcher: Watcher, newest: Newest, kantor: Path, tmp_path: Path) -> None:
    outside = tmp_path / "rahasia.pdf"
    outside.write_bytes(PLAIN)
    (kantor / "tautan.pdf").symlink_to(outside)
    os.mkfifo(kantor / "pipa.pdf")
    assert (watcher().look(), newest()) == (0, [])
    assert lying(kantor / "ditolak") == ["pipa.pdf", "pipa.pdf.txt", "tautan.pdf", "tautan.pdf.txt"]
    assert (kantor / "ditolak" / "tautan.pdf").is_symlink()
    assert outside.read_bytes() == PLAIN
    assert "tautan atau alat" in note_of(kantor, "tautan.pdf")


def test_what_is_nobody_s_document_is_left_alone(watcher: Watcher, newest: Newest, kantor: Path) -> None:
    names = [".sembunyi.pdf", "~$naskah.pdf", "scan.pdf.part", "scan.TMP", "Thumbs.db", "desktop.ini", "@eaDir"]
    for name in names:
        (kantor / name).write_bytes(PLAIN)
    assert (watcher().look(), newest(), lying(kantor)) == (0, [], sorted(names))
    assert lying(kantor / "ditolak") == []


def test_a_folder_within_stays_and_is_told_of_once(watcher: Watcher, newest: Newest, kantor: Path) -> None:
    (kantor / "Januari").mkdir()
    (kantor / "Januari" / "a.pdf").write_bytes(PLAIN)
    one = watcher()
    for _ in range(3):
        assert one.look() == 0
    assert (kantor / "Januari" / "a.pdf").read_bytes() == PLAIN
    assert lying(kantor / "ditolak") == ["Januari.txt"]
    assert "Folder di dalam folder tidak dibaca" in note_of(kantor, "Januari")
    assert newest() == []


def test_a_file_that_may_not_be_read(watcher: Watcher, newest: Newest, kantor: Path) -> None:
    (kantor / "terkunci.pdf").write_bytes(PLAIN)
    one = watcher()
    one.look()  # the offices are known, what has to be loaded is loaded
    (kantor / "dilarang.pdf").write_bytes(PLAIN)
    (kantor / "dilarang.pdf").chmod(0)
    for place in (kantor / "ditolak", kantor / "sudah diambil"):
        place.chmod(0o777)
    with as_nobody():
        one.look()
    assert "hak baca" in note_of(kantor, "dilarang.pdf")
    assert [stack.sources[0].nama for stack in newest()] == ["terkunci.pdf"]


@pytest.mark.parametrize("name", ["ditolak", "sudah diambil"])
def test_nothing_is_moved_to_where_a_link_leads(
    watcher: Watcher, newest: Newest, kantor: Path, tmp_path: Path, name: str
) -> None:
    (kantor / name).symlink_to(tmp_path)
    (kantor / "a.pdf").write_bytes(PLAIN)
    assert (watcher().look(), newest()) == (0, [])
    assert (lying(kantor), list(tmp_path.iterdir())) == (["a.pdf"], [])


def test_a_folder_of_no_office_or_one_that_is_closed_is_not_read(
    scan: Runtime, watcher: Watcher, newest: Newest, root: Path, tmp_path: Path
) -> None:
    for kode in ("9999", "6171", "bukan-kode"):
        (root / kode).mkdir()
        (root / kode / "a.pdf").write_bytes(PLAIN)
    closed = {**OFFICES[1], "kode": "6171", "nama": "KPU Kota Pontianak", "aktif": False}
    with scan.database.unit() as unit:
        hear_kantor(unit, KantorDidaftarkan.model_validate(closed))
    (root / "61").symlink_to(tmp_path)
    (tmp_path / "a.pdf").write_bytes(PLAIN)
    assert (watcher().look(), newest()) == (0, [])
    assert [(root / kode / "a.pdf").exists() for kode in ("9999", "6171", "bukan-kode", "61")] == [True] * 4


def test_folders_that_are_away_are_waited_for(watcher: Watcher, root: Path, kantor: Path) -> None:
    one = watcher()
    away = root.with_name(f"{root.name}-pergi")
    root.rename(away)
    assert one.look() == 0
    away.rename(root)
    (kantor / "a.pdf").write_bytes(PLAIN)
    assert one.look() == 1


@contextmanager
def as_nobody() -> Iterator[None]:
    """As a user who may do nothing in particular, where the tests run as root."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
