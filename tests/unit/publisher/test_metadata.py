"""The draft, its correction, and what is shown."""

import pytest
from pydantic import ValidationError

from services.publisher.domain.metadata import LABELS, Metadata, corrected, shown
from tests.support.people import berkas_at

OFFICE = "KPU Kabupaten Kotawaringin Timur"


def test_the_draft_states_what_the_berkas_says() -> None:
    metadata = corrected(berkas_at("R5b"), OFFICE, {"subjek": " pemilihan umum ", "judul": None})
    assert metadata.judul == "Keputusan KPU Kabupaten/Kota Nomor 33 Tahun 2026 tentang Penetapan Jadwal Rapat"
    assert (metadata.singkatan_jenis, metadata.sumber, metadata.status) == ("KPT KPU KAB/KOTA", "-", "Berlaku")
    assert (metadata.subjek, metadata.lokasi, metadata.bahasa) == ("PEMILIHAN UMUM", OFFICE, "Indonesia")


def test_a_correction_replaces_the_draft() -> None:
    metadata = corrected(berkas_at("R5b"), OFFICE, {"subjek": "A", "teu": "Lain", "tanggal_penetapan": "2026-11-21"})
    assert (metadata.teu, metadata.tanggal_penetapan.isoformat()) == ("Lain", "2026-11-21")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "subjek"), ({"subjek": "A\x00"}, "subjek"), ({"subjek": "  "}, "subjek"),
        ({"subjek": "A", "bidang_hukum": "Sihir"}, "bidang_hukum"),
        ({"subjek": "A", "status": "Mungkin"}, "status"), ({"subjek": "A", "tahun": "dua ribu"}, "tahun"),
        ({"subjek": "A", "tanggal_penetapan": "31-12-2026"}, "tanggal_penetapan"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_names_its_field(changes: dict[str, str], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        corrected(berkas_at("R5b"), OFFICE, changes)
    assert [fault["loc"] for fault in caught.value.errors()] == [(field,)]


def test_every_field_has_a_place_on_the_page() -> None:
    assert set(LABELS) == set(Metadata.model_fields)
    assert shown(corrected(berkas_at("R5b"), OFFICE, {"subjek": "A"}))["tanggal_penetapan"] == "20 November 2026"
