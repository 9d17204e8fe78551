"""A file that a scanner wrote becomes a stack of its office, once, and is moved aside only then."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from services.scan.conservation import check
from services.scan.folder.ambil import Kantor, received
from services.scan.folder.isi import listed
from services.scan.folder.jaga import Penjaga
from services.scan.folder.tempat import opened
from services.scan.pemisahan.models import Tumpukan
from shared.crashpoints import Point, arm
from shared.errors import Transient
from shared.runtime import Runtime
from shared.samples import nota_dinas, png_page
from tests.service.scan.conftest import At, scans
from tests.service.scan.folder.conftest import KANTOR, lying
from tests.service.scan.tumpukan.conftest import Part, fate
from tests.support.bench import Bench
from tests.support.between import Between, answers
from tests.support.stacks import joined, separator
from tests.unit.test_house import ROOT

Watcher = Callable[..., Penjaga]
Newest = Callable[[], list[Tumpukan]]


def page(seed: int) -> bytes:
    return nota_dinas(seed=seed).born_digital_pdf


def test_each_part_finds_its_case_and_the_rest_waits_in_the_tray(
    scan: Runtime, at: At, watcher: Watcher, newest: Newest, kantor: Path, part: Part
) -> None:
    berkas = at("R4b", KANTOR)
    data = joined(page(301), separator(berkas.id), page(302))
    (kantor / "scan0001.pdf").write_bytes(data)
    assert watcher().look() == 1
    [stack] = newest()
    assert [(one.nama, one.sha256) for one in stack.sources] == [("scan0001.pdf", sha256(data).hexdigest())]
    assert (stack.pelaku.nama, stack.pelaku.peran) == ("Folder pemindai 6202", "staf")
    assert scan.store.has(sha256(data).hexdigest())
    assert (lying(kantor), lying(kantor / "sudah diambil")) == ([], ["scan0001.pdf"])
    assert (kantor / "sudah diambil" / "scan0001.pdf").read_bytes() == data
    assert fate(part(stack.id)) == [([1], "baki", "tanpa-kode", None), ([3], "dipindai", None, berkas.id)]
    assert [row.oleh["nama"] for row in scans(scan, berkas.id)] == ["Folder pemindai 6202"]
    assert check(scan) == []


def test_pictures_of_every_kind_and_names_as_scanners_give_them(
    watcher: Watcher, newest: Newest, kantor: Path, part: Part
) -> None:
    (kantor / "Scan 26-11-2026 (1).PNG").write_bytes(png_page(seed=4))
    assert watcher().look() == 1
    [stack] = newest()
    assert [(one.nama, one.tipe) for one in stack.sources] == [("Scan 26-11-2026 (1).PNG", "image/png")]
    assert len(part(stack.id)) == 1


def test_a_file_is_taken_when_it_has_not_changed_for_a_while(watcher: Watcher, newest: Newest, kantor: Path) -> None:
    data, slow = page(303), watcher(folders_settled_seconds=0.3)
    file = kantor / "lambat.pdf"
    file.write_bytes(data[:5000])
    assert slow.look() == 0
    time.sleep(0.4)
    with file.open("ab") as writer:
        writer.write(data[5000:])
    assert slow.look() == 0
    time.sleep(0.4)
    assert slow.look() == 1
    assert [one.sources[0].sha256 for one in newest()] == [sha256(data).hexdigest()]


def test_a_name_without_bytes_waits_longer(watcher: Watcher, newest: Newest, kantor: Path) -> None:
    (kantor / "kosong.pdf").touch()
    eager = watcher(folders_settled_seconds=0.05)
    for _ in range(2):
        assert eager.look() == 0
        time.sleep(0.1)
    assert lying(kantor) == ["kosong.pdf"]
    time.sleep(0.6)
    eager.look()
    assert (lying(kantor), newest()) == ([], [])
    assert "kosong (0 byte)" in (kantor / "ditolak" / "kosong.pdf.txt").read_text("utf-8-sig")


def test_the_same_name_twice_is_two_stacks_and_the_same_file_seen_twice_is_one(
    watcher: Watcher, newest: Newest, kantor: Path
) -> None:
    for seed in (304, 305):
        (kantor / "scan.pdf").write_bytes(page(seed))
        assert watcher().look() == 1
    assert lying(kantor / "sudah diambil") == ["scan (2).pdf", "scan.pdf"]
    assert len(newest()) == 2
    taken = kantor / "sudah diambil" / "scan.pdf"
    taken.rename(kantor / "scan.pdf")  # as if it had never been moved
    watcher().look()
    assert len(newest()) == 2
    assert lying(kantor) == []


@pytest.mark.parametrize("point", [Point.OBJECT_ANNOUNCED, Point.OBJECT_PUT, Point.FOLDER_ORDERED])
def test_a_watcher_that_is_killed_is_followed_by_another_that_neither_loses_nor_doubles(
    bench: Bench, scan: Runtime, watcher: Watcher, newest: Newest, root: Path, tmp_path: Path, point: Point
) -> None:
    data = page(310 + list(Point).index(point))
    (root / KANTOR / "mati.pdf").write_bytes(data)
    armed = arm(tmp_path, "scan", point)
    settings = {
        "TERBIT_FOLDERS": str(root), "TERBIT_FOLDERS_SETTLED_SECONDS": "0", "TERBIT_FOLDERS_POLL_SECONDS": "0.1",
        "TERBIT_CRASH_DIR": str(tmp_path),
    }  # fmt: skip
    command = [sys.executable, "-m", "services", "scan", "watch"]
    environment = {**os.environ, **bench.stack.environment("scan"), **settings}
    died = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=60)
    assert (died.returncode, armed.exists()) == (-signal.SIGKILL, False), died.stderr
    assert lying(root / KANTOR) == ["mati.pdf"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as process:
        _wait(lambda: lying(root / KANTOR) == [])
        process.terminate()
        assert process.wait(20) == 0
    assert [one.sources[0].sha256 for one in newest()] == [sha256(data).hexdigest()]
    assert (root / KANTOR / "sudah diambil" / "mati.pdf").read_bytes() == data
    assert check(scan) == []


def test_two_that_watch_the_same_folder_double_nothing(
    scan: Runtime, watcher: Watcher, newest: Newest, kantor: Path
) -> None:
    files = {f"{seed}.pdf": page(seed) for seed in range(320, 326)}
    for name, data in files.items():
        (kantor / name).write_bytes(data)
    with ThreadPoolExecutor(2) as pool:
        rounds = [pool.submit(one.look) for one in (watcher(), watcher())]
        assert sum(one.result() for one in rounds) >= len(files) / 2
    watcher().look()
    assert sorted(one.sources[0].nama for one in newest()) == sorted(files)
    assert (lying(kantor), lying(kantor / "sudah diambil")) == ([], sorted(files))
    assert lying(kantor / "ditolak") == []


def test_while_the_store_is_away_the_file_stays(
    bench: Bench, watcher: Watcher, newest: Newest, kantor: Path, between: Between
) -> None:
    (kantor / "nanti.pdf").write_bytes(page(306))
    away = watcher(s3_endpoint=between.address)
    with between.doing(answers(503), "PUT"), pytest.raises(Transient):
        away.look()
    assert (lying(kantor), newest()) == (["nanti.pdf"], [])
    assert away.look() == 1
    assert len(newest()) == 1


def test_what_replaces_a_file_at_the_moment_it_is_moved_is_taken_too(
    watcher: Watcher, newest: Newest, kantor: Path
) -> None:
    file, penjaga = kantor / "ganti.pdf", watcher()
    file.write_bytes(page(307))
    with opened(kantor.parent, KANTOR) as place:
        [entry] = listed(place.induk, ("sudah diambil", "ditolak"))
        received(penjaga.runtime, Kantor(KANTOR, "Asia/Jakarta", "staf"), place, entry)
        file.write_bytes(page(308))
        assert not place.take_away(entry)
    assert lying(kantor) == ["ganti.pdf"]
    assert penjaga.look() == 1
    wanted = [sha256(page(seed)).hexdigest() for seed in (307, 308)]
    assert [one.sources[0].sha256 for one in newest()] == wanted


def _wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + 40
    while not until():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_the_key_is_of_this_stack_alone(newest: Newest, watcher: Watcher, kantor: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        (kantor / name).write_bytes(page(309))
    assert watcher().look() == 2
    keys = {one.kunci for one in newest()}
    assert len(keys) == 2
    assert all(UUID(key[-32:]) for key in keys)
