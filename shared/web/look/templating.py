"""The one template environment of all pages: the look comes with it, a service adds its own templates."""

from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared.web.look.filters import FILTERS

_HERE: Final = Path(__file__).parent
TEMPLATES: Final = _HERE / "templates"
STATIC: Final = _HERE / "static"

# What a page may leave out of its context; everything else missing is an error, never an empty place on a screen.
_DEFAULTS: Final[dict[str, object]] = {"orang": None, "pesan": None, "tempat": "", "galat": MappingProxyType({})}


def environment(extra_dirs: Sequence[Path]) -> Environment:
    """Templates of the look, then those in `extra_dirs` (a name of the look cannot be taken by a service).

    Values are escaped, a missing one raises `jinja2.UndefinedError`. Knows no request and no database.
    """
    env = Environment(
        loader=FileSystemLoader([TEMPLATES, *extra_dirs]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(FILTERS)
    env.globals.update(_DEFAULTS)
    return env
