"""Sites to which products go. One class for each kind of site; the job knows only this port."""

from typing import Final, Protocol

from services.publisher.domain.bukti import Bukti
from services.publisher.models import Publikasi
from shared.errors import Permanent
from shared.runtime import Runtime


class Connector(Protocol):
    """A kind of site. Every method may be repeated after a crash at any point, with the same outcome."""

    def publish(self, publikasi: Publikasi) -> None:
        """Put the file and its metadata on the site. Raises Transient, Permanent, NotFound (the file is gone)."""

    def verify(self, publikasi: Publikasi) -> Bukti:
        """Fetch what the public sees and compare it. Raises Transient; SiteDiffers when it shows something else."""

    def withdraw(self, publikasi: Publikasi) -> None:
        """Take file and page off the site. Raises Transient."""


BUILT_IN: Final = "bawaan"


def connector_of(situs: str, runtime: Runtime) -> Connector:
    """The connector of a site. Raises Permanent when there is no such site."""
    from services.publisher.connectors.builtin import BuiltinSite

    if situs != BUILT_IN:
        raise Permanent(f"Situs “{situs}” tidak dikenal.")
    return BuiltinSite(runtime)
