"""Metadata of a published product (Permenkumham 8/2019): drafted from the berkas, corrected by a person."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final

from pydantic import Field, StringConstraints, field_validator

from services.publisher.domain.nama import teu
from shared.sop import JENIS, Berkas
from shared.sop.berkas import Frozen, Long, Short
from shared.sop.jenis import BIDANG_HUKUM
from shared.web.look.filters import tanggal

STATUS: Final = ("Berlaku", "Tidak Berlaku", "Tidak memiliki daya guna")
Capitals = Annotated[
    str, StringConstraints(strip_whitespace=True, to_upper=True, min_length=1, max_length=500, pattern=r"^[^\x00]*$")
]


class Metadata(Frozen):
    """What the detail page and the feed state. `sumber` is "-" for what stands in no gazette."""

    tipe_dokumen: Short = "Peraturan Perundang-undangan"
    judul: Long
    teu: Short
    nomor: Short
    tahun: int = Field(ge=1945, le=2200)
    jenis: Short
    singkatan_jenis: Short
    tempat_penetapan: Short
    tanggal_penetapan: date
    penandatangan: Short
    sumber: Short = "-"
    subjek: Capitals
    status: Short = "Berlaku"
    bahasa: Short = "Indonesia"
    lokasi: Short
    bidang_hukum: Short

    @field_validator("bidang_hukum")
    @classmethod
    def _known_field(cls, value: str) -> str:
        if value not in BIDANG_HUKUM:
            raise ValueError("pilih salah satu dari daftar bidang hukum")
        return value

    @field_validator("status")
    @classmethod
    def _known_status(cls, value: str) -> str:
        if value not in STATUS:
            raise ValueError("pilih salah satu status yang tersedia")
        return value


LABELS: Final[dict[str, str]] = {
    "judul": "Judul", "jenis": "Jenis", "singkatan_jenis": "Singkatan jenis", "nomor": "Nomor", "tahun": "Tahun",
    "teu": "T.E.U. badan", "tempat_penetapan": "Tempat penetapan", "tanggal_penetapan": "Tanggal penetapan",
    "penandatangan": "Penandatangan", "sumber": "Sumber", "subjek": "Subjek", "status": "Status", "bahasa": "Bahasa",
    "lokasi": "Lokasi", "bidang_hukum": "Bidang hukum", "tipe_dokumen": "Tipe dokumen",
}  # fmt: skip
"""Names of the fields as the public page shows them, in its order."""

COMPARED: Final = ("judul", "jenis", "nomor", "tahun", "tanggal_penetapan")
"""What must stand on the public page before a product counts as published."""


def drafted(berkas: Berkas, nama_kantor: str) -> dict[str, Any]:
    """Every field of `Metadata` as the berkas and the office suggest it; `subjek` may be empty."""
    produk = berkas.produk
    jenis = JENIS[produk.jenis]
    return {
        "judul": produk.judul, "teu": teu(nama_kantor), "nomor": produk.nomor, "tahun": produk.tahun,
        "jenis": jenis.nama, "singkatan_jenis": jenis.singkatan, "tempat_penetapan": produk.tempat_penetapan,
        "tanggal_penetapan": produk.tanggal_penetapan.isoformat(), "penandatangan": produk.penandatangan,
        "sumber": "-", "subjek": produk.subjek.upper(), "status": STATUS[0], "bahasa": "Indonesia",
        "lokasi": nama_kantor, "bidang_hukum": produk.bidang_hukum,
    }  # fmt: skip


def corrected(berkas: Berkas, nama_kantor: str, changes: Mapping[str, Any]) -> Metadata:
    """The draft with a person's corrections; None leaves a field as drafted. Raises pydantic.ValidationError."""
    given = {name: value for name, value in changes.items() if value is not None}
    return Metadata.model_validate({**drafted(berkas, nama_kantor), **given})


def shown(metadata: Metadata) -> dict[str, str]:
    """Every field as a person reads it on the page, by field name."""
    values = metadata.model_dump()
    return {name: str(values[name]) for name in LABELS} | {"tanggal_penetapan": tanggal(metadata.tanggal_penetapan)}
