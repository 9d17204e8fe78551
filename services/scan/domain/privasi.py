"""The line of the completeness list about personal data."""

from services.scan.domain.data_pribadi import Bagian, DataPribadi
from services.scan.domain.kelengkapan import NO_SCAN, Bahan, Hasil, Temuan

SHOWN = 5
ADVICE = "Putuskan tiap bagian di daftar data pribadi di halaman ini: tutup, atau boleh terbit dengan alasannya."


def personal(bahan: Bahan) -> Temuan:
    """Nothing undecided, and all that is to be closed is closed in the very file that will be published."""
    data = bahan.data_pribadi
    if data is None:
        return NO_SCAN
    if not data.dicari and not data.bagian:
        return (
            Hasil.TIDAK_DIPERIKSA,
            "Data pribadi tidak dicari di hasil scan ini. Lihat sendiri semua halamannya.",
        )
    if data.belum:
        return Hasil.GAGAL, f"{len(data.belum)} bagian belum diputuskan: {_named(data.belum)}."
    return _closed(data)


def _closed(data: DataPribadi) -> Temuan:
    if data.ditutup and data.tertutup is None:
        why = data.sebab or "Bagian yang ditutup sedang dikerjakan; muat ulang halaman ini sebentar lagi."
        return Hasil.GAGAL, why
    if not data.bagian:
        return Hasil.LULUS, "Tidak ditemukan NIK, nomor kartu keluarga, telepon, surel, rekening, atau alamat rumah."
    parts = [f"{len(data.ditutup)} bagian ditutup: {_named(data.ditutup)}"] if data.ditutup else []
    parts += [f"{len(data.boleh)} bagian boleh terbit: {_named(data.boleh)}"] if data.boleh else []
    return Hasil.LULUS, f"{'; '.join(parts)}."


def _named(bagian: tuple[Bagian, ...]) -> str:
    named = [f"{one.sebutan} di halaman {one.halaman}" for one in bagian[:SHOWN]]
    more = [f"dan {len(bagian) - SHOWN} lagi"] if len(bagian) > SHOWN else []
    return ", ".join([*named, *more])
