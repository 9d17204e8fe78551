"""How numbers were built in each era, and the facts of a decision of that era."""

from dataclasses import dataclass
from random import Random

from shared.samples.model import Metadata
from shared.samples.words import KALBAR, KOTIM, TAHAPAN, TRIWULAN, nama, tanggal

TENTANG = (
    *TAHAPAN,
    "Perubahan Kedua atas Keputusan {lembaga} Nomor 17/HK.03.1-Kpt/61/{lalu} tentang Pedoman Teknis Pembentukan Badan "
    "Adhoc",
    "Perubahan atas Keputusan {lembaga} Nomor 214 Tahun {lalu} tentang Penetapan Zona Pemasangan Alat Peraga Kampanye",
    "Penetapan Pasangan Calon Bupati dan Wakil Bupati Peserta Pemilihan Serentak Tahun {tahun} di {wilayah}",
    "Pencabutan Keputusan {lembaga} Nomor 45/Kpts/KPU/Tahun {lalu} tentang Maskot dan Jingle",
    "Standar Biaya Honorarium Kelompok Kerja Penyusunan Laporan Kinerja Triwulan {triwulan}",
    "Tata Cara Penghapusan Barang Milik Negara Eks Logistik Pemilu (BMN) pada Sekretariat {wilayah}",
    "Penggantian Antarwaktu Anggota Panitia Pemilihan Kecamatan Mentawa Baru Ketapang dan Kecamatan Baamang",
)

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class Era:
    """How a number was built (`{n}`, `{bulan}`, `{tahun}`), by whom, for what kind."""

    nama: str
    nomor: str
    jenis: str
    kepala: str
    pejabat: str
    tahun: tuple[int, int]


PROV, KAB = KALBAR.wilayah.upper(), KOTIM.wilayah.upper()
COMMISSION = "KOMISI PEMILIHAN UMUM"
ERAS = (
    Era("tahun", "{n} TAHUN {tahun}", "keputusan_kpu", f"KEPUTUSAN {COMMISSION}", f"KETUA {COMMISSION}", (2022, 2026)),
    Era("provinsi", "{n} TAHUN {tahun}", "keputusan_kpu_provinsi", f"KEPUTUSAN {COMMISSION}|{PROV}",
        f"KETUA {COMMISSION}|{PROV}", (2022, 2026)),
    Era("kabupaten", "{n} TAHUN {tahun}", "keputusan_kpu_kabkota", f"KEPUTUSAN {COMMISSION}|{KAB}",
        f"KETUA {COMMISSION}|{KAB}", (2022, 2026)),
    Era("kpts", "{n}/Kpts/KPU/TAHUN {tahun}", "keputusan_kpu", f"KEPUTUSAN {COMMISSION}", f"KETUA {COMMISSION}",
        (2012, 2016)),
    Era("pusat", "{n}/HK.04-Kpt/03/KPU/{bulan}/{tahun}", "keputusan_kpu", f"KEPUTUSAN {COMMISSION}|REPUBLIK INDONESIA",
        f"KETUA {COMMISSION}|REPUBLIK INDONESIA", (2018, 2020)),
    Era("sekretaris", "{n}/HK.03.1-Kpt/6202/02/Sek-Kab/{bulan}/{tahun}", "keputusan_sekretaris",
        f"KEPUTUSAN SEKRETARIS {COMMISSION}|{KAB}", f"SEKRETARIS {COMMISSION}|{KAB}", (2018, 2020)),
    Era("tahapan", "{n}/PL.03.4-Kpt/61/Prov/{bulan}/{tahun}", "keputusan_kpu_provinsi",
        f"KEPUTUSAN {COMMISSION}|{PROV}", f"KETUA {COMMISSION}|{PROV}", (2018, 2020)),
    Era("wilayah", "{n}/HK.04/6202/{tahun}", "keputusan_kpu_kabkota", f"KEPUTUSAN {COMMISSION}|{KAB}",
        f"KETUA {COMMISSION}|{KAB}", (2021, 2022)),
    Era("sekjen", "{n} TAHUN {tahun}", "keputusan_sekjen", f"KEPUTUSAN SEKRETARIS JENDERAL|{COMMISSION}",
        f"SEKRETARIS JENDERAL|{COMMISSION}", (2022, 2026)),
    Era("bupati", "188.45/{n}/KPTS/{tahun}", "", "KEPUTUSAN BUPATI KOTAWARINGIN TIMUR", "BUPATI KOTAWARINGIN TIMUR",
        (2019, 2023)),
    Era("perbup", "{n} TAHUN {tahun}", "", "PERATURAN BUPATI KOTAWARINGIN TIMUR", "BUPATI KOTAWARINGIN TIMUR",
        (2019, 2025)),
)  # fmt: skip


def metadata(era: Era, rng: Random) -> tuple[Metadata, str]:
    """The facts, and the serial number within the number: what is written by hand into a form."""
    tahun = rng.randint(*era.tahun)
    hari = tanggal(rng, tahun)
    serial = str(rng.choice((rng.randint(1, 9), rng.randint(10, 99), rng.randint(100, 1200))))
    nomor = era.nomor.format(n=serial, bulan=ROMAN[hari.month - 1], tahun=tahun)
    office = KALBAR if PROV in era.kepala else KOTIM
    issuer = era.kepala.replace("|", " ").title().removeprefix("Keputusan ").removeprefix("Peraturan ")
    facts = {"wilayah": office.wilayah, "lembaga": issuer, "tahun": tahun, "lalu": tahun - 2}
    subject = rng.choice(TENTANG).format(triwulan=rng.choice(TRIWULAN), **facts)
    return Metadata(
        jenis=era.jenis or era.kepala.title(),
        lembaga=era.kepala.replace("|", " "),
        nomor=nomor.removesuffix(f" TAHUN {tahun}") if "/" not in nomor else nomor,
        tahun=tahun,
        tentang=subject,
        tempat=office.tempat,
        tanggal_penetapan=hari,
        penandatangan=nama(rng),
        jabatan=era.pejabat.replace("|", " ").title(),
    ), serial
