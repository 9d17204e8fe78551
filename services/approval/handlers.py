"""What this service hears: every move of a berkas, and the offices."""

from collections.abc import Mapping

from shared.berkas import hear
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
from shared.service import Handler

HANDLERS: Mapping[type[Payload], Handler] = {
    BerkasDiajukan: hear,
    LangkahSelesai: hear,
    BerkasDikembalikan: hear,
    BerkasDitolak: hear,
    BerkasDitarik: hear,
    KantorDidaftarkan: hear_kantor,
}
