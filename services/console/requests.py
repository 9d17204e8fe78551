"""What console reads from a request beside its body: from where it comes, and who acts."""

from typing import Annotated

from fastapi import Depends, Request

from services.console.commands.catat import Oleh
from services.console.commands.sesi import Perangkat
from shared.identity import Masuk
from shared.web.session import SignedIn


def client_of(request: Request) -> str:
    """Address from which a request comes, as the gateway tells it; "" when unknown."""
    return request.client.host if request.client else ""


def _device(request: Request) -> Perangkat:
    return Perangkat(client_of(request), request.headers.get("user-agent", ""))


def _actor(request: Request, orang: SignedIn) -> Oleh:
    return Oleh.of(orang, client_of(request))


def _session(request: Request, _: SignedIn) -> Masuk:
    masuk: Masuk = request.state.masuk
    return masuk


Device = Annotated[Perangkat, Depends(_device)]
Actor = Annotated[Oleh, Depends(_actor)]
Session = Annotated[Masuk, Depends(_session)]
