"""What a sample document consists of: its metadata, the text printed on each page, the file."""

from dataclasses import dataclass
from datetime import date

from shared.sop.jenis import JENIS
from shared.web.look.filters import tanggal


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts printed on a document, as a person would type them into a form.

    `jenis` is the key of the kind (`shared.sop.jenis.JENIS`, or `nota_dinas`), `lembaga` the issuing office as printed,
    `tentang` the subject in ordinary case (a decision prints it in capitals).
    """

    jenis: str
    lembaga: str
    nomor: str
    tahun: int
    tentang: str
    tempat: str
    tanggal_penetapan: date
    penandatangan: str
    jabatan: str

    @property
    def judul(self) -> str:
        """The full title: kind, number, year and subject."""
        kind = JENIS[self.jenis].nama if self.jenis in JENIS else "Nota Dinas"
        nomor = self.nomor if str(self.tahun) in self.nomor else f"{self.nomor} Tahun {self.tahun}"
        return f"{kind} Nomor {nomor} tentang {self.tentang}"

    @property
    def tanggal(self) -> str:
        """The date as it is printed: `4 Januari 2026`."""
        return tanggal(self.tanggal_penetapan)


@dataclass(frozen=True, slots=True)
class Contoh:
    """A sample document: `pages` holds the exact text of each page, one printed line a line, in reading order."""

    metadata: Metadata
    pages: tuple[str, ...]
    born_digital_pdf: bytes
