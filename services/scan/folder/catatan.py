"""What is written beside a file that was not taken, for the clerk who finds it."""

from datetime import datetime

from services.scan.folder.tempat import DITOLAK, WAKTU
from shared.web.look.filters import waktu

TIDAK_BIASA = (
    "Ini bukan berkas, melainkan tautan atau alat. Taruh berkasnya sendiri di folder ini, bukan tautan ke sana."
)
TIDAK_TERBACA = (
    "Terbit tidak diizinkan membaca berkas ini. Minta petugas komputer memberi hak baca, atau pindai ulang naskahnya."
)
FOLDER = "Folder di dalam folder tidak dibaca. Pindahkan berkas-berkasnya ke folder kantor, satu tingkat di atasnya."


def note(nama: str, kantor: str, sebab: str, kode: str, pada: datetime, zona: str) -> str:
    """Why it was not taken, and what to do."""
    return (
        f"Berkas ini tidak diambil oleh Terbit.\n\n"
        f"Berkas : {nama}\nKantor : {kantor}\n{WAKTU}{waktu(pada, zona)}\nSebab  : {sebab}\n\n"
        f"Yang perlu dilakukan: perbaiki seperti tertulis di atas, lalu taruh lagi berkasnya di folder kantor, satu\n"
        f"tingkat di atas folder “{DITOLAK}” ini. Isi berkas ini tidak disimpan di Terbit. Sesudah beres, berkas dan\n"
        f"catatan ini boleh dihapus.\n\nKode   : {kode}\n"
    )
