"""Who sends: a key that is good now, proved by its API secret or by a signature, and the person it acts for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, or_
from standardwebhooks import WebhookVerificationError

from services.intake.domain.sistem import KeadaanKunci, KunciDitolak, Lingkup
from services.intake.sistem import rahasia
from services.intake.sistem.laju import not_too_often
from services.intake.sistem.models import KunciSistem
from services.intake.sistem.orang import proposer_of
from shared.database.unit import Unit
from shared.errors import Forbidden
from shared.events.tables import now
from shared.identity import Orang
from shared.runtime import Runtime
from shared.settings import Settings

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Pengirim:
    """A system at work: its key, and the person it acts for with that person's roles at the key's office."""

    kunci: KunciSistem
    orang: Orang

    def must(self, lingkup: Lingkup) -> None:
        """That the key may do this. Raises Forbidden."""
        if lingkup not in self.kunci.lingkup:
            raise Forbidden(f"Kunci ini tidak boleh {lingkup}.", code="lingkup-kurang")


def announced(runtime: Runtime, key_id: UUID) -> KunciSistem:
    """The key that a message says it is signed with, if it is good now. Raises KunciDitolak."""
    with runtime.database.unit() as unit:
        return _good(unit, unit.session.get(KunciSistem, key_id))


def signed(runtime: Runtime, kunci: KunciSistem, headers: Mapping[str, str], body: bytes) -> Pengirim:
    """The sender of a message with a good signature of this moment (± 5 minutes). Raises KunciDitolak, TooOften."""
    try:
        rahasia.webhook(runtime.settings, kunci.rahasia).verify(body, dict(headers), json_parse=False)
    except (WebhookVerificationError, ValueError):
        raise KunciDitolak from None
    return _sender(runtime, kunci)


def by_api_key(runtime: Runtime, key_id: UUID, secret: str) -> Pengirim:
    """The sender that an API key proves. Raises KunciDitolak, TooOften."""
    with runtime.database.unit() as unit:
        kunci = _good(unit, unit.session.get(KunciSistem, key_id))
    if not rahasia.same(secret, kunci.sidik):
        raise KunciDitolak
    return _sender(runtime, kunci)


def _good(unit: Unit, kunci: KunciSistem | None) -> KunciSistem:
    if kunci is None or kunci.keadaan is not KeadaanKunci.BERLAKU or _person(unit, kunci) is None:
        raise KunciDitolak
    return kunci


def _person(unit: Unit, kunci: KunciSistem) -> Orang | None:
    return proposer_of(unit, kunci.kantor, kunci.orang_id)


def _sender(runtime: Runtime, kunci: KunciSistem) -> Pengirim:
    not_too_often(runtime, kunci.id)
    with runtime.database.unit() as unit:
        orang = _person(unit, kunci)
        if orang is None:
            raise KunciDitolak
        _used(unit, runtime.settings, kunci)
    return Pengirim(kunci, orang)


def _used(unit: Unit, settings: Settings, kunci: KunciSistem) -> None:
    """Note the use, once a minute at most; the signing secret then moves to the newest service secret."""
    stale = or_(col(KunciSistem.dipakai_pada).is_(None), col(KunciSistem.dipakai_pada) < now() - MINUTE)
    if kunci.dipakai_pada and kunci.dipakai_pada >= now() - MINUTE:
        return
    values = {"dipakai_pada": now(), "rahasia": rahasia.reseal(settings, kunci.rahasia)}
    unit.session.execute(update(KunciSistem).where(col(KunciSistem.id) == kunci.id, stale).values(**values))
