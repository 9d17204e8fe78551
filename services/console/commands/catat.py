"""Every act at console is recorded, in its own transaction, and told to the services that need to know."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.console import queries
from services.console.models import Akun, Catatan
from shared.database.unit import Unit
from shared.events.catalogue import OrangDidaftarkan, SesiDiakhiri
from shared.identity import Orang
from shared.people import hear_person, hear_session_end


@dataclass(frozen=True)
class Oleh:
    """Who acts and from which address; without an id it is the installation itself."""

    nama: str
    id: UUID | None = None
    alamat: str = ""

    @classmethod
    def of(cls, orang: Orang, alamat: str) -> "Oleh":
        """A person who is signed in."""
        return cls(orang.nama, orang.id, alamat)


PEMASANGAN = Oleh("pemasangan")


def record(unit: Unit, oleh: Oleh, apa: str, tentang: UUID | str, **rincian: Any) -> None:  # noqa: ANN401 - JSON
    """Write down that something was done. No secrets in `rincian`."""
    unit.session.add(
        Catatan(oleh=oleh.id, oleh_nama=oleh.nama, alamat=oleh.alamat, apa=apa, tentang=str(tentang), rincian=rincian)
    )


def tell_person(unit: Unit, akun: Akun, oleh: Oleh) -> Orang:
    """Tell every service of a person as of now, as the next version. Keeps it here too: nobody hears oneself."""
    akun.versi += 1
    unit.session.add(akun)
    unit.session.flush()
    told = OrangDidaftarkan(orang=queries.person(unit.session, akun), aktif=akun.aktif)
    hear_person(unit, told)
    unit.publish(told, subject=akun.id, actor=str(oleh.id or oleh.nama))
    return told.orang


def tell_session_end(unit: Unit, told: SesiDiakhiri, oleh: Oleh) -> None:
    """Tell every service that a session was ended. Keeps it here too."""
    hear_session_end(unit, told)
    unit.publish(told, subject=told.sesi, actor=str(oleh.id or oleh.nama))
