"""One environment and one full context, as a service would give them."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from jinja2 import Environment

from shared.identity import Orang
from shared.web.look.templating import environment

EVIL = '<script>alert("x")</script> & "Keputusan"'


@pytest.fixture(scope="session")
def env() -> Environment:
    return environment([Path(__file__).parent / "templates"])


def orang(*peran: str) -> Orang:
    return Orang(
        id=UUID(int=1), nama="Rahmat Hidayat", peran={"61": peran}, kantor_nama="KPU Provinsi Kalimantan Barat"
    )


def tugas(
    judul: str, status: str, jenis: str, *, alamat: str | None = None, keterangan: str | None = None
) -> dict[str, str | None]:
    return {"judul": judul, "alamat": alamat, "keterangan": keterangan, "status": status, "jenis": jenis}


@pytest.fixture
def konteks() -> dict[str, Any]:
    """Everything the gallery shows; text that a person may have typed is hostile."""
    saat = datetime(2026, 11, 22, 7, 5, tzinfo=UTC)
    return {
        "halaman": "Keputusan tentang Jadwal",
        "orang": orang("kasubbag"),
        "csrf": "token-1",
        "kunci": "6f1f7b3e-0000-4000-8000-000000000001",
        "pesan": {"jenis": "sukses", "teks": "Nota dinas tercatat dengan nomor agenda 17."},
        "tempat": "agenda",
        "judul": EVIL,
        "saat": saat,
        "tenggat": date(2026, 11, 25),
        "hash": "3f2a" * 16,
        "tugas": [
            tugas(EVIL, "Terlambat", "bahaya", alamat="/putusan/1", keterangan="Lewat 2 hari"),
            tugas("Pindai naskah", "Nanti", "netral"),
        ],
        "kejadian": [
            {"waktu": saat, "judul": "Disetujui", "pelaku": "Sri Wahyuni (Kabag)", "rincian": EVIL},
            {"waktu": saat, "judul": "Nota dinas diterima", "pelaku": None, "rincian": None},
        ],
        "periksa": [
            {"kode": "halaman", "judul": "Jumlah halaman", "hasil": "lulus", "rincian": "10 halaman, seperti asli."},
            {"kode": "abstrak", "judul": EVIL, "hasil": "gagal", "rincian": "Abstrak belum ada."},
            {"kode": "cap", "judul": "Cap dinas", "hasil": "tidak_diperiksa", "rincian": None},
        ],
        "isian": {
            "nomor": EVIL,
            "tanggal": "2026-11-20",
            "jenis": "edaran",
            "sifat": "segera",
            "harap": ["proses"],
            "setuju": "ya",
            "perihal": "\nbaris kedua",
            "periksa-halaman": "sesuai",
        },
        "galat": {
            "nomor": "Isi nomor nota dinas.",
            "periksa-abstrak": "Pilih hasil pemeriksaan.",
            "": "Berkas sudah berubah.",
        },
    }
