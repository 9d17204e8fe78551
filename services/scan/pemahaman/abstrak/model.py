"""What stands on the abstrak sheet."""

from pydantic import BaseModel, ConfigDict


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Isi(_Frozen):
    """A text. `lengkapi` names what a person still has to write where the text has a blank (`KOSONG`)."""

    teks: str
    lengkapi: tuple[str, ...] = ()


class Abstrak(_Frozen):
    """The sheet: four lines at its head, three dashes of abstract, up to five dashes of notes."""

    subjek: Isi
    tahun: Isi
    nomor: Isi
    judul: Isi
    abstrak: tuple[Isi, ...]
    catatan: tuple[Isi, ...]

    @property
    def lengkapi(self) -> tuple[str, ...]:
        """All that is still to be written."""
        every = (self.subjek, self.tahun, self.nomor, self.judul, *self.abstrak, *self.catatan)
        return tuple(name for one in every for name in one.lengkapi)
