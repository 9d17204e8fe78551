"""Errors of these routes as OpenAPI describes them."""

from typing import Any

from pydantic import BaseModel


class Masalah(BaseModel):
    """A problem document (RFC 9457). `code` is stable, `detail` a sentence for a clerk, `field` what it is about."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    field: str | None = None


_MEANINGS = {
    401: "Nobody is signed in, or key, signature, time or person is not taken; it does not tell which.",
    403: "This person or key may not do this.",
    404: "There is no such thing for this office.",
    409: "The state does not allow it, or the same id was used for something else.",
    413: "More bytes than are taken.",
    422: "What was sent cannot be taken as it is.",
    429: "Too often with this key; wait for the seconds of Retry-After.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """`responses` of a route that answers with these errors."""
    content = {"application/problem+json": {"schema": Masalah.model_json_schema()}}
    return {status: {"description": _MEANINGS[status], "content": content} for status in statuses}
