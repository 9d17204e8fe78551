"""Rules of codes: those of an app have six digits, those for who has lost it begin with their number."""

import re
from typing import Final

RECOVERY_CODES: Final = 10
_RECOVERY = re.compile(r"(\d)-[a-z]{4}-[a-z]{4}-[a-z]{4}-\d{4}", re.ASCII)


def plain(kode: str) -> str:
    """A code without what people put between its parts."""
    return "".join(kode.split()).lower()


def is_app_code(kode: str) -> bool:
    """Whether it looks like a code of an app."""
    return re.fullmatch(r"\d{6}", plain(kode), re.ASCII) is not None


def recovery_number(kode: str) -> int | None:
    """Which of the recovery codes it says to be; None when it is none."""
    found = _RECOVERY.fullmatch(plain(kode))
    return int(found[1]) if found else None
