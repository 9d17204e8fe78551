"""Personal data in a document that is about to be published: found by rules, told to a person, who decides.

Pure functions on the words of the pages. What is found as a value never leaves as such: a warning bears it masked.
"""

from services.scan.peringatan.cari import cari
from services.scan.peringatan.jenis import JenisPeringatan, Kepala, Peringatan, Temuan

__all__ = ["JenisPeringatan", "Kepala", "Peringatan", "Temuan", "cari"]
