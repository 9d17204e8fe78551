"""The abstrak of a legal product: its draft as data, and as a sheet."""

from services.scan.pemahaman.abstrak.lembar import lembar_abstrak
from services.scan.pemahaman.abstrak.model import Abstrak, Isi
from services.scan.pemahaman.abstrak.susun import susun_abstrak

__all__ = ["Abstrak", "Isi", "lembar_abstrak", "susun_abstrak"]
