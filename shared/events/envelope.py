"""The envelope of an event: CloudEvents 1.0, JSON format."""

from datetime import UTC, datetime
from typing import Any, Literal, Self
from uuid import UUID

import uuid_utils.compat as uuids
from pydantic import BaseModel, ConfigDict, Field

from shared.events.catalogue import Payload


class Event(BaseModel):
    """One event. `subject` is the case (or office) it is about; extension attributes are lower-case by the standard."""

    model_config = ConfigDict(frozen=True)

    specversion: Literal["1.0"] = "1.0"
    id: UUID = Field(default_factory=uuids.uuid7)
    source: str
    type: str
    subject: str
    time: datetime
    datacontenttype: Literal["application/json"] = "application/json"
    dataversion: int
    actor: str = ""
    correlationid: str = ""
    causationid: str = ""
    data: dict[str, Any]

    @classmethod
    def of(cls, payload: Payload, *, source: str, subject: str, actor: str, cause: Self | None) -> Self:
        """The event that states `payload`; it inherits the correlation of the event that caused it."""
        return cls(
            source=f"/terbit/{source}", type=payload.TYPE, dataversion=payload.VERSION, subject=subject,
            time=datetime.now(UTC), actor=actor, data=payload.model_dump(mode="json"),
            correlationid=cause.correlationid if cause else subject, causationid=str(cause.id) if cause else "",
        )  # fmt: skip

    @property
    def producer(self) -> str:
        """Name of the service that wrote it."""
        return self.source.rpartition("/")[2]
