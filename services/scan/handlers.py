"""What the scan desks hear: every movement of a berkas, and the offices."""

from collections.abc import Callable
from typing import Any

from shared.berkas import hear
from shared.database.unit import Unit
from shared.events.catalogue import (
    BerkasDiajukan,
    BerkasDikembalikan,
    BerkasDitarik,
    BerkasDitolak,
    KantorDidaftarkan,
    LangkahSelesai,
    Payload,
)
from shared.offices import hear_kantor

HANDLERS: dict[type[Payload], Callable[[Unit, Any], None]] = {
    BerkasDiajukan: hear,
    LangkahSelesai: hear,
    BerkasDikembalikan: hear,
    BerkasDitolak: hear,
    BerkasDitarik: hear,
    KantorDidaftarkan: hear_kantor,
}
