"""What the public is told of the electronic signatures of a document."""

from shared.tanda_tangan import HasilTandaTangan, kalimat
from shared.web.look.filters import waktu

LABEL = "Tanda tangan elektronik"
CHECKED = "Tanda tangan diperiksa"


def signature_facts(hasil: HasilTandaTangan | None, zona: str) -> list[tuple[str, str]]:
    """Pairs of label and value: each signature, and when it was looked at; nothing for a document without any."""
    if hasil is None:
        return []
    several = len(hasil.tanda_tangan) > 1
    told = [
        (f"{LABEL} {number}" if several else LABEL, kalimat(one, zona))
        for number, one in enumerate(hasil.tanda_tangan, 1)
    ]
    return [*told, (CHECKED, waktu(hasil.diperiksa, zona))]
