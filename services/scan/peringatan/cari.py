"""All finders over all pages."""

from collections.abc import Iterator, Sequence

from services.scan.domain.halaman import Halaman
from services.scan.peringatan.alamat import addresses
from services.scan.peringatan.aliran import Aliran, Rentang, overlaps
from services.scan.peringatan.jenis import JenisPeringatan, Kepala, Temuan
from services.scan.peringatan.kontak import emails, phones
from services.scan.peringatan.nomor import numbers
from services.scan.peringatan.rekening import accounts


def cari(pages: Sequence[Halaman], kepala: Kepala | None = None) -> tuple[Temuan, ...]:
    """What personal data the pages seem to hold, in the order of the pages; a place is told once."""
    return tuple(found for page in pages for found in _on(page, kepala or Kepala()))


def _on(page: Halaman, kepala: Kepala) -> list[Temuan]:
    aliran = Aliran.of(page)
    taken: list[Rentang] = []
    found: list[tuple[Rentang, Temuan]] = []
    for jenis, span in _all(aliran, kepala):
        if not overlaps(span, taken):
            taken.append(span)
            value = " ".join(aliran.teks[slice(*span)].split())
            found.append((span, Temuan(jenis, page.nomor, aliran.kotak(span), value)))
    return [temuan for _, temuan in sorted(found, key=lambda pair: pair[0])]


def _all(aliran: Aliran, kepala: Kepala) -> Iterator[tuple[JenisPeringatan, Rentang]]:
    """The surest first: what it takes is not taken for something else."""
    yield from numbers(aliran.teks)
    for finder in (emails, accounts, phones, addresses):
        yield from finder(aliran, kepala)
