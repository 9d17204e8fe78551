"""What a proposer fills in, and what is made of it."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict

from shared.sop.berkas import Long, NotaDinas, Produk, Short
from shared.sop.jenis import BIDANG_HUKUM, JENIS
from shared.teks import STORABLE, described

_NOTE = "nd_"
_FIELDS = ("nd_nomor", "nd_tanggal", "nd_hal", "nd_dari", "jenis", "nomor", "tahun", "tentang", "tempat_penetapan",
           "tanggal_penetapan", "penandatangan", "bidang_hukum", "subjek")  # fmt: skip


class Isian(BaseModel):
    """The text fields of a submission; `nd_…` describe the nota dinas, the others the legal product."""

    model_config = ConfigDict(str_strip_whitespace=True)

    nd_nomor: Short
    nd_tanggal: date
    nd_hal: Long
    nd_dari: Short
    jenis: Annotated[str, described(enum=[*JENIS])]
    nomor: Short
    tahun: Annotated[int, described(minimum=1945, maximum=2200)]
    tentang: Long
    tempat_penetapan: Short
    tanggal_penetapan: date
    penandatangan: Short
    bidang_hukum: Annotated[str, described(enum=[*BIDANG_HUKUM])] = "Tata Negara"
    subjek: Annotated[str, described(pattern=STORABLE, maxLength=500)] = ""

    @property
    def nota_dinas(self) -> NotaDinas:
        """The note."""
        return NotaDinas(nomor=self.nd_nomor, tanggal=self.nd_tanggal, hal=self.nd_hal, dari=self.nd_dari)

    @property
    def produk(self) -> Produk:
        """The legal product. Raises pydantic.ValidationError when `complaints` has any."""
        fields = {name: getattr(self, name) for name in _FIELDS if not name.startswith(_NOTE)}
        return Produk.model_validate(fields)

    def complaints(self) -> dict[str, str]:
        """What is wrong beyond the form of each field: field -> sentence."""
        wrong = {}
        if self.jenis not in JENIS:
            wrong["jenis"] = "Pilih jenis produk hukum dari daftar."
        if self.bidang_hukum not in BIDANG_HUKUM:
            wrong["bidang_hukum"] = "Pilih bidang hukum dari daftar."
        if not 1945 <= self.tahun <= 2200:
            wrong["tahun"] = "Isi tahun dengan empat angka, misalnya 2026."
        if self.tanggal_penetapan.year > self.tahun + 1:
            wrong["tanggal_penetapan"] = "Tanggal penetapan tidak cocok dengan tahun produk hukum."
        if len(self.subjek) > 500:
            wrong["subjek"] = "Subjek paling panjang 500 huruf."
        return wrong
