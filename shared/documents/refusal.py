"""Why a document cannot be taken: a stable code for programs and a sentence for the person who sent it."""

from typing import Self

from shared.errors import Invalid, TooLarge

NAME_LENGTH = 80

SENTENCES = {
    "berkas-kosong": "Berkas {name} kosong (0 byte). Periksa berkas di komputer Anda, lalu kirim ulang.",
    "berkas-terlalu-besar": "Berkas {name} berukuran {size} MB, sedangkan batasnya {limit} MB. "
    "Pindai ulang dengan 200–300 dpi atau bagi menjadi beberapa berkas.",
    "jenis-tidak-dikenal": "Berkas {name} bukan PDF, JPEG, PNG atau TIFF; isinya tampak seperti {looks}. "
    "Simpan atau ekspor sebagai PDF, lalu kirim ulang.",
    "pdf-terkunci": "PDF {name} terkunci dengan kata sandi. Simpan salinannya tanpa kata sandi, lalu kirim ulang.",
    "pdf-rusak": "PDF {name} rusak atau tidak lengkap sehingga halamannya bisa hilang. "
    "Buat atau pindai ulang PDF itu, lalu kirim ulang.",
    "pdf-bertanda-tangan-rusak": "PDF {name} bertanda tangan elektronik, tetapi isinya berubah sesudah ditandatangani "
    "(ada data di depannya). Ambil lagi berkas asli dari aplikasi tanda tangan, lalu kirim ulang.",
    "pdf-bertanda-tangan-digabung": "PDF {name} bertanda tangan elektronik dan tidak boleh digabung dengan berkas "
    "lain karena tanda tangannya akan rusak. Kirim berkas itu sendiri.",
    "pdf-bertanda-tangan-ditumpuk": "PDF {name} bertanda tangan elektronik dan tidak boleh dipisah menjadi bagian "
    "karena tanda tangannya akan rusak. Unggah berkas itu di halaman pindai berkasnya sendiri.",
    "pdf-bertanda-tangan-diganti": "PDF {name} bertanda tangan elektronik dan halamannya tidak boleh diganti karena "
    "tanda tangannya akan rusak. Mintalah PDF yang ditandatangani lagi, atau pindai seluruh naskah kertasnya.",
    "bukan-satu-halaman": "Berkas {name} berisi {pages} halaman, sedangkan yang diganti satu halaman. "
    "Pindai halaman itu saja, lalu kirim ulang.",
    "pdf-tanpa-halaman": "PDF {name} tidak berisi satu halaman pun. Buat ulang PDF itu, lalu kirim ulang.",
    "terlalu-banyak-halaman": "Berkas {name} berisi {pages} halaman, sedangkan batasnya {limit} halaman. "
    "Bagi menjadi beberapa berkas.",
    "halaman-terlalu-besar": "Halaman terbesar di {name} berukuran {side} cm, sedangkan batasnya {limit} cm. "
    "Simpan ulang dengan ukuran kertas yang sebenarnya (A4, F4 atau A3).",
    "gambar-rusak": "Gambar {name} rusak atau tidak lengkap. Pindai atau foto ulang, lalu kirim ulang.",
    "gambar-terlalu-besar": "Gambar {name} melebihi {limit} juta piksel. Pindai ulang dengan 200–300 dpi.",
    "berkas-terlalu-berat": "Berkas {name} tidak dapat diperiksa dalam batas waktu dan memori. "
    "Simpan atau pindai ulang sebagai PDF yang lebih sederhana, lalu kirim ulang.",
    "berkas-bervirus": "Pemeriksa virus menemukan {found} di berkas {name}, jadi berkas itu tidak disimpan. "
    "Periksa komputer asalnya, lalu kirim berkas yang bersih.",
    "ocr-gagal": "Tulisan di {name} tidak dapat dibaca mesin karena susunan berkasnya tidak dapat diolah. "
    "Cetak ke PDF baru atau pindai ulang, lalu kirim ulang.",
}


class DocumentRefused(Invalid):
    """The document itself is the reason: trying again with the same bytes gives the same answer."""

    title = "Berkas tidak dapat diterima"

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence, code=code)
        self.status = TooLarge.status if code == TooLarge.code else Invalid.status

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        return type(self), (self.code, self.sentence)


def refusal(code: str, name: str, **facts: object) -> DocumentRefused:
    """The refusal with this code for the file that its sender calls `name`."""
    shown = name if len(name) <= NAME_LENGTH else f"{name[:NAME_LENGTH]}…"
    return DocumentRefused(code, SENTENCES[code].format(name=f"“{shown}”", **facts))
