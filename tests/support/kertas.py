"""Pages made word by word, with boxes as an engine measures them on 12-point serif print; no OCR."""

from services.scan.domain.halaman import Halaman, Kata

SIZE = 12.0
CAPITAL, SMALL, DESCENT = 0.66 * SIZE, 0.45 * SIZE, 0.217 * SIZE
DIGIT, SPACE = 0.5 * SIZE, 0.28 * SIZE
PITCH = 17.0
RISES = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789bdfhkltij/")
FALLS = frozenset("gjpqy,;()")
KIRI, TENGAH, KANAN = 80.0, 200.0, 300.0


class Pena:
    """A word written by hand: how much larger than print, how far below the line, the room around it."""

    def __init__(
        self, teks: str, *, besar: float = 1.5, turun: float = 0.2, ruang: float = 12.0, yakin: float = 95.0
    ) -> None:
        self.teks, self.besar, self.turun, self.ruang, self.yakin = teks, besar, turun, ruang, yakin


class Kertas:
    """One page, written line by line from the top."""

    def __init__(self, nomor: int = 1) -> None:
        self.nomor = nomor
        self.kata: list[Kata] = []
        self.y = 80.0
        self.baris = 0

    def tulis(self, *isi: str | Pena, kiri: float = KIRI, yakin: float = 95.0, turun: bool = True) -> "Kertas":
        """One line; `turun` False: the next one stands beside it."""
        x = kiri
        for part in isi:
            for word in [part] if isinstance(part, Pena) else part.split():
                x = self._word(word, x, yakin)
        self.baris += 1
        self.y += PITCH if turun else 0
        return self

    def sela(self, tinggi: float = 12.0) -> "Kertas":
        """Empty space."""
        self.y += tinggi
        return self

    def halaman(self) -> Halaman:
        """The page, its words in the order in which they were written."""
        return Halaman(self.nomor, 595, 842, tuple(self.kata))

    def _word(self, word: "str | Pena", x: float, yakin: float) -> float:
        if isinstance(word, Pena):
            height, drop = CAPITAL * word.besar, CAPITAL * word.turun
            wide = sum(DIGIT for _ in word.teks) * word.besar - 1
            box = (x + word.ruang, self.y + drop - height, x + word.ruang + wide, self.y + drop)
            self.kata.append(Kata(word.teks, box, word.yakin, 0, self.baris))
            return box[2] + word.ruang + SPACE
        width = sum(_advance(c) for c in word)
        top = self.y - (CAPITAL if not RISES.isdisjoint(word) else SMALL)
        bottom = self.y + (DESCENT if not FALLS.isdisjoint(word) else 0.0)
        self.kata.append(Kata(word, (x + 0.5, top, x + width - 0.5, bottom), yakin, 0, self.baris))
        return x + width + SPACE


def _advance(char: str) -> float:
    if char.isdigit():
        return DIGIT
    return SIZE * (0.28 if char in "/.,:;-ilI|" else 0.68 if char.isupper() else 0.46)


def keputusan(
    nomor: tuple[str | Pena, ...] = ("NOMOR 658 TAHUN 2024",),
    tanggal: tuple[str | Pena, ...] = ("pada tanggal 21 Mei 2024",),
    jenis: tuple[str, ...] = ("KEPUTUSAN KOMISI PEMILIHAN UMUM", "KABUPATEN KOTAWARINGIN TIMUR"),
    judul: tuple[str, ...] = ("PENETAPAN DAFTAR PEMILIH TETAP", "KABUPATEN KOTAWARINGIN TIMUR TAHUN 2024"),
    pejabat: tuple[str, ...] = ("KETUA KOMISI PEMILIHAN UMUM", "KABUPATEN KOTAWARINGIN TIMUR,"),
    yakin: float = 95.0,
) -> list[Halaman]:
    """A short decision of two pages; every part can be another."""
    satu, dua = Kertas(1), Kertas(2)
    for line in jenis:
        satu.tulis(line, kiri=TENGAH, yakin=yakin)
    satu.tulis(*nomor, kiri=TENGAH, yakin=yakin).tulis("TENTANG", kiri=KANAN, yakin=yakin)
    for line in (*judul, *pejabat):
        satu.tulis(line, kiri=TENGAH, yakin=yakin)
    satu.tulis("Menimbang : a. bahwa daftar pemilih telah dimutakhirkan dan", yakin=yakin)
    satu.tulis("disusun dalam rapat pleno terbuka;", kiri=180, yakin=yakin)
    satu.tulis("b. bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam", kiri=160, yakin=yakin)
    satu.tulis("huruf a, perlu menetapkan Keputusan;", kiri=180, yakin=yakin)
    satu.tulis("Mengingat : 1. Undang-Undang Nomor 7 Tahun 2017 tentang", yakin=yakin)
    satu.tulis("Pemilihan Umum;", kiri=180, yakin=yakin)
    satu.tulis("2. Peraturan Presiden Nomor 33 Tahun 2012 tentang Jaringan;", kiri=160, yakin=yakin)
    dua.tulis("MEMUTUSKAN:", kiri=KANAN, yakin=yakin)
    dua.tulis("Menetapkan :", *jenis, "TENTANG", yakin=yakin)
    for line in judul:
        dua.tulis(line, kiri=180, yakin=yakin)
    dua.tulis("KESATU : Menetapkan daftar pemilih dalam Lampiran.", yakin=yakin)
    dua.tulis("KEDUA : Keputusan ini mulai berlaku pada tanggal ditetapkan.", yakin=yakin).sela()
    dua.tulis("Ditetapkan di Sampit", kiri=KANAN, yakin=yakin).tulis(*tanggal, kiri=KANAN, yakin=yakin)
    for line in pejabat:
        dua.tulis(line, kiri=KANAN, yakin=yakin)
    dua.tulis("ttd.", kiri=KANAN + 30, yakin=yakin).tulis("AMINAH LESTARI", kiri=KANAN, yakin=yakin)
    return [satu.halaman(), dua.halaman()]
