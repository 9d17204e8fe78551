"""What every desk hears alike: each movement of a berkas, and the offices."""

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

AT_EVERY_DESK: dict[type[Payload], Handler] = {
    BerkasDiajukan: hear,
    LangkahSelesai: hear,
    BerkasDikembalikan: hear,
    BerkasDitolak: hear,
    BerkasDitarik: hear,
    KantorDidaftarkan: hear_kantor,
}
