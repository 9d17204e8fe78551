"""Who may do what at console: an office's people see it, its administrators change it."""

from shared.errors import Forbidden
from shared.identity import Orang


def of_office(orang: Orang, kantor: str) -> str:
    """An office to which this person belongs. Raises Forbidden."""
    if kantor not in {*orang.kantor, *orang.mengelola}:
        raise Forbidden("Ini kantor lain.", code="kantor-lain")
    return kantor


def managed(orang: Orang, kantor: str) -> str:
    """An office that this person administers. Raises Forbidden."""
    if kantor not in orang.mengelola:
        raise Forbidden("Hanya pengelola kantor ini yang dapat melakukannya.", code="bukan-pengelola")
    return kantor
