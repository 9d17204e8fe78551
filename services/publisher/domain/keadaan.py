"""The states of a publication, and what they mean for others."""

from enum import StrEnum


class KeadaanPublikasi(StrEnum):
    """From the button to the verified page. Nothing but `TERVERIFIKASI` counts as published."""

    MENUNGGU = "menunggu"
    DIKIRIM = "dikirim"
    TERVERIFIKASI = "terverifikasi"
    GAGAL = "gagal"
    DITARIK = "ditarik"


HIDUP = (KeadaanPublikasi.MENUNGGU, KeadaanPublikasi.DIKIRIM, KeadaanPublikasi.TERVERIFIKASI)
"""A second publication may not begin, and the proposer cannot withdraw any more."""

TAMPIL = (KeadaanPublikasi.DIKIRIM, KeadaanPublikasi.TERVERIFIKASI)
"""The public sees it."""

BERLANGSUNG = (KeadaanPublikasi.MENUNGGU, KeadaanPublikasi.DIKIRIM)
"""A job must be at work on it."""

NAMA = {
    KeadaanPublikasi.MENUNGGU: ("Menunggu dikirim", "jalan"),
    KeadaanPublikasi.DIKIRIM: ("Terkirim, sedang diverifikasi", "jalan"),
    KeadaanPublikasi.TERVERIFIKASI: ("Terbit, sudah diverifikasi", "sukses"),
    KeadaanPublikasi.GAGAL: ("Gagal diterbitkan", "bahaya"),
    KeadaanPublikasi.DITARIK: ("Ditarik dari laman JDIH", "perhatian"),
}
"""Words for a screen, and the kind of label (bagian.html)."""
