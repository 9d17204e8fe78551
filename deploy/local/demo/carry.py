"""Carries one case from its submission to the verified page, each step by the person of its role."""

import hashlib
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from deploy.local.demo.acts import ACTS, timed
from deploy.local.demo.cases import Case
from deploy.local.demo.office import Person, Refused, until

Say = Callable[[str], None]
Position = dict[str, Any]
People = Mapping[str, Person]


@dataclass
class Outcome:
    """What became of a case: its page, and what was seen there."""

    agenda: str
    judul: str
    steps: list[str] = field(default_factory=list)
    machine_seconds: float = 0.0
    page: str = ""
    file: str = ""
    sha256: str = ""
    verified: bool = False
    why: str = ""


def carry(case: Case, people: People, say: Say) -> Outcome:
    """Carry a case through its SOP. Raises Refused, TimeoutError, RuntimeError when a step cannot be done."""
    start = time.monotonic()
    proposer = people["pengusul"]
    position = submit(case, proposer)
    outcome = Outcome(position["agenda"], position["judul"])
    say(f"  agenda {position['agenda']}  {position['judul']}")
    first = proposer.get(f"/api/intake/berkas/{position['id']}")["riwayat"][0]
    _line(say, outcome, first["langkah"], first["hasil"], proposer, time.monotonic() - start)
    while position["langkah"]:
        before, (position, seconds) = position, advance(position, people)
        _line(say, outcome, before["langkah"], before["kegiatan"], people[before["peran"]], seconds)
    outcome.machine_seconds = time.monotonic() - start
    look(outcome, proposer, position["id"])
    return outcome


def submit(case: Case, proposer: Person) -> Position:
    """Submit a case; returns where its berkas lies."""
    files = {"nota_dinas_berkas": ("nota-dinas.pdf", case.nota), "naskah_asli": (case.nama, case.naskah)}
    fields = {**case.fields, "kantor": case.kantor, "kunci": str(uuid.uuid4())}
    position: Position = proposer.send("/api/intake/berkas", fields, files)
    return position


def advance(position: Position, people: People) -> tuple[Position, float]:
    """Do the present step as the person of its role; returns where the berkas lies then, and the seconds it took."""
    person = people[position["peran"]]
    until(lambda: _waiting(person, position["id"]), f"{position['langkah']} in the work of {person.nama}")
    berkas = at_desk(position, person)
    _, do = ACTS[position["tindakan"]]
    seconds = timed(lambda: do(person, berkas))
    return moved(position, person), seconds


def at_desk(position: Position, person: Person) -> dict[str, Any]:
    """The berkas at the service that owns its present step, once it has arrived there."""
    service, _ = ACTS[position["tindakan"]]
    found: dict[str, Any] = until(lambda: _arrived(position, person, service), f"the berkas at {service}")
    return found


def moved(position: Position, person: Person) -> Position:
    """Where the berkas lies once intake has heard of the act after `position`."""
    found: Position = until(lambda: _moved(position, person), f"{position['langkah']} in the timeline")
    return found


def look(outcome: Outcome, person: Person, berkas_id: str) -> None:
    """Fetch what the public sees, and compare it with what the berkas says was to be published."""
    told = person.get(f"/api/publisher/berkas/{berkas_id}/terbit")
    berkas = person.get(f"/api/intake/berkas/{berkas_id}")
    wanted = [d for d in berkas["dokumen"] if d["jenis"] == "hasil_scan" and d["berlaku"]][-1]["sha256"]
    outcome.page, outcome.file = told["alamat"], told["alamat_berkas"]
    page, file = person.client.get(outcome.page), person.client.get(outcome.file)
    outcome.sha256 = hashlib.sha256(file.content).hexdigest()
    checks = {
        "the page is there": page.is_success, "the file is there": file.is_success,
        "the file has the hash of the berkas": outcome.sha256 == wanted,
        "the file begins with %PDF-": file.content[:5] == b"%PDF-",
        "the page shows the hash": wanted in page.text, "the publisher verified it": told["state"] == "terverifikasi",
    }  # fmt: skip
    outcome.why = ", ".join(f"not so: {name}" for name, holds in checks.items() if not holds)
    outcome.verified = not outcome.why


def _waiting(person: Person, berkas_id: str) -> bool | None:
    work = person.get("/api/intake/pekerjaan")
    return True if any(item["posisi"]["id"] == berkas_id for item in work) else None


def _arrived(position: Position, person: Person, service: str) -> dict[str, Any] | None:
    try:
        berkas: dict[str, Any] = person.get(f"/api/{service}/berkas/{position['id']}")
    except Refused as refused:
        if refused.code == "berkas-tidak-ada":
            return None
        raise
    return berkas if berkas["giliran"] >= position["giliran"] else None


def _moved(position: Position, person: Person) -> Position | None:
    found: Position = person.get(f"/api/intake/berkas/{position['id']}")["posisi"]
    return found if found["giliran"] > position["giliran"] else None


def _line(say: Say, outcome: Outcome, kode: str, kegiatan: str, person: Person, seconds: float) -> None:
    outcome.steps.append(kode)
    short = kegiatan if len(kegiatan) <= 62 else f"{kegiatan[:61]}…"
    say(f"    {kode:<4} {short:<62}  {person.peran:<9} {person.nama:<22} {seconds:6.1f} s")
