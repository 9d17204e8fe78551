"""From the words of the pages to the metadata of the legal product."""

from collections.abc import Collection, Sequence
from datetime import date

from services.scan.domain.halaman import Halaman, Kata
from services.scan.pemahaman import pejabat, penomoran
from services.scan.pemahaman.baris import Baris
from services.scan.pemahaman.jenis import pahami_jenis
from services.scan.pemahaman.judul import pahami_judul
from services.scan.pemahaman.kepala import cari_kepala, is_menimbang
from services.scan.pemahaman.konsiderans import Bagian, bagi, butir, isi_diktum
from services.scan.pemahaman.lampiran import KepalaLampiran, cari_lampiran, garis_nomor, nomor_lampiran, pahami_lampiran
from services.scan.pemahaman.mirip import mirip
from services.scan.pemahaman.model import Bidang, JenisProduk, Pemahaman
from services.scan.pemahaman.penutup import Penutup, is_penutup, semua_penutup
from services.scan.pemahaman.relasi import pahami_relasi
from services.scan.pemahaman.salinan import pahami_salinan
from services.scan.pemahaman.teks import baris_dokumen

ISSUED = "DIKELUARKAN"
"""What circulars, instructions and announcements say for Ditetapkan."""


def pahami(halaman: Sequence[Halaman], *, lahir_digital: Collection[int] = ()) -> Pemahaman:
    """What the pages say of the product. Pure: the same words give the same answer.

    `lahir_digital`: numbers of pages whose text is the page itself, not a layer under a scanned picture. Only there
    can text that came with the file be sure where a pen may have written (number and dates).
    """
    lines = baris_dokumen(halaman)
    heads = cari_lampiran(lines)
    body = _body(lines, heads)
    head = cari_kepala(body)
    jenis = pahami_jenis(head)
    ends = _ends(lines, jenis)
    main = next((end for end in ends if any(line.halaman == end.halaman for line in body)), None)
    official = next(iter(semua_penutup(body, "DIUNDANGKAN")), None)
    parts = bagi(_from_menimbang(body))
    digital = frozenset(lahir_digital)
    tanggal = pejabat.tanggal(main, digital, ends)
    annexed = [found for one in heads if (found := nomor_lampiran(one))]
    annexed_lines = [line for one in heads if (line := garis_nomor(one))]
    nomor = penomoran.nomor(head, annexed, annexed_lines, tanggal.nilai, digital)
    judul = pahami_judul(head, [one.judul for one in heads] + _restated(parts))
    menimbang = butir(parts.isi.get("MENIMBANG", ()), huruf=True)
    diktum = isi_diktum(parts)
    articles = butir(parts.isi.get("MENETAPKAN", ()), huruf=False) if not diktum else ()
    return Pemahaman(
        jenis=jenis,
        nomor=nomor,
        tahun=penomoran.tahun(head, nomor, tanggal, digital),
        judul=judul,
        tempat=pejabat.tempat(main),
        tanggal_penetapan=tanggal,
        tanggal_pengundangan=_enacted(official, digital, jenis),
        penandatangan=pejabat.nama(main, ends),
        jabatan=pejabat.jabatan(main, head),
        jumlah_halaman=Bidang(nilai=len(halaman), yakin=1.0, perlu_dilihat=False),
        menimbang=menimbang,
        mengingat=butir(parts.isi.get("MENGINGAT", ()), huruf=False),
        memperhatikan=butir(parts.isi.get("MEMPERHATIKAN", ()), huruf=False),
        diktum=diktum,
        relasi=pahami_relasi(judul, menimbang, diktum, articles),
        lampiran=pahami_lampiran(heads, ends, nomor.nilai, tanggal.nilai, len(halaman)),
        salinan=pahami_salinan(halaman, lines),
    )


def _body(lines: Sequence[Baris], heads: Sequence[KepalaLampiran]) -> list[Baris]:
    """The pages before the first annex."""
    first = heads[0].baris[0].halaman if heads else None
    return [line for line in lines if first is None or line.halaman < first]


def _ends(lines: Sequence[Baris], jenis: Bidang[JenisProduk]) -> list[Penutup]:
    """The blocks at the end; what is issued in the annex of a decision is none of them."""
    decides = jenis.nilai is not None and jenis.nilai.tercetak.startswith(("KEPUTUSAN", "PERATURAN"))
    found = semua_penutup(lines)
    return found if found or decides else semua_penutup(lines, ISSUED)


def _from_menimbang(body: Sequence[Baris]) -> list[Baris]:
    """From the considerations to the block of the signature."""
    start = next((i for i, line in enumerate(body) if is_menimbang(line)), 0)
    end = next((i for i, line in enumerate(body) if i > start and _is_end(line)), len(body))
    return list(body[start:end])


def _is_end(line: Baris) -> bool:
    decided = any(mirip(part.kata[0].teks, "DITETAPKAN") and part.kata[0].teks[:1].isupper() for part in line.kolom())
    return decided or is_penutup(line, ISSUED)


def _restated(parts: Bagian) -> list[tuple[Kata, ...]]:
    """The title as `Menetapkan` says it again, after its TENTANG."""
    words = [kata for line in parts.isi.get("MENETAPKAN", ()) for kata in line.kata]
    at = next((i for i, kata in enumerate(words[:25]) if mirip(kata.teks, "TENTANG")), None)
    if at is None:
        return []
    rest = words[at + 1 :]
    end = next((i for i, kata in enumerate(rest) if not _capital(kata.teks)), len(rest))
    return [tuple(rest[:end])]


def _capital(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    mixed = any(c.isdigit() for c in text)  # a number, as 17/HK.03.1-Kpt/61/2022
    return not letters or mixed or sum(c.isupper() for c in letters) >= 0.7 * len(letters)


def _enacted(block: Penutup | None, digital: frozenset[int], jenis: Bidang[JenisProduk]) -> Bidang[date]:
    """A decision has no such date; a regulation must have one."""
    decision = jenis.nilai is not None and jenis.nilai.tercetak.startswith("KEPUTUSAN")
    if block is None and decision:
        return Bidang(yakin=jenis.yakin, perlu_dilihat=False)
    return pejabat.tanggal(block, digital)
