import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shared.documents.bounded import ROOT, Bounds, Crashed, TooLong, TooMuchMemory, run, run_module, search_path

BOUNDS = Bounds(memory_mb=400, cpu_seconds=10, wall_seconds=20)


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def is_alive(pid: int) -> bool:
    """Whether a process still runs (a zombie that nobody has fetched yet does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):  # the second: it went between open and read
        return False


def wait_until_gone(pid: int) -> bool:
    end = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_alive(pid)


def test_output_comes_back() -> None:
    assert run(python("print('halo')"), BOUNDS) == b"halo\n"


def test_what_it_is_told_may_be_longer_than_a_command_line() -> None:
    told = b"x" * 5_000_000
    assert run(python("import sys; print(len(sys.stdin.buffer.read()))"), BOUNDS, told=told) == b"5000000\n"
    assert run(python("import sys; print(repr(sys.stdin.read()))"), BOUNDS) == b"''\n"


def test_wall_time_is_bounded() -> None:
    started = time.monotonic()
    with pytest.raises(TooLong):
        run(python("import time; time.sleep(60)"), Bounds(400, 10, 0.5))
    assert time.monotonic() - started < 30


def test_cpu_time_is_bounded() -> None:
    with pytest.raises(TooLong, match="CPU"):
        run(python("while True: pass"), Bounds(400, 1, 20))


def test_memory_is_bounded() -> None:
    with pytest.raises(TooMuchMemory, match="400 MB"):
        run(python("bytearray(1 << 30)"), BOUNDS)


def test_no_command_has_a_network_nor_what_it_starts() -> None:
    code = """
import socket, subprocess, sys
def tried(family, kind=socket.SOCK_STREAM):
    try:
        socket.socket(family, kind).close()
        return "open"
    except PermissionError:
        return "refused"
inner = f"import socket; socket.create_connection(('127.0.0.1', {sys.argv[1]}), timeout=5)"
started = subprocess.run([sys.executable, "-c", inner], capture_output=True)
print([tried(family) for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET)],
      tried(socket.AF_INET, socket.SOCK_DGRAM), tried(socket.AF_UNIX), b"PermissionError" in started.stderr)
"""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
        said = run([*python(code), str(port)], BOUNDS).decode()
    assert said == f"{['refused'] * 4} refused open True\n"


def test_open_files_are_bounded() -> None:
    code = "import os\ntry:\n    [os.dup(0) for _ in range(1000)]\nexcept OSError as error:\n    print(error.strerror)"
    assert run(python(code), BOUNDS) == b"Too many open files\n"


def test_files_are_bounded(tmp_path: Path) -> None:
    code = "open('besar', 'wb').write(bytes(3 << 20))"
    with pytest.raises(Crashed):
        run(python(code), Bounds(400, 10, 20, file_mb=1), folder=tmp_path)
    assert (tmp_path / "besar").stat().st_size <= 1 << 20


def test_a_crash_keeps_code_and_last_words() -> None:
    with pytest.raises(Crashed) as caught:
        run(python("import sys; sys.stderr.write('x' * 50_000 + 'sebabnya'); sys.exit(15)"), BOUNDS)
    assert caught.value.code == 15
    assert caught.value.stderr.endswith("sebabnya")
    assert len(caught.value.stderr) < 10_000


def test_a_signal_is_a_crash() -> None:
    with pytest.raises(Crashed) as caught:
        run(python("import os; os.kill(os.getpid(), 11)"), BOUNDS)
    assert caught.value.code == -signal.SIGSEGV


def test_who_was_killed_once_is_run_once_more(tmp_path: Path) -> None:
    dies = f"""
import os, pathlib
count = pathlib.Path({str(tmp_path / "count")!r})
with count.open("a") as file:
    file.write("x")
if len(count.read_text()) == LIVES:
    print("done")
else:
    os.kill(os.getpid(), 9)
"""
    assert run(python(dies.replace("LIVES", "2")), BOUNDS) == b"done\n"
    with pytest.raises(TooMuchMemory):
        run(python(dies.replace("LIVES", "5")), BOUNDS)
    assert (tmp_path / "count").read_text() == "x" * 4


def test_an_unknown_command_is_a_crash() -> None:
    with pytest.raises(Crashed, match="tidak-ada-perintah"):
        run(["tidak-ada-perintah"], BOUNDS)


def test_tick_is_called_and_may_abort(tmp_path: Path) -> None:
    ticks: list[float] = []

    def tick() -> None:
        ticks.append(time.monotonic())
        if len(ticks) == 2:
            raise RuntimeError("lease lost")

    code = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(60)"
    with pytest.raises(RuntimeError, match="lease lost"):
        run(python(code), BOUNDS, folder=tmp_path, tick=tick)
    assert 0.8 < ticks[1] - ticks[0] < 2
    assert not is_alive(int((tmp_path / "pid").read_text()))


def test_grandchildren_go_too() -> None:
    code = "import subprocess; print(subprocess.Popen(['sleep', '60']).pid)"
    assert wait_until_gone(int(run(python(code), BOUNDS)))


def test_its_own_folder_is_temporary_and_removed() -> None:
    code = "import os, tempfile; open(tempfile.mkstemp()[1]); print(os.getcwd(), tempfile.gettempdir())"
    working, temporary = run(python(code), BOUNDS).decode().split()
    assert working == temporary
    assert not Path(working).exists()


def test_secrets_stay_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERBIT_DATABASE_PASSWORD", "rahasia")
    assert b"rahasia" not in run(python("import os; print(os.environ)"), BOUNDS)


def test_modules_of_this_code_base_are_found_from_anywhere(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('a file of the document was imported')")
    request = {"path": str(tmp_path / "json.py"), "kind": "png", "max_pixels": 9, "max_pages": 1}
    answer = run_module("shared.documents.inspect_child", request, BOUNDS, folder=tmp_path)
    assert answer == {"refused": "gambar-rusak"}


def test_nothing_outlives_a_killed_parent(tmp_path: Path) -> None:
    folder = tmp_path / "kerja"
    folder.mkdir()
    code = f"""
from pathlib import Path
from shared.documents.bounded import Bounds, run
run(["sh", "-c", "sleep 60 & echo $! > {tmp_path}/pid.baru; mv {tmp_path}/pid.baru {tmp_path}/pid; sleep 60"],
    Bounds(400, 10, 60), folder=Path({str(folder)!r}))
"""
    parent = subprocess.Popen(python(code), env=os.environ | {"PYTHONPATH": str(ROOT)})
    end = time.monotonic() + 10
    while not (tmp_path / "pid").exists() and time.monotonic() < end:
        time.sleep(0.02)
    parent.kill()
    parent.wait()
    assert wait_until_gone(int((tmp_path / "pid").read_text()))
    end = time.monotonic() + 5
    while folder.exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert not folder.exists()


def test_a_folder_that_is_closed_to_us_is_not_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    monkeypatch.setenv("PATH", os.pathsep.join([str(closed), "relative", os.defpath]))
    monkeypatch.setattr(os, "access", lambda folder, _mode: folder != str(closed))
    assert search_path() == [folder for folder in os.defpath.split(os.pathsep) if folder]


def test_a_guard_that_was_frozen_still_takes_its_command_down(tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def freeze() -> None:
        if (tmp_path / "pid").exists():
            own = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
            guards = [int(pid) for pid in own if "guard.py" in Path(f"/proc/{pid}/cmdline").read_text()]
            os.kill(guards[-1], signal.SIGSTOP)
            raise Enough

    code = "import os, time; open('new', 'w').write(str(os.getpid())); os.rename('new', 'pid'); time.sleep(60)"
    with pytest.raises(Enough):
        run(python(code), BOUNDS, folder=tmp_path, tick=freeze)
    assert wait_until_gone(int((tmp_path / "pid").read_text()))
