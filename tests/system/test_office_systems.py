"""The examples of docs/office-systems.md, run as they stand there, against the whole stack."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deploy.local.demo.office import Person, until
from deploy.local.ports import HOST, choose
from deploy.local.programs import REPOSITORY
from deploy.local.stack import Stack
from tests.support.whole import case

SCOPES = ["events:write", "documents:write", "berkas:read"]


def example(name: str, folder: Path) -> Path:
    """One of the programs of the document, as a file."""
    text = (REPOSITORY / "docs" / "office-systems.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (code,) = (block for block in blocks if block.startswith(f"# {name} "))
    file = folder / name
    file.write_text(code, encoding="utf-8")
    return file


def send(stack: Stack, folder: Path, made: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    """Run the example that submits."""
    sample = case("6202", "keputusan_kpu_kabkota", 8100)
    for name, data in (("nota.pdf", sample.nota), ("naskah.pdf", sample.naskah)):
        (folder / name).write_bytes(data)
    secrets = {
        "TERBIT": stack.address, "TERBIT_API_KEY": made["kunci_api"], "TERBIT_KEY_ID": made["kunci"]["id"],
        "TERBIT_SIGNING_SECRET": made["rahasia_tanda"],
    }  # fmt: skip
    command = [sys.executable, str(example("kirim.py", folder)), str(folder / "nota.pdf"), str(folder / "naskah.pdf")]
    return subprocess.run(command, env={**os.environ, **secrets}, capture_output=True, text=True, check=False)


@contextmanager
def listening(folder: Path, port: int, secret: str) -> Iterator[Path]:
    """Run the example that listens; what it prints lies in a file."""
    said = folder / "terima.txt"
    with said.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, str(example("terima.py", folder)), str(port)], stdout=output, stderr=subprocess.STDOUT,
            env={**os.environ, "TERBIT_SIGNING_SECRET": secret},
        )  # fmt: skip
        try:
            yield said
        finally:
            process.terminate()
            process.wait()


def test_the_documents_examples_submit_and_are_told(
    stack: Stack, people: dict[str, dict[str, Person]], tmp_path: Path
) -> None:
    boss, proposer = people["6202"]["pengelola"], people["6202"]["pengusul"]
    port = choose()["spare"]
    kinds = ["diajukan", "langkah-selesai"]
    told = boss.post("/api/intake/sistem/langganan", alamat=f"http://{HOST}:{port}/", jenis=kinds)
    orang = proposer.get("/api/console/me")["id"]
    made = boss.post("/api/intake/sistem/kunci", keperluan="Contoh", lingkup=SCOPES, orang=orang)
    with listening(tmp_path, port, told["rahasia_tanda"]) as said:
        done = send(stack, tmp_path, made)
        assert done.returncode == 0, done.stdout + done.stderr
        agenda = re.search(r'"agenda":"([^"]+)"', done.stdout)
        assert agenda
        line = f"id.terbit.kabar.diajukan {agenda[1]} R2a\n"
        until(lambda: line in said.read_text() or None, "the message of the submission", 60)
        (message,) = until(lambda: delivered(boss, told["langganan"]["id"]), "the log of its delivery", 60)
        boss.post(f"/api/intake/sistem/langganan/{told['langganan']['id']}/hentikan")
    assert message["percobaan"][0]["status"] == 204
    mine = next(row for row in boss.get("/api/intake/sistem/kunci") if row["id"] == made["kunci"]["id"])
    assert mine["dipakai_pada"]


def delivered(boss: Person, langganan_id: str) -> list[dict[str, Any]] | None:
    """The messages to an address, when all have been delivered."""
    found: list[dict[str, Any]] = boss.get(f"/api/intake/sistem/langganan/{langganan_id}/kiriman")
    return found if {message["keadaan"] for message in found} == {"terkirim"} else None
