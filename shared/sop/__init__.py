"""SOPs as data, the berkas that travels through them, and the rules of its journey."""

from shared.sop.berkas import Berkas, Dokumen, Jejak, Keadaan, NotaDinas, Pelaku, Produk
from shared.sop.definition import Kelengkapan, Langkah, Sop, all_sops, load, sop
from shared.sop.jenis import JENIS, NAMA_DOKUMEN, JenisDokumen
from shared.sop.tindakan import DESKS, SERVICES, Desk, Tindakan, owned_by

__all__ = [
    "DESKS", "JENIS", "NAMA_DOKUMEN", "SERVICES", "Berkas", "Desk", "Dokumen", "Jejak", "JenisDokumen", "Keadaan",
    "Kelengkapan", "Langkah", "NotaDinas", "Pelaku", "Produk", "Sop", "Tindakan", "all_sops", "load", "owned_by", "sop",
]  # fmt: skip
