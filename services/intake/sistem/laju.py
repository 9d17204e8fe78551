"""How often one key may be used: counted when it is proved, over all processes together."""

from functools import cache
from uuid import UUID

from limits import parse_many

from shared.errors import TooOften
from shared.runtime import Runtime
from shared.web.rates import SENTENCE, Counts


def not_too_often(runtime: Runtime, key_id: UUID) -> None:
    """Count one use of a key. Raises TooOften."""
    if not runtime.settings.rate_key:
        return
    items = parse_many(runtime.settings.rate_key)
    if seconds := _counts(runtime).wait([(item, "kunci", str(key_id)) for item in items]):
        error = TooOften(SENTENCE.format(seconds))
        error.retry_after = seconds
        raise error


@cache
def _counts(runtime: Runtime) -> Counts:
    return Counts(runtime.settings)
