"""Kinds of active content, as a clerk reads them."""

from enum import StrEnum


class Aktif(StrEnum):
    """One kind."""

    JAVASCRIPT = "JavaScript"
    PROGRAM = "perintah membuka program"
    KIRIM = "pengiriman atau pengisian data formulir"
    TAUTAN = "tautan ke berkas lain atau alamat yang bukan alamat web"
    OTOMATIS = "tindakan otomatis"
    PERINTAH = "perintah lain"
    LAMPIRAN = "berkas sisipan"
    LUAR = "isi yang diambil dari berkas lain"
    FORMULIR = "isian formulir"
    XFA = "formulir XFA"
    MEDIA = "suara, video, atau 3D"
