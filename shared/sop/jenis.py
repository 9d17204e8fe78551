"""Kinds of legal product and of document; closed lists, from the field's own catalogue."""

from enum import StrEnum
from typing import NamedTuple


class JenisDokumen(StrEnum):
    """What a document in the berkas is."""

    NOTA_DINAS = "nota_dinas"
    NASKAH_ASLI = "naskah_asli"
    SALINAN = "salinan"
    LEMBAR_DISPOSISI = "lembar_disposisi"
    LEMBAR_PERSETUJUAN = "lembar_persetujuan"
    PINDAIAN = "pindaian"
    HASIL_SCAN = "hasil_scan"
    TEKS = "teks"
    LAMPIRAN = "lampiran"


NAMA_DOKUMEN: dict[JenisDokumen, str] = {
    JenisDokumen.NOTA_DINAS: "Nota dinas",
    JenisDokumen.NASKAH_ASLI: "Naskah asli",
    JenisDokumen.SALINAN: "Salinan",
    JenisDokumen.LEMBAR_DISPOSISI: "Lembar disposisi",
    JenisDokumen.LEMBAR_PERSETUJUAN: "Lembar persetujuan",
    JenisDokumen.PINDAIAN: "Pindaian (sebagaimana diterima)",
    JenisDokumen.HASIL_SCAN: "Hasil scan",
    JenisDokumen.TEKS: "Teks hasil scan",
    JenisDokumen.LAMPIRAN: "Lampiran",
}


class Jenis(NamedTuple):
    """A kind of legal product: its name, its abbreviation (`singkatanJenis`), its code in file names."""

    nama: str
    singkatan: str
    kode_berkas: str


JENIS: dict[str, Jenis] = {
    "peraturan_kpu": Jenis("Peraturan KPU", "PKPU", "pkpu"),
    "keputusan_kpu": Jenis("Keputusan KPU", "KPT KPU", "kpt"),
    "keputusan_kpu_provinsi": Jenis("Keputusan KPU Provinsi", "KPT KPU PROV", "kptprov"),
    "keputusan_kpu_kabkota": Jenis("Keputusan KPU Kabupaten/Kota", "KPT KPU KAB/KOTA", "kptkab"),
    "keputusan_sekjen": Jenis("Keputusan Sekretaris Jenderal KPU", "KPT SEKJEN", "kptsj"),
    "keputusan_sekretaris": Jenis("Keputusan Sekretaris", "KPT SEKRETARIS", "kptsek"),
    "surat_edaran": Jenis("Surat Edaran", "SE", "se"),
    "instruksi": Jenis("Instruksi", "INS", "ins"),
    "nota_kesepahaman": Jenis("Nota Kesepahaman", "NK", "mou"),
    "perjanjian_kerja_sama": Jenis("Perjanjian Kerja Sama", "PKS", "pks"),
    "pengumuman": Jenis("Pengumuman", "PENG", "peng"),
    "sop": Jenis("Standar Operasional Prosedur", "SOP", "sop"),
}

BIDANG_HUKUM = (
    "Hukum Pada Umumnya", "Adat", "Administrasi Negara", "Agraria", "Dagang", "Islam", "Internasional", "Lingkungan",
    "Perburuhan", "Perdata", "Pidana", "Tata Negara", "Himpunan Peraturan", "Putusan Pengadilan", "Referensi",
    "Hak Asasi Manusia", "Hukum Kekayaan Intelektual", "Umum", "Kesehatan", "Laut", "Udara", "Acara", "Ilmu Hukum",
    "Agama", "Bisnis", "Militer", "Investasi",
)  # fmt: skip
"""Closed list of Permenkumham 8/2019."""
