"""What an office says of its own provider."""

from collections.abc import Iterable
from typing import Annotated, Final

from pydantic import BaseModel, Field, SecretStr, StringConstraints
from sqlmodel import col, select

from services.console.commands.catat import Oleh, record
from services.console.domain.orang import known_roles
from services.console.models import OidcKantor
from services.console.provider import Provider
from shared.database.unit import Unit
from shared.errors import Invalid, NotFound
from shared.offices import office
from shared.outbound import check_url
from shared.runtime import Runtime
from shared.sealing import Vault
from shared.settings import Settings
from shared.sop import sop
from shared.tables import Kantor

PURPOSE: Final = "terbit sign-in providers"
CALLBACK: Final = "/masuk/oidc/kembali"
Pendek = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Klaim = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100, pattern=r"^[\w:./-]*$")]


class IsianOidc(BaseModel):
    """An office's provider; without `rahasia` the one that is known stays."""

    penerbit: Pendek
    klien: Pendek
    rahasia: SecretStr | None = Field(default=None, max_length=1000)
    klaim_orang: Annotated[Klaim, Field(min_length=1)] = "preferred_username"
    klaim_peran: Klaim = ""
    peta_peran: dict[Pendek, str] = Field(default_factory=dict, max_length=100)
    terima_baru: bool = False
    aktif: bool = True


def configure(unit: Unit, settings: Settings, kantor: str, isian: IsianOidc, oleh: Oleh) -> OidcKantor:
    """Keep it. Raises NotFound, Invalid."""
    known_roles(sop(office(unit, kantor).sop), isian.peta_peran.values())
    try:
        check_url(settings, isian.penerbit)
    except Invalid as error:
        raise Invalid(error.sentence, code=error.code, field="penerbit") from None
    before = unit.session.get(OidcKantor, kantor, with_for_update=True)
    fields = isian.model_dump(exclude={"rahasia"})
    row = unit.session.merge(OidcKantor(kantor=kantor, rahasia=_sealed(settings, isian, before), **fields))
    unit.session.flush()
    record(unit, oleh, "SSO kantor diubah", kantor, **fields, rahasia_diganti=bool(isian.rahasia))
    return row


def row_of(unit: Unit, kantor: str) -> OidcKantor:
    """The provider of an office whose people may use it. Raises NotFound."""
    row = unit.session.get(OidcKantor, kantor)
    if row is None or not row.aktif:
        raise NotFound("Kantor ini tidak memakai SSO.", code="sso-tidak-ada")
    return row


def provider_of(runtime: Runtime, row: OidcKantor) -> Provider:
    """The same, to be asked."""
    settings = runtime.settings
    secret = Vault(settings, PURPOSE).open(row.rahasia)
    return Provider(settings, row.penerbit, row.klien, secret, callback(settings))


def callback(settings: Settings) -> str:
    """The address to which a provider sends people back: it must be told of it."""
    return settings.public_url.rstrip("/") + CALLBACK


def offices_with(unit: Unit) -> list[Kantor]:
    """The offices whose people may sign in at their own provider, by name."""
    query = select(Kantor).join(OidcKantor, col(OidcKantor.kantor) == Kantor.kode).where(col(OidcKantor.aktif))
    return list(unit.session.exec(query.order_by(Kantor.nama)))


def lines(peta: dict[str, str]) -> str:
    """The map of roles as a person writes it: one `value = role` a line."""
    return "\n".join(f"{value} = {role}" for value, role in peta.items())


def read_lines(text: str) -> dict[str, str]:
    """The same, read. Raises Invalid."""
    return dict(_pairs(line for line in text.splitlines() if line.strip()))


def _pairs(rows: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in rows:
        value, found, role = (part.strip() for part in line.rpartition("="))
        if not (found and value and role):
            raise Invalid(f"Baris “{line.strip()[:60]}” bukan berbentuk nilai = peran.", field="peta_peran")
        yield value, role


def _sealed(settings: Settings, isian: IsianOidc, before: OidcKantor | None) -> str:
    """The secret; one that is kept is never sent to another provider than it was given for. Raises Invalid."""
    given = isian.rahasia.get_secret_value() if isian.rahasia else ""
    if given:
        return Vault(settings, PURPOSE).seal(given)
    if before is None or before.penerbit != isian.penerbit:
        raise Invalid("Isi rahasia klien dari layanan SSO ini.", code="sso-tanpa-rahasia", field="rahasia")
    return Vault(settings, PURPOSE).renew(before.rahasia)
