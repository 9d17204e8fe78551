"""What the child of `inspect` hands back."""

from typing import Any

Facts = dict[str, Any]


class Refused(Exception):
    """Carries the code of the refusal; the parent makes the sentence."""
