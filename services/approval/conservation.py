"""Is every document that the registers name really kept?"""

from sqlalchemy import text

from shared.runtime import Runtime

_MISSING = text("""
SELECT nama, named.sha256, berkas_id, giliran FROM (
    SELECT 'lembar persetujuan' AS nama, lembar AS sha256, berkas_id, giliran FROM putusan
    UNION ALL SELECT 'salinan berstempel', distempel, berkas_id, giliran FROM putusan
    UNION ALL SELECT 'lembar disposisi', lembar, berkas_id, giliran FROM disposisi_lembar
) AS named LEFT JOIN stored_object ON stored_object.sha256 = named.sha256
WHERE named.sha256 IS NOT NULL AND stored_object.state IS DISTINCT FROM 'stored'
ORDER BY berkas_id, giliran
""")


def missing_documents(runtime: Runtime) -> list[str]:
    """A sentence for each sheet or stamped copy of the registers that is not confirmed to be in the store."""
    with runtime.database.unit() as unit:
        rows = unit.session.execute(_MISSING).all()
    return [f"{r.nama} {r.sha256} berkas {r.berkas_id} giliran {r.giliran} tidak tersimpan" for r in rows]
