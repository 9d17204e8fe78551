"""What every desk hears alike: each movement of a berkas, the offices, people, and sessions that were ended."""

from shared.berkas import hear
from shared.events.catalogue import (
    BerkasDiajukan,
    BerkasDikembalikan,
    BerkasDitarik,
    BerkasDitolak,
    KantorDidaftarkan,
    LangkahSelesai,
    OrangDidaftarkan,
    Payload,
    SesiDiakhiri,
)
from shared.offices import hear_kantor
from shared.people import hear_person, hear_session_end
from shared.service import Handler

AT_EVERY_DESK: dict[type[Payload], Handler] = {
    BerkasDiajukan: hear,
    LangkahSelesai: hear,
    BerkasDikembalikan: hear,
    BerkasDitolak: hear,
    BerkasDitarik: hear,
    KantorDidaftarkan: hear_kantor,
    OrangDidaftarkan: hear_person,
    SesiDiakhiri: hear_session_end,
}
