"""The envelope of what an office's system sends: CloudEvents 1.0, structured, binary or as a batch."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal
from urllib.parse import unquote

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints
from pydantic_core import from_json

from shared.errors import Invalid

STRUCTURED = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"
PLAIN = "application/json"
LONGEST_BATCH = 100
_ATTRIBUTE = "ce-"

Name = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")]


class Jenis(StrEnum):
    """What a system may ask for: what a proposer can do on the page."""

    AJUKAN = "id.terbit.sistem.ajukan"
    AJUKAN_ULANG = "id.terbit.sistem.ajukan-ulang"
    TARIK = "id.terbit.sistem.tarik"
    TANYA = "id.terbit.sistem.tanya"


class Amplop(BaseModel):
    """One event. `source` and `id` together name it for ever; what they name is of one content."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    specversion: Literal["1.0"]
    id: Name
    source: Name
    type: Jenis
    subject: Name | None = None
    time: AwareDatetime | None = None
    datacontenttype: Literal["application/json"] = "application/json"
    data: dict[str, Any]

    @property
    def sidik(self) -> str:
        """SHA-256 of what has an effect: type, subject and data."""
        said = json.dumps([self.type, self.subject, self.data], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(said.encode()).hexdigest()


def media(content_type: str) -> str:
    """The media type without its parameters."""
    return content_type.partition(";")[0].strip().lower()


def single(content_type: str, headers: Mapping[str, str], body: bytes) -> Any:  # noqa: ANN401 - JSON
    """What the attributes and data of one event are, not looked at yet. Raises Invalid."""
    if media(content_type) == STRUCTURED:
        return _json(body)
    if media(content_type) == PLAIN and "ce-specversion" in headers:
        return {**dict(_attributes(headers)), "datacontenttype": PLAIN, "data": _json(body)}
    raise Invalid(
        f"Kirim sebagai {STRUCTURED}, {BATCH}, atau {PLAIN} dengan kepala ce-….", code="jenis-kiriman-tidak-dikenal"
    )


def many(body: bytes) -> list[Any]:
    """The same for each event of a batch. Raises Invalid."""
    found = _json(body)
    if not isinstance(found, list) or len(found) > LONGEST_BATCH:
        raise Invalid(f"Satu kiriman berisi daftar paling banyak {LONGEST_BATCH} peristiwa.", code="kiriman-keliru")
    return found


def message_digest(headers: Mapping[str, str], body: bytes) -> str:
    """SHA-256 of all that a message says, also beside its signed body."""
    said = [[name, value] for name, value in sorted(headers.items()) if name.startswith(_ATTRIBUTE)]
    head = json.dumps([media(headers.get("content-type", "")), said])
    return hashlib.sha256(head.encode() + b"\n" + body).hexdigest()


def _attributes(headers: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name, value in headers.items():
        if name.startswith(_ATTRIBUTE):
            yield name.removeprefix(_ATTRIBUTE), unquote(value)


def _json(body: bytes) -> Any:  # noqa: ANN401 - JSON
    try:
        return from_json(body, allow_inf_nan=False)
    except ValueError:
        raise Invalid("Kiriman ini bukan JSON yang sah.", code="bukan-json") from None
