"""The OpenAPI document of a service: its own routes, and what all of them have in common, said once for all."""

from collections.abc import Iterator
from typing import Any, Final

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import iter_route_contexts
from pydantic import BaseModel, Field, WithJsonSchema

from shared.web.session import _signed_in, cookie_name

PROBLEM: Final = "application/problem+json"
ERRORS: Final = {
    400: "The request cannot be read.",
    401: "Nobody is signed in, or the sign-in has ended.",
    403: "Who is signed in may not do this, here or at all.",
    404: "There is no such thing, or not for who asks.",
    409: "Someone else was earlier, or the state does not allow it.",
    413: "More bytes than are taken.",
    422: "What was sent cannot be taken as it is; `field` says what is meant.",
    429: "Asked too often: again after as many seconds as the header Retry-After says.",
    503: "A part that is needed does not answer now; nothing was stored.",
}
"""What any route may answer beside its own answers."""
_BYTES: Final = {"type": "string", "contentMediaType": "application/octet-stream"}
ONE_FILE: Final = WithJsonSchema(_BYTES)
FILES: Final = WithJsonSchema({"type": "array", "items": _BYTES})
IDS: Final = WithJsonSchema({"type": "array", "items": {"type": "string", "format": "uuid"}})
"""Files, and ids, that may be left out: in a form there is no null that could stand for them."""
_OPERATIONS: Final = ("get", "put", "post", "delete", "patch")
_OWN_WORDS: Final = ("HTTPValidationError", "ValidationError")


class Masalah(BaseModel):
    """A problem document (RFC 9457). `code` is stable, `detail` a sentence for a clerk, `field` what it is about."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    field: str = Field(default="", description="absent when it is about no field")


def describe(app: FastAPI) -> None:
    """Let `app` describe its routes with their errors, and who must be signed in."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _with_errors(app, get_openapi(title=app.title, version=app.version, routes=app.routes))
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _with_errors(app: FastAPI, document: dict[str, Any]) -> dict[str, Any]:
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in _OWN_WORDS:
        schemas.pop(name, None)
    schemas["Masalah"] = Masalah.model_json_schema()
    components["securitySchemes"] = schemes = _schemes(app)
    signed_in = set(_asking(app))
    for path, method, operation in _operations(document):
        _add_errors(operation["responses"])
        if (path, method) in signed_in:
            operation["security"] = [{name: []} for name in schemes]
    return document


def _schemes(app: FastAPI) -> dict[str, Any]:
    cookie = cookie_name(app.state.runtime.settings)
    return {
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
        "cookie": {"type": "apiKey", "in": "cookie", "name": cookie},
    }


def _add_errors(responses: dict[str, Any]) -> None:
    """What a route says itself of an error stays; what the framework says of 422 is not how it is."""
    for status, meaning in ERRORS.items():
        own = responses.get(str(status), {})
        if PROBLEM not in own.get("content", {}) and (status == 422 or not own):
            content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Masalah"}}}
            responses[str(status)] = {"description": meaning, "content": content}


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method in _OPERATIONS:
            if method in item:
                yield path, method, item[method]


def _asking(app: FastAPI) -> Iterator[tuple[str, str]]:
    for found in iter_route_contexts(app.routes):
        route: Any = found
        if _asks(getattr(route, "dependant", None)):
            yield from ((route.path, method.lower()) for method in route.methods)


def _asks(dependant: Dependant | None) -> bool:
    return dependant is not None and (dependant.call is _signed_in or any(map(_asks, dependant.dependencies)))
