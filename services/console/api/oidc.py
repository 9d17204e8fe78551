"""An office's own provider, for its administrator."""

from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel

from services.console.api.orang import Kantor
from services.console.commands import oidc_kantor
from services.console.domain.wewenang import managed
from services.console.models import OidcKantor
from services.console.requests import Actor
from shared.errors import NotFound
from shared.offices import tree
from shared.settings import Settings
from shared.web.session import Rt, SignedIn

router = APIRouter(tags=["sso"])


class OidcTampil(BaseModel):
    """What is known of a provider, without its secret; `kembali` is the address that it must know."""

    penerbit: str
    klien: str
    klaim_orang: str
    klaim_peran: str
    peta_peran: dict[str, str]
    terima_baru: bool
    aktif: bool
    kembali: str

    @classmethod
    def of(cls, row: OidcKantor, settings: Settings) -> Self:
        """As the table has it."""
        return cls(**row.model_dump(exclude={"kantor", "rahasia"}), kembali=oidc_kantor.callback(settings))


@router.get("/oidc")
def show(runtime: Rt, orang: SignedIn, kantor: Kantor) -> OidcTampil:
    """The provider of an office that one administers, there or from above. 404 `sso-tidak-ada`."""
    with runtime.database.unit() as unit:
        managed(orang, kantor, tree(unit))
        row = unit.session.get(OidcKantor, kantor)
    if row is None:
        raise NotFound("Kantor ini tidak memakai SSO.", code="sso-tidak-ada")
    return OidcTampil.of(row, runtime.settings)


@router.put("/oidc")
def configure(
    runtime: Rt, orang: SignedIn, oleh: Actor, kantor: Kantor, body: oidc_kantor.IsianOidc
) -> OidcTampil:  # fmt: skip
    """Say what the provider is. 422 `alamat-tidak-aman`, `peran-tidak-dikenal`, `sso-tanpa-rahasia`."""
    with runtime.database.unit() as unit:
        managed(orang, kantor, tree(unit))
        return OidcTampil.of(oidc_kantor.configure(unit, runtime.settings, kantor, body, oleh), runtime.settings)
