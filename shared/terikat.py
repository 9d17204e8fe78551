"""Documents that enter a berkas are bound by the hash algorithm of the audit chain, beside their name."""

from collections.abc import Sequence

from sqlmodel import col, select

from shared.database.unit import Unit
from shared.sop import Berkas, Dokumen
from shared.tables import StoredObject


def bound(unit: Unit, berkas: Berkas, documents: Sequence[Dokumen]) -> list[Dokumen]:
    """These documents, each with its `sidik`: as this service stored its bytes, else as the berkas has it already."""
    stored = select(StoredObject).where(col(StoredObject.sha256).in_([one.sha256 for one in documents]))
    known = {one.sha256: one.sidik for one in berkas.dokumen if one.sidik}
    known |= {row.sha256: row.sidik for row in unit.session.exec(stored) if row.sidik}
    return [one.model_copy(update={"sidik": known.get(one.sha256, "")}) for one in documents]
