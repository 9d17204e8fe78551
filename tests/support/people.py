"""People and berkas for tests."""

from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID, uuid5

import uuid_utils.compat as uuids

from shared.identity import Orang
from shared.sop import Berkas, Dokumen, JenisDokumen, NotaDinas, Pelaku, Produk, Sop, sop
from shared.sop.definition import Langkah
from shared.sop.perjalanan import complete

_NAMES = UUID("6f0d1f5e-2f0b-4a52-9a56-2f0f7a6f8b11")
MOMENT = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)


def person(peran: str, kantor: str = "6202", nama: str = "") -> Orang:
    """A person with one role; the same arguments give the same person."""
    name = nama or f"{peran.title()} {kantor}"
    return Orang(
        id=uuid5(_NAMES, f"{peran}/{kantor}/{name}"), nama=name, nip="198001012005011001", jabatan=peran,
        peran={kantor: (peran,)}, kantor_nama=f"KPU {kantor}",
    )  # fmt: skip


def actor(peran: str, kantor: str = "6202") -> Pelaku:
    """The same as who acted."""
    who = person(peran, kantor)
    return Pelaku(id=who.id, nama=who.nama, nip=who.nip, jabatan=who.jabatan, peran=peran)


def product(jenis: str = "keputusan_kpu_kabkota") -> Produk:
    """A legal product."""
    return Produk(
        jenis=jenis, nomor="33", tahun=2026, tentang="Penetapan Jadwal Rapat", tempat_penetapan="Sampit",
        tanggal_penetapan=date(2026, 11, 20), penandatangan="SITI RAHMAH",
    )  # fmt: skip


def document(jenis: JenisDokumen, langkah: str, isi: bytes = b"", **more: object) -> Dokumen:
    """A document row; its bytes are not stored."""
    values = {
        "jenis": jenis, "sha256": sha256(isi or jenis.encode()).hexdigest(), "nama": f"{jenis}.pdf", "ukuran": 1000,
        "halaman": 1, "langkah": langkah, "revisi": 1, "oleh": "Penguji", "pada": MOMENT, **more,
    }  # fmt: skip
    return Dokumen.model_validate(values)


def new_berkas(
    sop_id: str = "kotim-33-2021",
    kantor: str = "6202",
    jenis: str = "keputusan_kpu_kabkota",
    same: Berkas | None = None,
    nomor: int = 1,
) -> Berkas:
    """A berkas that lies at the first step, before anything was done; the case of `same` if one is given."""
    rules = sop(sop_id)
    return Berkas(
        id=same.id if same else uuids.uuid7(), kantor=kantor, sop=sop_id,
        nomor_agenda=same.nomor_agenda if same else nomor, tahun_agenda=2026, giliran=0,
        langkah=rules.first.kode, sejak=MOMENT, pengusul=actor(rules.first.peran, kantor), produk=product(jenis),
        nota_dinas=NotaDinas(nomor="1/ND/2026", tanggal=date(2026, 11, 20), hal="Permohonan", dari="Subbag Teknis"),
    )  # fmt: skip


def berkas_at(
    langkah: str, sop_id: str = "kotim-33-2021", kantor: str = "6202", jenis: str = "keputusan_kpu_kabkota",
    dokumen: dict[JenisDokumen, Dokumen] | None = None, same: Berkas | None = None, nomor: int = 1,
) -> Berkas:  # fmt: skip
    """A berkas that lies at `langkah`, every step before done by its role. `dokumen` replaces what would be made up.

    With `same`, another moment in the life of that case.
    """
    rules = sop(sop_id)
    berkas = new_berkas(sop_id, kantor, jenis, same, nomor)
    while berkas.langkah != langkah:
        row = rules.step(berkas.langkah)
        made = _made(rules, row, berkas, dokumen or {})
        berkas = complete(rules, berkas, actor(row.peran, kantor), MOMENT, dokumen=made)
    return berkas


def _made(rules: Sop, row: Langkah, berkas: Berkas, given: dict[JenisDokumen, Dokumen]) -> list[Dokumen]:
    wanted = {item.dokumen for item in (*row.kelengkapan, *row.keluaran) if item.dokumen}
    if row == rules.first:
        wanted |= {JenisDokumen.NOTA_DINAS, JenisDokumen.NASKAH_ASLI}
    if row.desk.approves:
        wanted |= {JenisDokumen.LEMBAR_PERSETUJUAN}
    if row.tindakan == "pindai":
        wanted |= {JenisDokumen.TEKS}
    if row.tindakan == "terima":
        wanted |= {JenisDokumen.SALINAN}
    return [
        given[jenis].model_copy(update={"langkah": row.kode}) if jenis in given else document(jenis, row.kode)
        for jenis in sorted(wanted) if berkas.terbaru(jenis) is None
    ]  # fmt: skip
