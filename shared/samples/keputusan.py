"""Sample decisions (Keputusan KPU) with a body and a table of several pages as lampiran."""

from collections.abc import Iterator
from itertools import cycle, product
from random import Random

from shared.samples.kop import kop
from shared.samples.model import Contoh, Metadata
from shared.samples.naskah import BODY_WIDTH, LINE, MARGIN, ROW, Naskah
from shared.samples.words import DESA, KALBAR, KOTIM, MENGINGAT, TAHAPAN, TRIWULAN, Kantor, acak, nama, tanggal
from shared.web.look.filters import angka

COLON = MARGIN + 30
MARK = MARGIN + 34
TEXT = MARGIN + 41
SIGNATURE = MARGIN + 76
SIGNATURE_HEIGHT = 60.0
WIDTHS = (12.0, 70.0, 13.0, 19.0, 22.0, BODY_WIDTH - 136)
DIKTUM = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA")


def keputusan_provinsi(pages: int = 10, seed: int = 1) -> Contoh:
    """A decision of KPU Provinsi Kalimantan Barat with exactly `pages` pages (at least 5)."""
    return _keputusan(KALBAR, "keputusan_kpu_provinsi", pages, seed)


def keputusan_kabupaten(seed: int = 1, pages: int = 5) -> Contoh:
    """A decision of KPU Kabupaten Kotawaringin Timur with exactly `pages` pages (at least 5)."""
    return _keputusan(KOTIM, "keputusan_kpu_kabkota", pages, seed)


def _keputusan(kantor: Kantor, jenis: str, pages: int, seed: int) -> Contoh:
    if pages < 5:
        raise ValueError(f"a sample decision has at least 5 pages, not {pages}")
    rng = acak(jenis, seed)
    meta = _metadata(kantor, jenis, rng)
    naskah = Naskah(meta.judul, meta.tanggal_penetapan)
    _head(naskah, kantor, meta)
    _considerations(naskah, kantor, meta, rng)
    _dictum(naskah, meta)
    _signature(naskah, kantor, meta)
    _lampiran(naskah, kantor, meta, pages, rng)
    pdf, text = naskah.finish()
    return Contoh(meta, text, pdf)


def _metadata(kantor: Kantor, jenis: str, rng: Random) -> Metadata:
    tahun = rng.randint(2024, 2026)
    subject = rng.choice(TAHAPAN).format(wilayah=kantor.wilayah, triwulan=rng.choice(TRIWULAN), tahun=tahun)
    return Metadata(
        jenis=jenis,
        lembaga=kantor.lembaga,
        nomor=str(rng.randint(2, 980)),
        tahun=tahun,
        tentang=subject,
        tempat=kantor.tempat,
        tanggal_penetapan=tanggal(rng, tahun),
        penandatangan=nama(rng),
        jabatan=f"Ketua {kantor.lembaga}",
    )


def _head(naskah: Naskah, kantor: Kantor, meta: Metadata) -> None:
    area = kantor.wilayah.upper()
    kop(naskah, kantor)
    naskah.centre("KEPUTUSAN KOMISI PEMILIHAN UMUM")
    naskah.centre(area)
    naskah.centre(f"NOMOR {meta.nomor} TAHUN {meta.tahun}")
    naskah.skip(4)
    naskah.centre("TENTANG")
    naskah.skip(4)
    naskah.centre(meta.tentang.upper(), inset=8)
    naskah.skip(6)
    naskah.centre("KETUA KOMISI PEMILIHAN UMUM")
    naskah.centre(f"{area},")
    naskah.skip(6)


def _considerations(naskah: Naskah, kantor: Kantor, meta: Metadata, rng: Random) -> None:
    surat = f"{rng.randint(100, 900)}/PL.02.1-BA/{kantor.kode}/{meta.tahun}"
    basis = (
        f"bahwa data pemilih di {kantor.wilayah} telah dimutakhirkan secara berkelanjutan dan dituangkan dalam rapat "
        "pleno terbuka yang dihadiri oleh Badan Pengawas Pemilihan Umum dan partai politik peserta pemilihan umum;",
        "bahwa hasil pemutakhiran sebagaimana dimaksud dalam huruf a perlu ditetapkan dan diumumkan agar setiap warga "
        "negara dapat memeriksa kebenaran datanya;",
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu menetapkan Keputusan "
        f"{meta.lembaga} tentang {meta.tentang};",
    )
    _points(naskah, "Menimbang", "abc", basis)
    _points(naskah, "Mengingat", "123456", MENGINGAT)
    pleno = f"Berita Acara Rapat Pleno {kantor.lembaga} Nomor {surat} tentang {meta.tentang}."
    naskah.paragraph(pleno, left=MARK, labels=((MARGIN, "Memperhatikan"), (COLON, ":")))
    naskah.skip(5)


def _points(naskah: Naskah, heading: str, marks: str, texts: tuple[str, ...]) -> None:
    for mark, text in zip(marks, texts, strict=True):
        first = ((MARGIN, heading), (COLON, ":")) if mark == marks[0] else ()
        naskah.paragraph(text, left=TEXT, labels=(*first, (MARK, f"{mark}.")))
        naskah.skip(2)
    naskah.skip(2)


def _dictum(naskah: Naskah, meta: Metadata) -> None:
    naskah.centre("MEMUTUSKAN:")
    naskah.skip(4)
    title = f"KEPUTUSAN {meta.lembaga} TENTANG {meta.tentang}.".upper()
    naskah.paragraph(title, left=MARK, labels=((MARGIN, "Menetapkan"), (COLON, ":")))
    naskah.skip(4)
    decisions = (
        f"Menetapkan {meta.tentang} sebagaimana tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari "
        "Keputusan ini.",
        "Hasil sebagaimana dimaksud dalam Diktum KESATU dirinci menurut wilayah, jumlah tempat pemungutan suara, dan "
        "jenis kelamin pemilih.",
        "Setiap warga negara dapat menyampaikan tanggapan atas hasil sebagaimana dimaksud dalam Diktum KEDUA paling "
        "lambat 14 (empat belas) hari sejak Keputusan ini diumumkan.",
        f"Segala biaya yang timbul akibat ditetapkannya Keputusan ini dibebankan pada anggaran {meta.lembaga}, dengan "
        "tingkat penyerapan paling rendah 97,5% dari pagu.",
        "Keputusan ini mulai berlaku pada tanggal ditetapkan.",
    )
    for name, text in zip(DIKTUM, decisions, strict=True):
        # The last decision goes over the page with the signature: a signature never stands on a page alone.
        if name == DIKTUM[-1] and naskah.room < SIGNATURE_HEIGHT + 2 * LINE:
            naskah.new_page()
        naskah.paragraph(text, left=MARK, labels=((MARGIN, name), (COLON, ":")))
        naskah.skip(3)


def _signature(naskah: Naskah, kantor: Kantor, meta: Metadata) -> None:
    if naskah.room < SIGNATURE_HEIGHT:
        naskah.new_page()
    naskah.skip(5)
    naskah.lines(f"Ditetapkan di {meta.tempat}", f"pada tanggal {meta.tanggal}", left=SIGNATURE)
    naskah.skip(3)
    naskah.lines("KETUA KOMISI PEMILIHAN UMUM", f"{kantor.wilayah.upper()},", left=SIGNATURE)
    naskah.skip(6)
    naskah.lines("ttd.", left=SIGNATURE + 12)
    naskah.skip(6)
    naskah.lines(meta.penandatangan.upper(), left=SIGNATURE)


def _lampiran(naskah: Naskah, kantor: Kantor, meta: Metadata, pages: int, rng: Random) -> None:
    naskah.new_page()
    naskah.lines(
        "LAMPIRAN",
        "KEPUTUSAN KOMISI PEMILIHAN UMUM",
        kantor.wilayah.upper(),
        f"NOMOR {meta.nomor} TAHUN {meta.tahun}",
        "TENTANG",
        left=SIGNATURE - 10,
    )
    naskah.paragraph(meta.tentang.upper(), left=SIGNATURE - 10)
    naskah.skip(6)
    naskah.centre(meta.tentang.upper(), bold=True, inset=8)
    naskah.skip(4)
    _table(naskah, kantor, pages, rng)
    _signature(naskah, kantor, meta)


def _table(naskah: Naskah, kantor: Kantor, pages: int, rng: Random) -> None:
    heading = ("No.", kantor.tabel, "TPS", "Laki-laki", "Perempuan", "Jumlah")
    naskah.row(heading, WIDTHS, bold=True)
    for row in _rows(kantor, rng):
        if naskah.page_count == pages and naskah.room < SIGNATURE_HEIGHT + ROW:
            return
        if naskah.room < ROW:
            naskah.new_page()
            naskah.row(heading, WIDTHS, bold=True)
        naskah.row(row, WIDTHS)


def _rows(kantor: Kantor, rng: Random) -> Iterator[tuple[str, ...]]:
    """Rows without end: the villages of each area in turn, with counts that add up."""
    for number, (area, desa) in enumerate(cycle(product(kantor.bagian, DESA)), start=1):
        men, women = rng.randint(700, 9_900), rng.randint(700, 9_900)
        counts = (str((men + women) // 480 + 1), angka(men), angka(women), angka(men + women))
        yield (f"{number}.", f"{area}, {desa}", *counts)
