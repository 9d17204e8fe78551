"""Every error as an answer: a problem document (RFC 9457) for programs, a page for people."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from sqlalchemy.exc import DataError, DBAPIError
from starlette.exceptions import HTTPException

from shared.errors import Invalid, NotFound, TerbitError, Transient, Unauthenticated, Unavailable
from shared.web.door import to_the_door
from shared.web.look.templating import environment
from shared.web.refusals import NOWHERE, asked, refused

log = logging.getLogger(__name__)
_PAGES = environment([])


def problem(error: TerbitError) -> JSONResponse:
    """The error as application/problem+json."""
    headers = {"retry-after": str(error.retry_after)} if error.retry_after else None
    return JSONResponse(problem_body(error), error.status, headers, "application/problem+json")


def problem_body(error: TerbitError) -> dict[str, Any]:
    """The error as a problem document; `code` is stable, `detail` is the sentence."""
    body: dict[str, Any] = {
        "type": "about:blank", "title": error.title, "status": error.status, "detail": error.sentence,
        "code": error.code,
    }  # fmt: skip
    if error.field:
        body["field"] = error.field
    return body


def page(error: TerbitError) -> HTMLResponse:
    """The error as a page."""
    html = _PAGES.get_template("galat.html").render(
        halaman=error.title, status=error.status, kalimat=error.sentence, kode=error.code, csrf="", kunci="",
    )  # fmt: skip
    return HTMLResponse(html, error.status)


def problem_or_page(path: str, error: TerbitError) -> Response:
    """What suits who asked."""
    return problem(error) if path.startswith("/api/") else page(error)


def invalid(errors: Any) -> Invalid:  # noqa: ANN401
    """The first complaint of a validation, as a sentence about its field."""
    first = errors[0]
    field = str(first["loc"][-1]) if first.get("loc") else ""
    return Invalid(f"Isian “{field}” belum benar: {_complaint(first)}.", field=field)


def field_sentences(errors: Any) -> dict[str, str]:  # noqa: ANN401
    """Every complaint of a validation: field -> sentence."""
    return {str(error["loc"][-1]): f"Isian ini {_complaint(error)}." for error in reversed(errors)}


def _complaint(error: dict[str, Any]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    known = {
        "missing": "wajib diisi", "string_too_short": "wajib diisi", "int_parsing": "harus berupa angka",
        "date_from_datetime_parsing": "harus berupa tanggal", "date_parsing": "harus berupa tanggal",
        "uuid_parsing": "bukan pengenal yang sah", "value_error": str(context.get("error", "")),
        "string_too_long": f"paling panjang {context.get('max_length')} huruf", "json_invalid": "bukan JSON yang sah",
        "greater_than_equal": f"paling kecil {context.get('ge')}",
        "less_than_equal": f"paling besar {context.get('le')}",
        "extra_forbidden": "tidak dikenal", "too_short": f"perlu paling sedikit {context.get('min_length')}",
    }  # fmt: skip
    return known.get(kind, "tidak dapat dibaca")


def expected(error: Exception) -> TerbitError:
    """Any exception as one that can be shown."""
    if isinstance(error, TerbitError):
        return error
    if isinstance(error, RequestValidationError):
        return invalid(error.errors())
    if isinstance(error, HTTPException):
        return _http(error)
    if isinstance(error, DataError | UnicodeEncodeError):
        return Invalid("Isian memuat huruf atau angka yang tidak dapat disimpan.")
    if isinstance(error, Transient | DBAPIError):
        return Unavailable(
            "Ada bagian sistem yang sedang tidak menjawab. Tidak ada yang tersimpan; coba lagi sebentar."
        )
    raise error


def _http(error: HTTPException) -> TerbitError:
    if error.status_code == NotFound.status:
        return NotFound("Alamat ini tidak ada.", code=NOWHERE)
    shown = TerbitError("Permintaan ini tidak dapat dilayani di alamat ini.", code=f"http-{error.status_code}")
    shown.status = error.status_code
    return shown


def install(app: FastAPI) -> None:
    """Let every error of `app` be answered here."""

    async def answer(request: Request, error: Exception) -> Response:
        shown = expected(error)
        if shown.status >= Unavailable.status:
            log.warning("unavailable: %s", error, extra=asked(request))
        else:
            refused(request, shown)
        if isinstance(shown, Unauthenticated) and not request.url.path.startswith("/api/"):
            return to_the_door(request, shown)
        response = problem_or_page(request.url.path, shown)
        response.headers.update(getattr(request.state, "kepala", {}))
        if isinstance(error, HTTPException) and error.headers:
            response.headers.update(error.headers)
        return response

    async def crash(request: Request, error: Exception) -> Response:
        log.error("unexpected error", exc_info=error, extra=asked(request))
        shown = TerbitError("Terjadi kesalahan yang tidak terduga. Tim operasi dapat melihat catatannya.", code="galat")
        shown.status, shown.title = 500, "Terjadi kesalahan"
        return problem_or_page(request.url.path, shown)

    kinds = (TerbitError, RequestValidationError, HTTPException, Transient, DBAPIError, UnicodeEncodeError)
    for kind in kinds:
        app.add_exception_handler(kind, answer)
    app.add_exception_handler(Exception, crash)
