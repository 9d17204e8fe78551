"""What these routes take and answer, as OpenAPI describes it."""

from typing import Any, Final

from pydantic import BaseModel

from services.intake.domain import amplop
from services.intake.domain.amplop import Amplop, Jenis
from services.intake.domain.permintaan import KINDS


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


def inlined(model: type[BaseModel]) -> Any:  # noqa: ANN401 - JSON
    """The JSON schema of a model without references: it stands in a description that has no place for them."""
    schema = model.model_json_schema()
    return _without_references(schema, schema.pop("$defs", {}))


def _without_references(schema: Any, known: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(schema, list):
        return [_without_references(one, known) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if name := str(schema.get("$ref", "")).rpartition("/")[2]:
        return _without_references(known[name], known)
    return {name: _without_references(value, known) for name, value in schema.items()}


def _event(jenis: Jenis) -> dict[str, Any]:
    schema: dict[str, Any] = inlined(Amplop)
    said = {"type": {"const": jenis.value, "type": "string"}, "data": inlined(KINDS[jenis])}
    return {**schema, "title": jenis.value, "properties": {**schema["properties"], **said}}


_EVENT: Final = {"oneOf": [_event(jenis) for jenis in Jenis]}
_BATCH: Final = {"type": "array", "maxItems": amplop.LONGEST_BATCH, "items": _EVENT}
_DATA: Final = {"oneOf": [inlined(model) for model in KINDS.values()]}
MESSAGE: Final = {
    "requestBody": {
        "required": True,
        "content": {
            amplop.STRUCTURED: {"schema": _EVENT}, amplop.BATCH: {"schema": _BATCH}, amplop.PLAIN: {"schema": _DATA},
        },
    }
}  # fmt: skip
"""One event, many, or the data of one whose attributes stand in `ce-…` headers."""

FILE: Final = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object", "required": ["berkas"],
                    "properties": {"berkas": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}  # fmt: skip
