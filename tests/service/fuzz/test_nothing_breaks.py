"""Every route, pages too, with what no browser sends: it answers, and never as if it had broken."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.dependencies.models import Dependant
from hypothesis import given
from hypothesis import strategies as st

from tests.service.fuzz.bounds import BOUNDS, WHO, existing, headers_of
from tests.service.matrix.scenes import Scenes
from tests.support.routes import Route, all_routes

ROUTES = [route for route in all_routes() if route.dependant is not None and route.path != "/operasi"]
"""All but the board, which asks every other service over the network."""
WORDS = st.one_of(
    st.sampled_from(
        ["", "\0", "a\0b", "-1", "0", "1e400", "9" * 40, "NaN", "true", "null", "..", "%", "%00", "\u202e", "𝔸"]
    ),
    st.text(max_size=40),
    st.integers(min_value=-(2**70), max_value=2**70).map(str),
)
MEDIA = st.sampled_from(
    ["application/json", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x",
     "text/plain", "application/json; charset=utf-99", "", "\xe4/\xf6"]
)  # fmt: skip
HEADERS = st.dictionaries(
    st.sampled_from(["Cookie", "Accept", "Content-Encoding", "Range", "If-None-Match", "X-Terbit-Formulir", "Origin"]),
    st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=30).map(
        lambda text: text.encode("latin-1")
    ),
    max_size=2,
)


def fields_of(dependant: Dependant) -> set[str]:
    """Names of everything that a route reads from query or form."""
    own = {field.alias for field in (*dependant.query_params, *dependant.body_params)}
    return own.union(*(fields_of(below) for below in dependant.dependencies), {"giliran", "kunci", "q", "kantor"})


def bodies(names: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    """What `httpx` sends as a body: a form, files, JSON, or bytes under some media type."""
    form = st.dictionaries(names, WORDS, max_size=5)
    files = st.dictionaries(names, st.tuples(st.text(max_size=20), st.binary(max_size=200)), min_size=1, max_size=2)
    json = st.recursive(
        st.none() | st.booleans() | st.integers() | WORDS,
        lambda below: st.lists(below, max_size=3) | st.dictionaries(names, below, max_size=4), max_leaves=6,
    )  # fmt: skip
    return st.one_of(
        st.fixed_dictionaries({"data": form}),
        st.fixed_dictionaries({"data": form, "files": files}),
        st.fixed_dictionaries({"json": json}),
        st.fixed_dictionaries({"content": st.binary(max_size=200), "headers": MEDIA.map(_media)}),
    )


def _media(value: str) -> dict[str, Any]:
    return {"Content-Type": value.encode("latin-1")}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_it_answers(scenes: Scenes, route: Route) -> None:
    scene = scenes(route.service)
    there, names = existing(scene), st.sampled_from(sorted(fields_of(route.dependant)))  # type: ignore[arg-type]
    body = bodies(names) if route.method not in ("GET", "HEAD") else st.just({})

    @BOUNDS
    @given(
        who=st.sampled_from(WHO), real=st.booleans(), word=WORDS, query=st.dictionaries(names, WORDS, max_size=3),
        sent=body, headers=HEADERS,
    )  # fmt: skip
    def tried(who: str, real: bool, word: str, query: dict[str, str], sent: dict[str, Any], headers: Any) -> None:
        path = _path(route.path, dict(there) if real else {}, word)
        more = {**headers, **headers_of(who), **sent.get("headers", {})}
        answer = scene.client.request(
            route.method, path, params=query, **{**sent, "headers": more}, follow_redirects=False
        )  # fmt: skip
        assert answer.status_code < 500, answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        if route.path.startswith("/api/") and answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"

    tried()


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "POST", "QUATSCH"])
def test_a_method_that_a_path_does_not_have_is_told_so(scenes: Scenes, method: str) -> None:
    for service, path in sorted({(route.service, route.path) for route in ROUTES if "{" not in route.path}):
        if not any(route.service == service and route.method == method and _fits(route, path) for route in ROUTES):
            answer = scenes(service).client.request(method, path, follow_redirects=False)
            if method == "OPTIONS" and "tus-version" in answer.headers:
                continue  # tus asks so what a server can do
            assert (answer.status_code, bool(answer.headers.get("allow"))) == (405, True), (service, path)


def _fits(route: Route, path: str) -> bool:
    """Whether this path is one of the route's, as `/orang/baru` is of `/orang/{akun_id}`."""
    return re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", route.path), path) is not None


def _path(template: str, there: dict[str, Any], word: str) -> str:
    parts = (there.get(part[1:-1], word) if part.startswith("{") else part for part in template.split("/"))
    return "/".join(quote(str(part), safe="") for part in parts)
