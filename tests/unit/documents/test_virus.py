"""The virus scanner's answers, and its silence: only a plain OK is clean."""

import socket
import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from shared.documents.refusal import DocumentRefused
from shared.documents.virus import OFF, SILENT, UNABLE, Verdict, Virus, VirusScanner
from shared.settings import Settings
from tests.support.clamd import EICAR, NAME, clamd

CLEAN = Verdict(Virus.BERSIH)


def scanner(url: str, seconds: float = 5) -> VirusScanner:
    return VirusScanner(Settings(clamd_url=url, clamd_seconds=seconds))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A document larger than a chunk of the protocol."""
    path = tmp_path / "berkas"
    path.write_bytes(b"%PDF-1.7\n" + b"isi " * 5000)
    return path


def test_a_clean_file_is_sent_whole(file: Path) -> None:
    with clamd() as server:
        assert scanner(server.url).look(file) == CLEAN
        assert server.seen == [file.read_bytes()]


def test_a_scanner_behind_a_socket_of_the_machine(file: Path, tmp_path: Path) -> None:
    with clamd(path=tmp_path / "clamd.ctl") as server:
        assert scanner(server.url).look(file) == CLEAN
        assert server.seen == [file.read_bytes()]


def test_the_test_virus_is_found_and_refused_with_its_name(file: Path) -> None:
    file.write_bytes(file.read_bytes() + EICAR)
    with clamd() as server:
        assert scanner(server.url).look(file) == Verdict(Virus.DITEMUKAN, NAME)
        with pytest.raises(DocumentRefused, match=rf"menemukan {NAME} di berkas “surat\.pdf”") as refused:
            scanner(server.url).refuse_infected(file, "surat.pdf")
    assert (refused.value.code, refused.value.status) == ("berkas-bervirus", 422)


def test_without_a_scanner_nothing_is_checked(file: Path) -> None:
    assert scanner("").look(file) == OFF
    scanner("").refuse_infected(file, "surat.pdf")


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"\n", b"OK\n", b"stream: FINE\n", b"\xff\xfe\x00rubbish\n", b"stream: lstat() failed. ERROR\n",
        b"INSTREAM size limit exceeded. ERROR\n", b"other: OK\n", b"stream: OKAY\n", b"HTTP/1.1 200 OK\r\n\r\n",
    ],
)  # fmt: skip
def test_rubbish_is_not_clean(file: Path, answer: bytes) -> None:
    with clamd(lambda _: answer) as server:
        assert scanner(server.url).look(file) == UNABLE


def test_a_name_that_is_too_much_is_cut(file: Path) -> None:
    with clamd(lambda _: b"stream: " + b"a\x1b[31m" * 200 + b" FOUND\n") as server:
        found = scanner(server.url).look(file)
    assert (found.hasil, len(found.keterangan), "\x1b" in found.keterangan) == (Virus.DITEMUKAN, 100, False)


def test_silence_is_waited_for_once(file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        asked = scanner(f"tcp://127.0.0.1:{silent.getsockname()[1]}", seconds=0.3)
        assert asked.look(file) is SILENT
        began = time.monotonic()
        assert asked.look(file) is SILENT
        assert time.monotonic() - began < 0.2


def test_nobody_there_is_silence(file: Path, tmp_path: Path) -> None:
    assert scanner("tcp://127.0.0.1:1").look(file) is SILENT
    assert scanner(f"unix://{tmp_path}/clamd.ctl").look(file) is SILENT


def test_who_answers_again_is_asked_again(file: Path) -> None:
    asked = scanner("tcp://127.0.0.1:1")
    asked.look(file)
    with clamd() as server:
        asked.address = server.url.removeprefix("tcp://")
        assert asked.look(file) is SILENT
        asked.silent_until = time.monotonic()
        assert asked.look(file) == CLEAN


@pytest.mark.parametrize("url", ["127.0.0.1:3310", "http://127.0.0.1:3310", "unix://", "tcp://127.0.0.1"])
def test_an_address_that_is_none_stops_the_start(url: str) -> None:
    with pytest.raises(ValidationError):
        Settings(clamd_url=url)
