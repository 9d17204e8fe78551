"""Notes beside what a folder's watcher did not take: none lies over anything else, each is written once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.scan.folder import catatan
from services.scan.folder.isi import listed
from services.scan.folder.tempat import DIAMBIL, DITOLAK, Tempat, opened

KANTOR = "6202"
NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Tempat]:
    """The folder of an office."""
    (tmp_path / KANTOR).mkdir()
    with opened(tmp_path, KANTOR) as held:
        yield held


@pytest.fixture
def kantor(tmp_path: Path) -> Path:
    """The same by its path."""
    return tmp_path / KANTOR


def note(name: str, why: str = catatan.FOLDER, minutes: int = 0) -> str:
    return catatan.note(name, KANTOR, why, "kode", NOON + timedelta(minutes=minutes), "Asia/Jakarta")


def refuse(place: Tempat, file: Path, data: bytes, why: str) -> None:
    file.write_bytes(data)
    [entry] = [one for one in listed(place.induk, (DIAMBIL, DITOLAK)) if one.biasa]
    assert place.refuse(entry, note(entry.nama, why))


def tell(place: Tempat, minutes: int = 0) -> None:
    for entry in listed(place.induk, (DIAMBIL, DITOLAK)):
        place.tell(entry, note(entry.nama, minutes=minutes))


def contents(kantor: Path) -> dict[str, bytes]:
    """The files of the side folder."""
    return {file.name: file.read_bytes() for file in (kantor / DITOLAK).iterdir() if file.is_file()}


def lying(kantor: Path) -> dict[str, str]:
    """What was refused, and notes, by name: the text, or of a note why."""
    found = {name: data.decode("utf-8-sig") for name, data in contents(kantor).items()}
    return {name: text.partition("Sebab  : ")[2].partition("\r\n")[0] or text for name, text in found.items()}


def test_a_note_does_not_lie_over_a_file_that_was_refused_before(place: Tempat, kantor: Path) -> None:
    refuse(place, kantor / "acara.pdf.txt", b"daftar", "teks")
    refuse(place, kantor / "acara.pdf", b"rusak", "rusak")
    assert lying(kantor) == {
        "acara.pdf.txt": "daftar", "acara.pdf.txt.txt": "teks", "acara (2).pdf": "rusak", "acara (2).pdf.txt": "rusak",
    }  # fmt: skip


def test_a_note_that_was_left_by_a_watcher_that_was_killed_is_used(place: Tempat, kantor: Path) -> None:
    refuse(place, kantor / "a.pdf", b"x", "rusak")
    (kantor / DITOLAK / "a.pdf").unlink()
    refuse(place, kantor / "a.pdf", b"x", "rusak")
    assert lying(kantor) == {"a.pdf": "x", "a.pdf.txt": "rusak"}


def test_a_folder_is_told_of_once_beside_what_has_its_name(place: Tempat, kantor: Path) -> None:
    refuse(place, kantor / "Januari.txt", b"daftar", "teks")
    refuse(place, kantor / "Januari", b"rusak", "rusak")
    (kantor / DITOLAK / "Januari (3).txt").mkdir()
    before = contents(kantor)
    (kantor / "Januari").mkdir()
    for minutes in range(3):
        tell(place, minutes)
    assert {name: data for name, data in contents(kantor).items() if name in before} == before
    [told] = set(contents(kantor)) - set(before)
    assert "12.00 WIB" in contents(kantor)[told].decode("utf-8-sig")


def test_long_names_of_folders_are_cut_by_bytes_and_kept_apart(place: Tempat, kantor: Path) -> None:
    for ending in "ab":
        (kantor / f"{'📁' * 63}{ending}").mkdir()
    for minutes in range(2):
        tell(place, minutes)
    assert sorted(len(name.encode()) for name in lying(kantor)) == [184, 188]
