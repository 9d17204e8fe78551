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

_UNKEPT = text("""
SELECT id FROM tumpukan AS stack WHERE EXISTS (
    SELECT 1 FROM jsonb_array_elements(sumber) AS file WHERE NOT EXISTS (
        SELECT 1 FROM stored_object WHERE state = 'stored' AND sha256 = file ->> 'sha256'))
""")
_UNPARTED = text("""
SELECT id FROM tumpukan AS stack WHERE state IN ('antre', 'diolah') AND NOT EXISTS (
    SELECT 1 FROM job WHERE payload ->> 'tumpukan' = stack.id::text AND state IN ('waiting', 'running'))
""")
_TORN = text("""
SELECT id, tumpukan_id FROM bagian_tumpukan AS part WHERE (SELECT count(*) FROM stored_object
    WHERE state = 'stored' AND sha256 IN (part.sha256, part.gambar)) < 2
""")
_UNPLACED = text("""
SELECT id, tumpukan_id FROM bagian_tumpukan AS part WHERE state = 'dipindai' AND NOT EXISTS (
    SELECT 1 FROM pemindaian WHERE id = part.pemindaian_id AND berkas_id = part.berkas_id
    AND sumber -> 0 ->> 'sha256' = part.sha256)
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
_HALF_KNOWN = text("""
SELECT id, berkas_id FROM unggahan AS upload WHERE diterima <> (
    SELECT coalesce(sum(panjang), 0) FROM potongan_unggahan WHERE unggahan_id = upload.id)
""")

_SENTENCES = (
    (_LOST, "scan {id} of case {berkas_id}: its result is not in the store"),
    (_FORGOTTEN, "scan {id} of case {berkas_id}: waits, but no job is open for it"),
    (_CLOSED_LOST, "closing {id} of case {berkas_id}: its result or its source is not in the store"),
    (_CLOSED_FORGOTTEN, "closing {id} of case {berkas_id}: waits, but no job is open for it"),
    (_UNKEPT, "stack {id}: a file of it is not in the store"),
    (_UNPARTED, "stack {id}: waits, but no job is open for it"),
    (_TORN, "part {id} of stack {tumpukan_id}: its pages or picture are not in the store"),
    (_UNPLACED, "part {id} of stack {tumpukan_id}: said to be scanned, but no scan has it"),
    (_HALF_KNOWN, "upload {id} for case {berkas_id}: its pieces are not what it is said to have"),
)


def check(runtime: Runtime) -> list[str]:
    """Sentences, one for each scan, closing or stack of which something is lost, or that nobody works on."""
    with runtime.database.unit() as unit:
        return [
            sentence.format(**row) for query, sentence in _SENTENCES for row in unit.session.execute(query).mappings()
        ]
