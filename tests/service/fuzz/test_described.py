"""The API against its own description: no 5xx, documented statuses, content types and schemas."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
import schemathesis
from hypothesis import given
from hypothesis import strategies as st
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode

from shared.sop import SERVICES
from tests.service.fuzz.bounds import BOUNDS, WHO, existing, headers_of
from tests.service.fuzz.promises import CHECKED, REFUSED
from tests.service.matrix.scene import Scene
from tests.service.matrix.scenes import Scenes
from tests.support.routes import bare_application

METHODS = ("get", "post", "put", "delete", "patch")
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
TAKES = {"parameters", "requestBody", "security"}
OPERATIONS = [
    (service, method, path, mode) for service in SERVICES
    for path, item in bare_application(service).openapi()["paths"].items() for method in METHODS if method in item
    for mode in MODES if mode is GenerationMode.POSITIVE or TAKES & item[method].keys()
]  # fmt: skip
"""What takes nothing cannot be asked wrongly."""
schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")


def test_refusals_that_no_schema_can_say_are_of_routes_that_exist() -> None:
    assert REFUSED.keys() <= {f"{method.upper()} {path}" for _, method, path, _ in OPERATIONS}


@cache
def _described(scene: Scene) -> Any:
    app: Any = scene.client.app
    schema = schemathesis.openapi.from_dict(app.openapi(), config=schemathesis.Config.from_dict(CHECKED))
    schema.app = app
    return schema


@pytest.mark.parametrize(("service", "method", "path", "mode"), OPERATIONS)
def test_answers_are_as_described(scenes: Scenes, service: str, method: str, path: str, mode: GenerationMode) -> None:
    scene = scenes(service)
    operation: Any = _described(scene)[path][method.upper()]
    there = existing(scene)

    @BOUNDS
    @given(case=operation.as_strategy(generation_mode=mode), who=st.sampled_from(WHO), real=st.booleans())
    def tried(case: Any, who: str, real: bool) -> None:
        if real:
            _point_at(case, there)
        case.call_and_validate(headers=dict(headers_of(who)))

    tried()


def _point_at(case: Any, there: Mapping[str, Any]) -> None:
    """Let it ask for what is there; where it asks wrongly, it goes on doing so."""
    parts = {ParameterLocation.PATH: case.path_parameters, ParameterLocation.QUERY: case.query}
    for place, part in parts.items():
        if place in case.meta.components and case.meta.components[place].mode is GenerationMode.POSITIVE:
            part.update({name: there[name] for name in part if name in there})
