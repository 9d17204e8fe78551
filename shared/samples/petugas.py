"""A sample decision that appoints people, with a lampiran that tells too much of them. Every person is invented."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from shared.samples.kop import kop
from shared.samples.model import Contoh, Metadata
from shared.samples.naskah import MARGIN, Naskah
from shared.samples.words import KOTIM, acak, nama, nip, tanggal

SIGNATURE = MARGIN + 76
TOLD = ("nik", "telepon", "surel", "rekening", "alamat")


@dataclass(frozen=True, slots=True)
class Petugas:
    """A person of the lampiran."""

    nama: str
    nik: str
    telepon: str
    surel: str
    rekening: str
    alamat: str


def keputusan_petugas(seed: int = 1, people: int = 3, *, pribadi: bool = True) -> tuple[Contoh, tuple[Petugas, ...]]:
    """A decision and its people; without `pribadi` only their names are printed, and the NIP of who signs."""
    rng = acak("petugas", seed)
    meta = _metadata(rng)
    who = tuple(_petugas(rng) for _ in range(people))
    naskah = Naskah(meta.judul, meta.tanggal_penetapan)
    kop(naskah, KOTIM)
    naskah.centre(f"KEPUTUSAN {meta.lembaga}".upper())
    naskah.centre(f"NOMOR {meta.nomor} TAHUN {meta.tahun}")
    naskah.centre("TENTANG")
    naskah.centre(meta.tentang.upper(), inset=8)
    naskah.skip(6)
    naskah.paragraph(f"Menetapkan nama-nama dalam Lampiran sebagai petugas di {KOTIM.wilayah} mulai {meta.tanggal}.")
    naskah.skip(6)
    naskah.lines(f"Ditetapkan di {meta.tempat}", f"pada tanggal {meta.tanggal}", left=SIGNATURE)
    naskah.lines(meta.penandatangan.upper(), f"NIP {nip(rng)}", left=SIGNATURE)
    naskah.new_page()
    naskah.lines("LAMPIRAN", f"NOMOR {meta.nomor} TAHUN {meta.tahun}")
    naskah.skip(6)
    for number, one in enumerate(who, 1):
        naskah.lines(f"{number}. {one.nama}")
        if pribadi:
            naskah.lines(
                f"NIK {one.nik}", f"Alamat: {one.alamat}", f"HP {one.telepon}, surel {one.surel}",
                f"Nomor rekening {one.rekening}", left=MARGIN + 8,
            )  # fmt: skip
        naskah.skip(3)
    pdf, pages = naskah.finish()
    return Contoh(meta, pages, pdf), who


def _metadata(rng: Random) -> Metadata:
    tahun = rng.randint(2024, 2026)
    return Metadata(
        jenis="keputusan_kpu_kabkota", lembaga=KOTIM.lembaga, nomor=str(rng.randint(2, 980)), tahun=tahun,
        tentang=f"Pengangkatan Petugas Pemutakhiran Data Pemilih {KOTIM.wilayah} Tahun {tahun}", tempat=KOTIM.tempat,
        tanggal_penetapan=tanggal(rng, tahun), penandatangan=nama(rng), jabatan=f"Ketua {KOTIM.lembaga}",
    )  # fmt: skip


def _petugas(rng: Random) -> Petugas:
    born = date(1970, 1, 1) + timedelta(days=rng.randrange(12_000))
    day = born.day + rng.choice((0, 40))
    who = nama(rng)
    return Petugas(
        nama=who,
        nik=f"6202{rng.randint(1, 17):02d}{day:02d}{born:%m%y}{rng.randint(1, 20):04d}",
        telepon=f"08{rng.choice((12, 13, 52, 21, 57))}{rng.randint(10**7, 10**8 - 1)}",
        surel=f"{who.lower().replace(' ', '.')}{rng.randint(1, 99)}@contoh.com",
        rekening=str(rng.randint(10**9, 10**10 - 1)),
        alamat=f"Jl. {rng.choice(('Melati', 'Kenanga', 'Pelita'))} No. {rng.randint(1, 90)}, {KOTIM.tempat}",
    )
