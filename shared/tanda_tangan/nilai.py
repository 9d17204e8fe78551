"""What is known of the electronic signatures of a document, as values that travel with it."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Keutuhan(StrEnum):
    """What became of the bytes since they were signed. `DITAMBAH`: what came later changes nothing that was signed."""

    UTUH = "utuh"
    DITAMBAH = "ditambah"
    BERUBAH = "berubah"
    TIDAK_TERBACA = "tidak terbaca"
    TIDAK_DIPERIKSA = "tidak diperiksa"


class Rantai(StrEnum):
    """Whether the certificate leads to a root that the operator trusts. `TIDAK_SAH`: it does, but breaks a rule."""

    DIKENAL = "dikenal"
    TIDAK_DIKENAL = "tidak dikenal"
    TIDAK_SAH = "tidak sah"
    TIDAK_DIPERIKSA = "tidak diperiksa"


class Masa(StrEnum):
    """Whether the certificate was valid at the time of signing."""

    BERLAKU = "berlaku"
    TIDAK_BERLAKU = "tidak berlaku"
    TIDAK_PASTI = "tidak pasti"


class Pencabutan(StrEnum):
    """Whether the certificate was revoked, by what the document itself carries of it."""

    TIDAK_DICABUT = "tidak dicabut"
    DICABUT = "dicabut"
    TIDAK_DIPERIKSA = "tidak diperiksa"


class SumberWaktu(StrEnum):
    """Who says when. `CAP_ASING`: a time stamp whose authority is not known, worth as much as a claim."""

    CAP_WAKTU = "cap waktu"
    CAP_ASING = "cap waktu yang penerbitnya tidak dikenal"
    CAP_RUSAK = "cap waktu rusak"
    PENANDA_TANGAN = "jam penanda tangan"
    TIDAK_ADA = "tidak ada"


class Putusan(StrEnum):
    """The sum of it."""

    SAH = "sah"
    TIDAK_SAH = "tidak sah"
    TIDAK_PASTI = "tidak dapat dipastikan"


class TandaTangan(BaseModel):
    """One signature. `cap_waktu`: the document time stamp of an authority, which signs for nobody.

    Name and organisation are those of the certificate: worth something only as far as its chain is known. `sebab`: why
    it was not read or not checked.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    cap_waktu: bool = False
    nama: str = ""
    organisasi: str = ""
    penerbit: str = ""
    keutuhan: Keutuhan
    rantai: Rantai = Rantai.TIDAK_DIPERIKSA
    masa: Masa = Masa.TIDAK_PASTI
    pencabutan: Pencabutan = Pencabutan.TIDAK_DIPERIKSA
    waktu: datetime | None = None
    sumber_waktu: SumberWaktu = SumberWaktu.TIDAK_ADA
    sebab: str = ""

    @property
    def putusan(self) -> Putusan:
        """Good only if all was looked at and all is good; a time stamp of the document needs no proof of its own."""
        if self._bad:
            return Putusan.TIDAK_SAH
        known = self.rantai is Rantai.DIKENAL and self.masa is Masa.BERLAKU
        unrevoked = self.cap_waktu or self.pencabutan is Pencabutan.TIDAK_DICABUT
        looked = self.keutuhan is not Keutuhan.TIDAK_DIPERIKSA
        return Putusan.SAH if looked and known and unrevoked else Putusan.TIDAK_PASTI

    @property
    def _bad(self) -> bool:
        return (
            self.keutuhan in {Keutuhan.BERUBAH, Keutuhan.TIDAK_TERBACA}
            or self.rantai in {Rantai.TIDAK_DIKENAL, Rantai.TIDAK_SAH}
            or self.masa is Masa.TIDAK_BERLAKU
            or self.pencabutan is Pencabutan.DICABUT
            or self.sumber_waktu is SumberWaktu.CAP_RUSAK
        )

    @property
    def pemilik(self) -> str:
        """Who signed, by the certificate."""
        return f"{self.nama} ({self.organisasi})" if self.organisasi else self.nama or "tanpa nama"


class HasilTandaTangan(BaseModel):
    """All signatures of one document, in the order in which they were put on it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    diperiksa: datetime
    tanda_tangan: tuple[TandaTangan, ...]

    @property
    def putusan(self) -> Putusan:
        """The worst of them; without any, nothing is certain."""
        found = {one.putusan for one in self.tanda_tangan} or {Putusan.TIDAK_PASTI}
        return next(one for one in (Putusan.TIDAK_SAH, Putusan.TIDAK_PASTI, Putusan.SAH) if one in found)
