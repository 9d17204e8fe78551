"""What must always hold in the database of the scan desks."""

from sqlalchemy import text

from shared.runtime import Runtime

_LOST = text("""
SELECT id, berkas_id FROM pemindaian AS scan WHERE state IN ('siap', 'dipakai') AND (
    SELECT count(*) FROM stored_object WHERE state = 'stored' AND sha256 IN (scan.hasil, scan.teks)) < 2
""")
_FORGOTTEN = text("""
SELECT id, berkas_id FROM pemindaian AS scan WHERE state IN ('antre', 'diolah') AND NOT EXISTS (
    SELECT 1 FROM job WHERE payload ->> 'pemindaian' = scan.id::text AND state IN ('waiting', 'running'))
""")


_CLOSED_LOST = text("""
SELECT id, berkas_id FROM penutupan AS closing WHERE state = 'siap' AND (
    SELECT count(*) FROM stored_object WHERE state = 'stored' AND sha256 IN (closing.hasil, closing.teks, closing.dari)
    ) < 3
""")
_CLOSED_FORGOTTEN = text("""
SELECT id, berkas_id FROM penutupan AS closing WHERE state IN ('antre', 'diolah') AND NOT EXISTS (
    SELECT 1 FROM job WHERE payload ->> 'penutupan' = closing.id::text AND state IN ('waiting', 'running'))
""")


def check(runtime: Runtime) -> list[str]:
    """Sentences, one for each scan or closing whose result is lost or that nobody works on."""
    with runtime.database.unit() as unit:
        lost, forgotten = unit.session.execute(_LOST).all(), unit.session.execute(_FORGOTTEN).all()
        gone, waiting = unit.session.execute(_CLOSED_LOST).all(), unit.session.execute(_CLOSED_FORGOTTEN).all()
    return [
        *(f"scan {row.id} of case {row.berkas_id}: its result is not in the store" for row in lost),
        *(f"scan {row.id} of case {row.berkas_id}: waits, but no job is open for it" for row in forgotten),
        *(f"closing {row.id} of case {row.berkas_id}: its result or its source is not in the store" for row in gone),
        *(f"closing {row.id} of case {row.berkas_id}: waits, but no job is open for it" for row in waiting),
    ]
