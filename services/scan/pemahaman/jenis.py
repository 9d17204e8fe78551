"""The kind of a legal product, from its heading as printed."""

import re

from services.scan.pemahaman.bidang import bidang, kosong
from services.scan.pemahaman.judul import rapikan
from services.scan.pemahaman.kepala import Kepala
from services.scan.pemahaman.mirip import betulkan, kamus
from services.scan.pemahaman.model import Bidang, JenisProduk

COMMISSION = r"KOMISI (?:PEMILIHAN UMUM|INDEPENDEN PEMILIHAN)"
# (heading, key in JENIS); {area} is what follows the commission's name.
KPU = (
    (rf"PERATURAN {COMMISSION}", "peraturan_kpu"),
    (rf"KEPUTUSAN SEKRETARIS JENDERAL {COMMISSION}", "keputusan_sekjen"),
    (rf"KEPUTUSAN SEKRETARIS {COMMISSION}", "keputusan_sekretaris"),
    (rf"KEPUTUSAN {COMMISSION} (?:PROVINSI|PROPINSI|ACEH|DAERAH(?! (?:KABUPATEN|KOTA)\b))\b", "keputusan_kpu_provinsi"),
    (rf"KEPUTUSAN {COMMISSION} (?:DAERAH )?(?:KABUPATEN|KOTA)\b", "keputusan_kpu_kabkota"),
    (rf"KEPUTUSAN {COMMISSION}(?: REPUBLIK INDONESIA)?$", "keputusan_kpu"),
    (r"SURAT EDARAN\b", "surat_edaran"),
    (r"INSTRUKSI\b", "instruksi"),
    (r"NOTA KESEPAHAMAN\b", "nota_kesepahaman"),
    (r"PERJANJIAN KERJA SAMA\b", "perjanjian_kerja_sama"),
    (r"PENGUMUMAN\b", "pengumuman"),
    (r"STANDAR OPERASIONAL PROSEDUR\b", "sop"),
)
COMMON_WORDS = frozenset(re.sub(r"[^A-Z ]", " ", " ".join(pattern for pattern, _ in KPU).upper()).split())
CERTAIN = 0.95
"""A heading of the closed catalogue of which every word is a known one, however faint the print."""
# How many words of a heading are the kind; the rest is who issued it.
LONG_KINDS = ("SURAT EDARAN", "NOTA KESEPAHAMAN", "PERJANJIAN KERJA SAMA", "STANDAR OPERASIONAL PROSEDUR")
FORMS = re.compile(
    r"(PERATURAN|KEPUTUSAN|INSTRUKSI) (PEMERINTAH DAERAH|PEMERINTAH|PRESIDEN|DAERAH|BUPATI|WALI ?KOTA|GUBERNUR|MENTERI|"
    r"SEKRETARIS JENDERAL|SEKRETARIS|KETUA)"
)


def pahami_jenis(kepala: Kepala | None) -> Bidang[JenisProduk]:
    """The kind, or an empty field when no heading was found."""
    if kepala is None:
        return kosong("Jenis produk hukum")
    words = [kata for line in kepala.jenis for kata in line.kata]
    read = " ".join(line.teks for line in kepala.jenis).upper().split()
    mended = [betulkan(word) for word in read]
    text = re.sub(r"\s+", " ", re.sub(r"[^A-Z0-9 /-]", "", " ".join(mended))).strip()
    code = next((key for pattern, key in KPU if re.match(pattern, text)), "")
    # In the closed catalogue of headings a mended word is certain; the name of a region is not.
    changed = [new for old, new in zip(read, mended, strict=True) if old != new and not (code and new in COMMON_WORDS)]
    reasons = ["Ada huruf yang salah terbaca lalu dibetulkan."] if changed else []
    form, office = _parts(text)
    value = JenisProduk(tercetak=text, bentuk=rapikan(form), lembaga=rapikan(office), kode=code)
    found = bidang(value, kepala.jenis[0].halaman, words, reasons, 1.0 if code or FORMS.match(text) else 0.85)
    certain = code and not reasons and all(word in kamus() for word in text.split())
    return found.model_copy(update={"yakin": CERTAIN, "sebab": "", "perlu_dilihat": False}) if certain else found


def _parts(text: str) -> tuple[str, str]:
    """Short form and office: "Keputusan Bupati" and "Bupati Puncak Jaya"."""
    for long in LONG_KINDS:
        if text.startswith(long):
            return long, text.removeprefix(long).strip()
    named = FORMS.match(text)
    first, _, office = text.partition(" ")
    if not named:
        return (f"{first} KPU" if re.match(COMMISSION, office) else first), office
    return named.group(0), office.removeprefix("DAERAH ").removeprefix("PEMERINTAH ") or office
