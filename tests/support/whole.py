"""The whole stack, started once: real servers, five services, the gateway; a third office with an SOP of its own."""

import json
from collections.abc import Iterator

import httpx
import pytest

from deploy.local import programs
from deploy.local.demo.cases import Case, under_number
from deploy.local.demo.office import Person, sign_in
from deploy.local.demo.run import staff
from deploy.local.stack import Stack
from shared.samples import nota_dinas, signed_pdf, surat_edaran
from shared.sop.definition import BUILT_IN
from tests.support.broker import given_broker

THIRD = "6471"
THIRD_PEOPLE = ("pengusul", "kasubbag", "sekretaris", "staf")
PASSWORD = "cukup-panjang-untuk-uji"


def third_sop() -> str:
    """The regency's SOP with an approver more (sekretaris) and a step less (no archive)."""
    text = (BUILT_IN / "kotim-33-2021.toml").read_text(encoding="utf-8")
    head, *rows = text.split("[[langkah]]")
    rows = [row for row in rows if 'kode = "R5a"' not in row]
    rows = [row.replace('["R4b", "R5a"]', '["R4b"]') for row in rows]
    extra = (
        '\nkode = "S3c"\nkegiatan = "Persetujuan Sekretaris"\nperan = "sekretaris"\ntindakan = "setujui"\n'
        'kelengkapan = [{ nama = "Lembar persetujuan", dokumen = "lembar_persetujuan" }]\nkembali_ke = ["R1"]\n\n'
    )
    place = next(number for number, row in enumerate(rows) if 'kode = "R4a"' in row)
    head = head.replace("kotim-33-2021", "ketiga-1-2026").replace(
        'staf = "Staf"', 'staf = "Staf"\nsekretaris = "Sekretaris"'
    )
    return "[[langkah]]".join([head, *rows[:place], extra, *rows[place:]])


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Everything, healthy."""
    root = tmp_path_factory.mktemp("stack")
    sops = root / "sop"
    sops.mkdir()
    work = root / "kerja"
    work.mkdir()
    (sops / "ketiga.toml").write_text(third_sop(), encoding="utf-8")
    settings = {
        "TERBIT_SOP_DIR": str(sops),
        "TERBIT_JOB_LEASE_SECONDS": "6",
        "TERBIT_CANARY_SECONDS": "2",
        "TERBIT_EVENT_ANSWER_SECONDS": "2",
        "TERBIT_MAX_UPLOAD_MB": "20",
        "TERBIT_OCR_RANGE_PAGES": "2",
        "TERBIT_OUTBOUND_ALLOW": "127.0.0.0/8",
        "TERBIT_WORK_DIR": str(work),
        "TERBIT_CRASH_DIR": str(root / "crash"),
        **given_broker(),
    }
    with Stack(root, settings) as stack:
        stack.start_servers()
        stack.migrate()
        stack.seed()
        programs.Command("console", ("seed",), stack.environment("console")).finish(third_office())
        stack.start_services()
        stack.wait_healthy(180)
        yield stack


def third_office() -> str:
    """The office with the third SOP and its people."""
    kantor = {
        "kode": THIRD,
        "nama": "KPU Kota Balikpapan",
        "sop": "ketiga-1-2026",
        "tempat": "Balikpapan",
        "zona": "Asia/Makassar",
    }
    people = [
        {"nama_masuk": f"{peran}.{THIRD}", "kata_sandi": PASSWORD, "nama": f"Uji {peran.title()}",
         "nip": "198001012005011001", "jabatan": peran, "kantor": THIRD, "peran": peran}
        for peran in THIRD_PEOPLE
    ]  # fmt: skip
    return json.dumps({"kantor": [kantor], "orang": people})


@pytest.fixture(scope="session")
def people(stack: Stack) -> dict[str, dict[str, Person]]:
    """Everybody, signed in, by office and role."""
    third = {peran: sign_in(stack.address, f"{peran}.{THIRD}", PASSWORD, peran) for peran in THIRD_PEOPLE}
    return {"61": staff(stack, "61"), "6202": staff(stack, "6202"), THIRD: third}


@pytest.fixture(scope="session")
def operator(stack: Stack) -> Person:
    """The operations person."""
    return sign_in(stack.address, "operasi", stack.state.people["operasi"], "operasi")


@pytest.fixture(scope="session")
def public(stack: Stack) -> Iterator[httpx.Client]:
    """A citizen."""
    with httpx.Client(base_url=stack.address, timeout=60) as client:
        yield client


def case(kantor: str, jenis: str, seed: int, naskah: bytes | None = None, nama: str = "naskah.pdf") -> Case:
    """A submission of a small born-digital document (which needs no OCR), or of `naskah`."""
    letter, nota = surat_edaran(seed=seed), nota_dinas(seed=seed)
    return under_number(f"{seed}/HK/{kantor}/2026", kantor, jenis, letter, nota, naskah or b"", nama)


def signed_case(kantor: str, jenis: str, seed: int) -> Case:
    """A submission whose original carries an electronic signature."""
    return case(kantor, jenis, seed, signed_pdf(surat_edaran(seed=seed).born_digital_pdf), "bertanda-tangan.pdf")
