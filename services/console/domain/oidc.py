"""Rules of signing in at an office's own provider: whom its claims name, which roles they give."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from shared.identity import PENGELOLA

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures with a key of the provider alone: neither none at all nor one with a secret that we know too."""
SCOPE: Final = "openid profile email"
EMAIL: Final = "email"


def named(claims: Mapping[str, Any], klaim: str) -> str:
    """The name that a claim gives, as sign-in names are written; "" when there is none that can be relied upon."""
    value = claims.get(klaim)
    if not isinstance(value, str) or (klaim == EMAIL and claims.get("email_verified") is not True):
        return ""
    return value.strip().lower()


def mapped(claims: Mapping[str, Any], klaim: str, peta: Mapping[str, str]) -> frozenset[str]:
    """The roles that the values of a claim stand for; a value that is not in the map gives none."""
    value = claims.get(klaim)
    values = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return frozenset(peta[one] for one in values if isinstance(one, str) and one in peta)


def resulting(held: Collection[str], given: Collection[str], peta: Mapping[str, str], others: int) -> frozenset[str]:
    """The roles after a sign-in: those that claims give.

    An administrator whom no claim makes stays one, and so does the last one (`others`: how many others there are).
    """
    stays = PENGELOLA in held and (PENGELOLA not in peta.values() or others == 0)
    return frozenset({*given, *([PENGELOLA] if stays else [])})
