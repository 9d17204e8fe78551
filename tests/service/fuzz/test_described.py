"""The API against its own description: no 5xx, documented statuses, content types and schemas."""

from functools import cache
from typing import Any

import pytest
import schemathesis
from hypothesis import given
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.generation import GenerationMode

from shared.sop import SERVICES
from tests.service.fuzz.bounds import BOUNDS, WHO, existing, headers_of
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
load_all_checks()
NOT_OURS = ("positive_data_acceptance",)
"""Rules of the field refuse what a schema lets through: a document that is none, a step at which the case is not."""


@cache
def _described(scene: Scene) -> Any:
    app: Any = scene.client.app
    schema = schemathesis.openapi.from_dict(app.openapi())
    schema.app = app
    return schema


@pytest.mark.parametrize(("service", "method", "path", "mode"), OPERATIONS)
def test_answers_are_as_described(scenes: Scenes, service: str, method: str, path: str, mode: GenerationMode) -> None:
    scene = scenes(service)
    operation: Any = _described(scene)[path][method.upper()]
    there = existing(scene)
    unwanted = [CHECKS.get_one(name) for name in NOT_OURS]

    @BOUNDS
    @given(case=operation.as_strategy(generation_mode=mode), who=st.sampled_from(WHO), real=st.booleans())
    def tried(case: Any, who: str, real: bool) -> None:
        if real and case.path_parameters:
            case.path_parameters |= {name: there[name] for name in case.path_parameters if name in there}
        case.call_and_validate(headers=dict(headers_of(who)), excluded_checks=unwanted)

    tried()
