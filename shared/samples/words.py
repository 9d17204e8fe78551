"""Words that the sample documents are made of. Every person is invented; offices and laws are real."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

DEPAN = (
    "Aminah",
    "Bambang",
    "Citra",
    "Dayang",
    "Eko",
    "Fitria",
    "Gunawan",
    "Herlina",
    "Ismail",
    "Juliana",
    "Kornelius",
)
BELAKANG = ("Anggraini", "Darmawan", "Hidayat", "Kusuma", "Lestari", "Pratama", "Rahman", "Saputra", "Utami", "Wijaya")

DESA = tuple(
    f"{desa} {arah}"
    for desa in ("Tanjung", "Muara", "Bukit", "Teluk")
    for arah in ("Hulu", "Hilir", "Utara", "Selatan")
)

TAHAPAN = (
    "Rekapitulasi Pemutakhiran Data Pemilih Berkelanjutan {wilayah} Triwulan {triwulan} Tahun {tahun}",
    "Penetapan Jumlah Tempat Pemungutan Suara dan Daftar Pemilih {wilayah} Triwulan {triwulan} Tahun {tahun}",
    "Penetapan Hasil Pencocokan dan Penelitian Data Pemilih {wilayah} Triwulan {triwulan} Tahun {tahun}",
)
TRIWULAN = ("Pertama", "Kedua", "Ketiga", "Keempat")

MENGINGAT = (
    "Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum (Lembaran Negara Republik Indonesia Tahun 2017 "
    "Nomor 182, Tambahan Lembaran Negara Republik Indonesia Nomor 6109) sebagaimana telah diubah dengan "
    "Undang-Undang Nomor 7 Tahun 2023;",
    "Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik (Lembaran Negara Republik Indonesia "
    "Tahun 2008 Nomor 61, Tambahan Lembaran Negara Republik Indonesia Nomor 4846);",
    "Peraturan Presiden Nomor 33 Tahun 2012 tentang Jaringan Dokumentasi dan Informasi Hukum Nasional (Lembaran "
    "Negara Republik Indonesia Tahun 2012 Nomor 82);",
    "Peraturan Komisi Pemilihan Umum Nomor 8 Tahun 2019 tentang Tata Kerja Komisi Pemilihan Umum, Komisi Pemilihan "
    "Umum Provinsi, dan Komisi Pemilihan Umum Kabupaten/Kota;",
    "Peraturan Komisi Pemilihan Umum Nomor 14 Tahun 2020 tentang Tugas, Fungsi, Susunan Organisasi, dan Tata Kerja "
    "Sekretariat Jenderal Komisi Pemilihan Umum, Sekretariat Komisi Pemilihan Umum Provinsi, dan Sekretariat Komisi "
    "Pemilihan Umum Kabupaten/Kota;",
    "Peraturan Komisi Pemilihan Umum Nomor 2 Tahun 2021 tentang Tata Naskah Dinas Komisi Pemilihan Umum, Komisi "
    "Pemilihan Umum Provinsi, dan Komisi Pemilihan Umum Kabupaten/Kota;",
)


@dataclass(frozen=True, slots=True)
class Kantor:
    """An office as its letterhead shows it; `bagian` are the areas that its tables list."""

    kode: str
    lembaga: str
    wilayah: str
    tempat: str
    alamat: str
    tabel: str
    bagian: tuple[str, ...]


KALBAR = Kantor(
    kode="61",
    lembaga="Komisi Pemilihan Umum Provinsi Kalimantan Barat",
    wilayah="Provinsi Kalimantan Barat",
    tempat="Pontianak",
    alamat="Pontianak, Kalimantan Barat",
    tabel="Kabupaten/Kota, Kecamatan",
    bagian=(
        "Sambas",
        "Mempawah",
        "Sanggau",
        "Ketapang",
        "Sintang",
        "Kapuas Hulu",
        "Bengkayang",
        "Landak",
        "Sekadau",
        "Melawi",
        "Kayong Utara",
        "Kubu Raya",
        "Kota Pontianak",
        "Kota Singkawang",
    ),
)
KOTIM = Kantor(
    kode="6202",
    lembaga="Komisi Pemilihan Umum Kabupaten Kotawaringin Timur",
    wilayah="Kabupaten Kotawaringin Timur",
    tempat="Sampit",
    alamat="Sampit, Kalimantan Tengah",
    tabel="Kecamatan, Desa",
    bagian=(
        "Mentaya Hilir Selatan",
        "Teluk Sampit",
        "Pulau Hanaut",
        "Mentawa Baru Ketapang",
        "Seranau",
        "Mentaya Hilir Utara",
        "Kota Besi",
        "Telawang",
        "Baamang",
        "Cempaga",
        "Cempaga Hulu",
        "Parenggean",
    ),
)


def acak(kind: str, seed: int) -> Random:
    """A source of choices that gives the same ones for the same kind of document and seed, on every machine."""
    return Random(f"{kind}:{seed}")  # noqa: S311


def nama(rng: Random) -> str:
    """An invented person's name."""
    return f"{rng.choice(DEPAN)} {rng.choice(BELAKANG)}"


def nip(rng: Random) -> str:
    """An invented NIP of 18 digits: birth, appointment, sex, serial."""
    lahir = date(1970, 1, 1) + timedelta(days=rng.randrange(7000))
    angkat = f"{lahir.year + 26}{rng.randint(1, 12):02d}"
    return f"{lahir:%Y%m%d} {angkat} {rng.randint(1, 2)} {rng.randint(1, 20):03d}"


def tanggal(rng: Random, tahun: int) -> date:
    """Some day of the year."""
    return date(tahun, 1, 2) + timedelta(days=rng.randrange(360))
