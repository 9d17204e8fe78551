"""Envelopes of office systems: three forms, one meaning."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from services.intake.domain import amplop
from services.intake.domain.amplop import Amplop
from shared.errors import Invalid

EVENT: dict[str, Any] = {
    "specversion": "1.0", "id": "a-1", "source": "/srikandi/61", "type": "id.terbit.sistem.tanya",
    "data": {"berkas": "01935b6e-0000-7000-8000-000000000001"},
}  # fmt: skip


def test_structured_and_binary_say_the_same() -> None:
    data = json.dumps(EVENT["data"]).encode()
    headers = {f"ce-{name}": value for name, value in EVENT.items() if name != "data"}
    structured = amplop.single("application/cloudevents+json; charset=utf-8", {}, json.dumps(EVENT).encode())
    binary = amplop.single("application/json", headers, data)
    assert Amplop.model_validate(structured) == Amplop.model_validate(binary)


def test_attributes_in_headers_are_decoded() -> None:
    headers = {"ce-specversion": "1.0", "ce-id": "nomor%2012%20%E2%82%AC"}
    assert amplop.single("application/json", headers, b"{}")["id"] == "nomor 12 €"


@pytest.mark.parametrize(
    "change",
    [
        {"specversion": "0.3"}, {"id": ""}, {"id": "a\nb"}, {"id": "x" * 301}, {"source": ""}, {"type": "lain"},
        {"data": []}, {"time": "kemarin"}, {"time": "2026-11-26T00:00:00"}, {"datacontenttype": "text/plain"},
        {"data_base64": "e30=", "data": None},
    ],
)  # fmt: skip
def test_what_is_no_event_of_ours_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Amplop.model_validate({**EVENT, **change})


def test_extensions_and_the_moment_change_nothing() -> None:
    same = {**EVENT, "time": "2026-11-26T00:00:00Z", "traceparent": "00-1"}
    assert Amplop.model_validate(EVENT).sidik == Amplop.model_validate(same).sidik
    others: list[dict[str, Any]] = [{"data": {}}, {"type": "id.terbit.sistem.tarik"}, {"subject": "x"}]
    for other in others:
        assert Amplop.model_validate({**EVENT, **other}).sidik != Amplop.model_validate(EVENT).sidik


def test_a_message_is_its_body_and_the_attributes_beside_it() -> None:
    plain = {"content-type": "application/json", "ce-id": "1", "user-agent": "x"}
    digest = amplop.message_digest(plain, b"{}")
    assert digest == amplop.message_digest({**plain, "user-agent": "y", "content-type": "application/json;x=1"}, b"{}")
    assert digest != amplop.message_digest({**plain, "ce-source": "2"}, b"{}")
    assert digest != amplop.message_digest(plain, b"{ }")


@pytest.mark.parametrize("body", [b"{}", b"", json.dumps([EVENT] * 101).encode()])
def test_a_batch_is_a_list_of_a_hundred_at_most(body: bytes) -> None:
    with pytest.raises(Invalid):
        amplop.many(body)
