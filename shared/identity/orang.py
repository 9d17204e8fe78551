"""A person who is signed in."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

OPERASI = "operasi"
"""Role of the operations team; it sees queues, not contents."""


class Orang(BaseModel):
    """A person, and the roles that person has at each office (`{"61": ("kabag",)}`)."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    nama: str
    nip: str = ""
    jabatan: str = ""
    peran: dict[str, tuple[str, ...]]
    kantor_nama: str = ""

    @property
    def kantor(self) -> tuple[str, ...]:
        """Codes of the offices at which this person has a role; the operations team has none."""
        return tuple(kode for kode, roles in self.peran.items() if kode and set(roles) != {OPERASI})

    @property
    def operasi(self) -> bool:
        """Whether this person belongs to the operations team."""
        return any(OPERASI in roles for roles in self.peran.values())
