"""Sample letters: the circular (Surat Edaran) and the official note (Nota Dinas) that asks for publication."""

from random import Random

from shared.samples.kop import kop
from shared.samples.model import Contoh, Metadata
from shared.samples.naskah import MARGIN, Naskah
from shared.samples.words import KALBAR, KOTIM, Kantor, acak, nama, nip, tanggal

COLON = MARGIN + 26
TEXT = MARGIN + 30
SIGNATURE = MARGIN + 82
OFFICES = {kantor.kode: kantor for kantor in (KALBAR, KOTIM)}
PERIHAL = (
    "Pelayanan Informasi Publik pada Pejabat Pengelola Informasi dan Dokumentasi",
    "Pengelolaan Arsip Produk Hukum di Lingkungan Sekretariat",
    "Tertib Penomoran dan Pendokumentasian Produk Hukum",
)


def surat_edaran(seed: int = 1) -> Contoh:
    """A circular of one page of the secretary of KPU Kabupaten Kotawaringin Timur."""
    rng = acak("surat_edaran", seed)
    meta = _edaran_metadata(KOTIM, rng)
    naskah = Naskah(meta.judul, meta.tanggal_penetapan)
    kop(naskah, KOTIM, unit="Sekretariat")
    naskah.centre("SURAT EDARAN", bold=True)
    naskah.centre(f"NOMOR {meta.nomor}")
    naskah.skip(3)
    naskah.centre("TENTANG")
    naskah.skip(3)
    naskah.centre(meta.tentang.upper(), inset=8)
    naskah.skip(5)
    _edaran_body(naskah, meta)
    _signature(naskah, meta, nip(rng), f"Ditetapkan di {meta.tempat}", f"pada tanggal {meta.tanggal}")
    pdf, pages = naskah.finish()
    return Contoh(meta, pages, pdf)


def nota_dinas(seed: int = 1, *, kantor: str = "61", untuk: Metadata | None = None) -> Contoh:
    """An official note of office `kantor` (61 or 6202) of one page that asks to publish the product `untuk`."""
    rng = acak("nota_dinas", seed)
    office = OFFICES[kantor]
    meta = _nota_metadata(office, untuk, rng)
    naskah = Naskah(meta.judul, meta.tanggal_penetapan)
    kop(naskah, office, unit="Sekretariat")
    naskah.centre("NOTA DINAS", bold=True)
    naskah.centre(f"NOMOR {meta.nomor}")
    naskah.skip(5)
    _nota_head(naskah, meta)
    _nota_body(naskah, untuk)
    _signature(naskah, meta, nip(rng))
    pdf, pages = naskah.finish()
    return Contoh(meta, pages, pdf)


def _edaran_metadata(kantor: Kantor, rng: Random) -> Metadata:
    tahun = rng.randint(2024, 2026)
    return Metadata(
        jenis="surat_edaran",
        lembaga=kantor.lembaga,
        nomor=f"{rng.randint(2, 60)}/HK.04/{kantor.kode}/{tahun}",
        tahun=tahun,
        tentang=rng.choice(PERIHAL),
        tempat=kantor.tempat,
        tanggal_penetapan=tanggal(rng, tahun),
        penandatangan=nama(rng),
        jabatan=f"Sekretaris {kantor.lembaga}",
    )


def _edaran_body(naskah: Naskah, meta: Metadata) -> None:
    points = (
        "Setiap subbagian menyampaikan naskah yang telah ditandatangani kepada Subbagian Hukum paling lambat 3 (tiga) "
        "hari kerja sejak tanggal penetapan.",
        "Nomor dan tanggal naskah dicatat dalam buku agenda sebelum naskah digandakan; nomor yang telah dipakai tidak "
        "boleh dipakai kembali.",
        "Salinan yang diunggah ke laman JDIH dibubuhi stempel SALINAN tanpa cap dinas dan tidak memuat data pribadi.",
        "Naskah asli disimpan dalam map ordner menurut tahun dan nomor sehingga dapat ditemukan kembali.",
    )
    opening = f"Dalam rangka {meta.tentang.lower()}, bersama ini disampaikan hal-hal sebagai berikut:"
    naskah.paragraph(opening)
    naskah.skip(3)
    for number, point in enumerate(points, start=1):
        naskah.paragraph(point, left=MARGIN + 8, labels=((MARGIN, f"{number}."),))
        naskah.skip(2)
    naskah.skip(1)
    naskah.paragraph("Demikian Surat Edaran ini disampaikan untuk dilaksanakan sebagaimana mestinya.")


def _nota_metadata(kantor: Kantor, untuk: Metadata | None, rng: Random) -> Metadata:
    tahun = untuk.tahun if untuk else rng.randint(2024, 2026)
    hari = untuk.tanggal_penetapan if untuk else tanggal(rng, tahun)
    return Metadata(
        jenis="nota_dinas",
        lembaga=kantor.lembaga,
        nomor=f"{rng.randint(2, 200)}/HK.03.1-ND/{kantor.kode}/{hari.month}/{tahun}",
        tahun=tahun,
        tentang="Permohonan Penerbitan Salinan Produk Hukum",
        tempat=kantor.tempat,
        tanggal_penetapan=hari,
        penandatangan=nama(rng),
        jabatan="Kepala Subbagian Pengusul",
    )


def _nota_head(naskah: Naskah, meta: Metadata) -> None:
    rows = (
        ("Yth.", "Kepala Subbagian Hukum dan SDM"),
        ("Dari", meta.jabatan),
        ("Tanggal", meta.tanggal),
        ("Sifat", "Segera"),
        ("Lampiran", "1 (satu) berkas"),
        ("Hal", meta.tentang),
    )
    for label, text in rows:
        naskah.paragraph(text, left=TEXT, labels=((MARGIN, label), (COLON, ":")))
    naskah.rule()


def _nota_body(naskah: Naskah, untuk: Metadata | None) -> None:
    product = untuk.judul if untuk else "produk hukum sebagaimana terlampir"
    texts = (
        f"Bersama ini disampaikan Naskah Asli {product} yang telah ditandatangani, untuk dapat diterbitkan salinannya "
        "di laman Jaringan Dokumentasi dan Informasi Hukum (JDIH).",
        "Sebagai kelengkapan disertakan naskah dalam bentuk softcopy yang sama isinya dengan naskah asli.",
        "Demikian disampaikan, atas perhatian dan kerja samanya diucapkan terima kasih.",
    )
    for text in texts:
        naskah.paragraph(text)
        naskah.skip(3)


def _signature(naskah: Naskah, meta: Metadata, number: str, *opening: str) -> None:
    naskah.skip(8)
    naskah.lines(*opening, f"{meta.jabatan.split(' Komisi')[0]},", left=SIGNATURE)
    naskah.skip(6)
    naskah.lines("ttd.", left=SIGNATURE + 12)
    naskah.skip(6)
    naskah.lines(meta.penandatangan, f"NIP {number}", left=SIGNATURE)
