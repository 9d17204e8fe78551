"""After a restore: objects in the store that no database knows, because they are younger than the backup."""

from collections.abc import Sequence

from sqlalchemy.dialects.postgresql import insert

from shared.runtime import Runtime
from shared.tables import StoredObject, StoredState


def adopt(runtime: Runtime, hashes: Sequence[str]) -> list[str]:
    """Give each of these private objects a row; a sentence for each. Raises NotFound, Transient."""
    rows = [
        {"sha256": sha256, "size": runtime.store.size(sha256), "content_type": "", "state": StoredState.ADOPTED}
        for sha256 in hashes
    ]
    with runtime.database.unit() as unit:
        for row in rows:
            unit.session.execute(insert(StoredObject).values(**row).on_conflict_do_nothing())
    return [f"object {row['sha256']} ({row['size']} bytes) is younger than the backup; it is kept" for row in rows]
