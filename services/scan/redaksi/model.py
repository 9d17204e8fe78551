"""What is to be closed, and why it could not be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from pikepdf import PikepdfError

from services.scan.domain.halaman import Kotak


class TidakTertutup(Exception):
    """A place could not be closed for certain; the sentence is for the person who asked. Nothing may be kept."""


class TidakDapatDisunting(Exception):
    """A page is built in a way that this code does not take apart: it is drawn as a picture instead."""


UNPARSABLE: Final = (
    TidakDapatDisunting, PikepdfError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError
)  # fmt: skip
"""What is raised where the content of a page is not what it should be."""


@dataclass(frozen=True, slots=True)
class Tempat:
    """A place on a page, from 1: boxes as a reader sees them. `ketat`: what stands there may stand nowhere else."""

    halaman: int
    kotak: tuple[Kotak, ...]
    ketat: bool = False

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """From JSON."""
        boxes = tuple((box[0], box[1], box[2], box[3]) for box in given["kotak"])
        return cls(given["halaman"], boxes, given["ketat"])


def on_page(places: Sequence[Tempat], number: int) -> list[Kotak]:
    """All boxes of a page."""
    return [box for place in places if place.halaman == number for box in place.kotak]
