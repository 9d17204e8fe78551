"""What a reader would tell aloud instead of what a page shows: it may name what was closed, so none of it stays."""

from typing import Final

from pikepdf import (
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Object,
    parse_content_stream,
    unparse_content_stream,
)

MARKS: Final = {"BDC", "DP"}
SPOKEN: Final = ("/ActualText", "/Alt", "/E", "/Contents", "/T")
Petunjuk = ContentStreamInstruction | ContentStreamInlineImage


def silenced(stream: Object) -> bytes | None:
    """The stream with its marks bare; None where they are."""
    if not any(_speaks(one) for one in parse_content_stream(stream, " ".join(MARKS))):
        return None
    return unparse_content_stream([_bare(one) if _speaks(one) else one for one in parse_content_stream(stream)])


def silence(properties: object) -> None:
    """The lists of properties to which marks refer, bare."""
    for value in properties.values() if isinstance(properties, Dictionary) else ():
        for key in SPOKEN if isinstance(value, Dictionary) else ():
            if key in value:
                del value[key]


def _speaks(one: Petunjuk) -> bool:
    return str(one.operator) in MARKS and any(
        key in given for given in one.operands if isinstance(given, Dictionary) for key in SPOKEN
    )  # fmt: skip


def _bare(one: Petunjuk) -> ContentStreamInstruction:
    kept = [
        Dictionary({key: value for key, value in given.items() if key not in SPOKEN})
        if isinstance(given, Dictionary) else given
        for given in one.operands
    ]  # fmt: skip
    return ContentStreamInstruction(kept, one.operator)
