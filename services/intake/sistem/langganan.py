"""Addresses of an office's systems that want to be told: made, stopped, let go on, and messages sent again."""

from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel, Field
from sqlmodel import col, func, select

from services.intake.domain.kabar import JenisKabar, KeadaanKiriman
from services.intake.sistem import rahasia
from services.intake.sistem.antar import clear
from services.intake.sistem.catatan import by_person
from services.intake.sistem.kabar import GOES_ON, go_on, order
from services.intake.sistem.models import KirimanKabar, LanggananKabar, PercobaanKabar
from services.intake.sistem.orang import administrator_of
from shared.database.unit import Unit
from shared.errors import Conflict, Invalid, NotFound
from shared.events.tables import now
from shared.identity import Orang
from shared.outbound import check_url
from shared.settings import Settings
from shared.web.berkas import Kunci

MOST = 20
PAGE = 50


class LanggananBaru(BaseModel):
    """An address (https) that wants to be told of these kinds of happening."""

    kantor: str = ""
    alamat: str = Field(min_length=1, max_length=1000)
    jenis: list[JenisKabar] = Field(min_length=1)
    kunci: Kunci = ""


@dataclass(frozen=True)
class Kiriman:
    """A message with its tries, newest first."""

    kiriman: KirimanKabar
    percobaan: list[PercobaanKabar]


def fit_address(settings: Settings, orang: Orang, wanted: LanggananBaru) -> str:
    """The address, if it may be sent to; looked up in no transaction. Raises Forbidden, Invalid."""
    administrator_of(orang, wanted.kantor)
    try:
        return check_url(settings, wanted.alamat)
    except Invalid as error:
        error.field = "alamat"
        raise


def make(
    unit: Unit, settings: Settings, orang: Orang, wanted: LanggananBaru, address: str
) -> tuple[LanggananKabar, str]:
    """Make a subscription; the second is its signing secret, told once. Raises Forbidden, Conflict."""
    kantor = administrator_of(orang, wanted.kantor)
    form = f"{orang.id}/{wanted.kunci}" if wanted.kunci else None
    if form and unit.session.exec(select(LanggananKabar.id).where(LanggananKabar.formulir == form)).first():
        raise Conflict("Alamat ini sudah didaftarkan; rahasianya hanya ditunjukkan sekali.", code="sudah-dibuat")
    active = select(func.count()).select_from(LanggananKabar).where(LanggananKabar.kantor == kantor, GOES_ON)
    if unit.session.exec(active).one() >= MOST:
        raise Conflict(f"Satu kantor paling banyak mendaftarkan {MOST} alamat.", code="terlalu-banyak-alamat")
    secret = rahasia.new_signing_secret()
    row = LanggananKabar(
        kantor=kantor, alamat=address, jenis=sorted(set(wanted.jenis)), rahasia=rahasia.seal(settings, secret),
        formulir=form, dibuat_oleh=orang.id, dibuat_nama=orang.nama,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    by_person(unit, kantor, orang, "Alamat kabar didaftarkan", f"{address}: {', '.join(row.jenis)}")
    return row, secret


def stop(unit: Unit, orang: Orang, langganan_id: UUID) -> LanggananKabar:
    """Tell this address nothing more; what waits for it is not sent. Raises NotFound, Forbidden."""
    row = administered(unit, orang, langganan_id)
    if row.dihentikan_pada is None:
        row.dihentikan_pada = now()
        by_person(unit, row.kantor, orang, "Alamat kabar dihentikan", row.alamat)
    return row


def let_go_on(unit: Unit, orang: Orang, langganan_id: UUID) -> LanggananKabar:
    """Send again to an address that was paused. Raises NotFound, Forbidden, Conflict."""
    row = _going(administered(unit, orang, langganan_id))
    if row.dijeda_pada:
        clear(row)
        by_person(unit, row.kantor, orang, "Pengiriman kabar dilanjutkan", row.alamat)
        unit.session.flush()
        go_on(unit, row)
    return row


def send_again(unit: Unit, orang: Orang, kiriman_id: UUID) -> KirimanKabar:
    """Send a message once more, whatever became of it. Raises NotFound, Forbidden, Conflict."""
    row = unit.session.get(KirimanKabar, kiriman_id)
    if row is None:
        raise NotFound("Kiriman ini tidak ada.", code="kiriman-tidak-ada")
    langganan = _going(administered(unit, orang, row.langganan_id))
    unit.session.refresh(row, with_for_update=True)
    row.keadaan, row.penolakan, row.percobaan, row.berikut_pada = KeadaanKiriman.MENUNGGU, 0, 0, now()
    by_person(unit, langganan.kantor, orang, "Kabar dikirim ulang", f"{row.jenis} {row.id} ke {langganan.alamat}")
    if not langganan.dijeda_pada:
        order(unit, langganan.id)
    return row


def subscriptions(unit: Unit, kantor: str) -> list[LanggananKabar]:
    """The addresses of an office, newest first, without those that were stopped."""
    query = select(LanggananKabar).where(LanggananKabar.kantor == kantor, GOES_ON)
    return list(unit.session.exec(query.order_by(col(LanggananKabar.id).desc())))


def messages(unit: Unit, langganan_id: UUID) -> list[Kiriman]:
    """The last messages to an address, newest first, with every try."""
    query = select(KirimanKabar).where(KirimanKabar.langganan_id == langganan_id)
    rows = list(unit.session.exec(query.order_by(col(KirimanKabar.id).desc()).limit(PAGE)))
    wanted = col(PercobaanKabar.kiriman_id).in_([row.id for row in rows])
    tries = list(unit.session.exec(select(PercobaanKabar).where(wanted).order_by(col(PercobaanKabar.id).desc())))
    return [Kiriman(row, [one for one in tries if one.kiriman_id == row.id]) for row in rows]


def administered(unit: Unit, orang: Orang, langganan_id: UUID) -> LanggananKabar:
    """A subscription of an office that this person administers, locked. Raises NotFound, Forbidden."""
    row = unit.session.get(LanggananKabar, langganan_id, with_for_update={"key_share": True})
    if row is None or row.kantor not in orang.kantor:
        raise NotFound("Alamat kabar ini tidak ada.", code="langganan-tidak-ada")
    administrator_of(orang, row.kantor)
    return row


def _going(row: LanggananKabar) -> LanggananKabar:
    if row.dihentikan_pada:
        raise Conflict("Alamat ini sudah dihentikan.", code="langganan-dihentikan")
    return row
