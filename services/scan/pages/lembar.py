"""Long lists of personal data, a page at a time: a form with a thousand places loads slowly and is refused."""

from dataclasses import dataclass

from fastapi import Request

from services.scan.domain.data_pribadi import Bagian, DataPribadi

PER_PAGE = 50
ASKED = "bagian"


@dataclass(frozen=True)
class Lembar:
    """The places of page `kini` of `jumlah`."""

    bagian: tuple[Bagian, ...]
    kini: int
    jumlah: int


def sheet_of(request: Request, data: DataPribadi | None) -> Lembar:
    """The page that was asked for, else the first on which something is to be decided."""
    places = data.bagian if data else ()
    last = max(1, -(-len(places) // PER_PAGE))
    open_ = next((at for at, one in enumerate(places) if one.putusan is None), 0)
    asked = request.query_params.get(ASKED, "")
    wanted = int(asked) if asked.isascii() and asked.isdigit() else open_ // PER_PAGE + 1
    kini = min(max(wanted, 1), last)
    return Lembar(places[(kini - 1) * PER_PAGE : kini * PER_PAGE], kini, last)
