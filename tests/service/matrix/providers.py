"""An office's own provider, as an administrator enters one."""

from collections.abc import Mapping
from typing import Any

from services.console.models import OidcKantor
from shared.runtime import Runtime

Fields = Mapping[str, Any]
PROVIDER: Fields = {"penerbit": "https://1.1.1.1", "klien": "terbit", "rahasia": "uji", "klaim_orang": "nip"}


def provider(runtime: Runtime, kantor: str) -> Fields:
    """An office has a provider that nobody is shown."""
    row = OidcKantor(
        kantor=kantor, penerbit="https://1.1.1.1", klien="terbit", rahasia="", klaim_orang="nip", klaim_peran="",
        peta_peran={}, terima_baru=False, aktif=False,
    )  # fmt: skip
    with runtime.database.unit() as unit:
        unit.session.merge(row)
    return {"kantor": kantor}
