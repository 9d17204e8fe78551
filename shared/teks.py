"""What a field of text may hold, as its description says it (ECMA 262): programs can know it before they send."""

from typing import Annotated, Any, Final

from pydantic import Field

_LETTER: Final = r"[^\x00-\x08\x0b\x0c\x0e-\x1f]"
STORABLE: Final = r"^[^\x00]*$"
"""The database holds every letter but this one."""
_GIVEN: Final = r"^[^\x00]*[^\s\x00\x1c-\x1f][^\x00]*$"
ONE_LINE: Final = r"^[^\x00-\x1f]*$"
SAID: Final = rf"^{_LETTER}*[^\s\x00-\x1f]{_LETTER}*$"
"""Lines, of which something is left when blanks around it are gone."""
_SHOWN: Final = r"([^\p{C}\p{Z}]| )*"
SHOWN: Final = f"^{_SHOWN}$"
"""One line in which nothing is hidden: names are told apart by looking at them."""
NAMED: Final = rf"^{_SHOWN}[^\p{{C}}\p{{Z}}]{_SHOWN}$"


def described(**schema: Any) -> Any:  # noqa: ANN401 - pydantic's own annotation
    """What the description of a field says beyond what pydantic can tell of its rules."""
    return Field(json_schema_extra=schema)


Alasan = Annotated[str, described(pattern=_GIVEN)]
"""A reason that must be given; which act wants it, the rules of the act say."""
