"""The sheets of a decision, filled in from the berkas."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from services.approval import sheets
from services.approval.acts import Disposisikan
from services.approval.domain.disposisi import Harap, Sifat
from services.approval.meja import Meja
from services.approval.salinan import SalinanResmi
from shared.kode_lembar import KodeLembar, Lembar
from shared.sop import JENIS, NAMA_DOKUMEN, Berkas, Dokumen, JenisDokumen, Pelaku, Sop, Tindakan
from shared.tables import Kantor
from shared.web.look.filters import HOURS


def disposition_sheet(meja: Meja, act: Disposisikan, penerima: dict[str, str]) -> Dokumen:
    """Make and store the lembar disposisi; `penerima` are the receivers' names by role. Raises Transient."""
    berkas = meja.desk.berkas
    kode = KodeLembar(Lembar.DOKUMEN, berkas.id, JenisDokumen.LEMBAR_DISPOSISI)
    data = sheets.LembarDisposisi(
        **_common(meja, act.catatan), surat_dari=berkas.nota_dinas.dari,
        nomor=berkas.nota_dinas.nomor, tanggal=berkas.nota_dinas.tanggal, hal=berkas.nota_dinas.hal,
        diterima_tanggal=_day(received_at(berkas), meja.kantor.zona), nomor_agenda=berkas.agenda,
        sifat=None if act.sifat is Sifat.BIASA else sheets.Sifat[act.sifat.name],
        diteruskan_kepada=tuple(penerima.values()),
        harap=tuple(sheets.Harap[harap.name] for harap in Harap if harap in act.harap),
        kode=kode.teks,
    )  # fmt: skip
    return meja.keep_sheet(sheets.lembar_disposisi(data), JenisDokumen.LEMBAR_DISPOSISI)


def approval_sheet(meja: Meja, catatan: str, salinan: SalinanResmi | None) -> Dokumen:
    """Make and store the lembar persetujuan; `salinan` as it goes on, if the step decides on it. Raises Transient."""
    berkas, langkah = meja.desk.berkas, meja.desk.langkah
    notes = (catatan, f"Salinan {salinan.sebutan}." if salinan else "")
    data = sheets.LembarPersetujuan(
        **_common(meja, "\n".join(filter(None, notes))), kegiatan=langkah.kegiatan,
        jenis=JENIS[berkas.produk.jenis].nama, nomor=berkas.produk.nomor, tahun=berkas.produk.tahun,
        tentang=berkas.produk.tentang, pengusul=_person(meja.desk.sop, berkas.pengusul),
        sesuai=True if langkah.tindakan is Tindakan.CEK_SALINAN else None, dokumen=_documents(berkas, salinan),
    )  # fmt: skip
    return meja.keep_sheet(sheets.lembar_persetujuan(data), JenisDokumen.LEMBAR_PERSETUJUAN)


def received_at(berkas: Berkas) -> datetime | None:
    """When this revision's nota dinas was received; None when no step of the SOP says so."""
    received = (j.pada for j in reversed(berkas.riwayat) if j.tindakan == Tindakan.TERIMA and j.berlaku)
    return next(received, None)


def _common(meja: Meja, catatan: str) -> dict[str, Any]:
    return {
        "kop": _kop(meja.kantor), "nomor_berkas": str(meja.desk.berkas.id), "pada": meja.pada,
        "zona": meja.kantor.zona, "oleh": _person(meja.desk.sop, meja.desk.pelaku), "catatan": catatan,
    }  # fmt: skip


def _kop(kantor: Kantor) -> sheets.Kop:
    kop = kantor.letterhead
    return sheets.Kop(kantor=kantor.nama, baris=kop.baris, alamat=kop.alamat, kontak=kop.kontak)


def _documents(berkas: Berkas, salinan: SalinanResmi | None) -> tuple[sheets.Naskah, ...]:
    decided = [berkas.terbaru(jenis) for jenis in (JenisDokumen.NASKAH_ASLI, JenisDokumen.SALINAN)]
    rows = [_row(dokumen, NAMA_DOKUMEN[dokumen.jenis]) for dokumen in decided if dokumen]
    if salinan and salinan.distempel:
        rows.append(_row(salinan.distempel, "Salinan berstempel"))
    return tuple(rows)


def _row(dokumen: Dokumen, jenis: str) -> sheets.Naskah:
    return sheets.Naskah(jenis=jenis, nama=dokumen.nama, sha256=dokumen.sha256, halaman=dokumen.halaman)


def _person(sop: Sop, pelaku: Pelaku) -> sheets.Orang:
    return sheets.Orang(
        nama=pelaku.nama, nip=pelaku.nip, jabatan=pelaku.jabatan, peran=sop.peran[pelaku.peran],
        untuk=pelaku.untuk.nama if pelaku.untuk else "",
    )  # fmt: skip


def _day(moment: datetime | None, zona: str) -> date | None:
    return moment.astimezone(timezone(timedelta(hours=HOURS[zona]))).date() if moment else None
