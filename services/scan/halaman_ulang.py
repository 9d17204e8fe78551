"""The file of one page that was scanned anew: authority first, then inspection, storing, and the transaction."""

from uuid import UUID

from fastapi import UploadFile

from services.scan.commands.halaman import page_ordered_before, replace_page
from services.scan.domain.halaman_ulang import check_one_page
from services.scan.models import Pemindaian
from services.scan.receiving import comes, take
from shared.identity import Orang
from shared.runtime import Runtime
from shared.web.uploads import given


def receive_page(
    runtime: Runtime, orang: Orang, berkas_id: UUID, giliran: int, nomor: int, dari: UUID | None, kunci: str,
    upload: UploadFile | None,
) -> Pemindaian:  # fmt: skip
    """Take the file and order the scan with page `nomor` from it. Raises NotFound, Conflict, Forbidden, Invalid."""
    with runtime.database.unit() as unit:
        berkas, known = page_ordered_before(unit, orang, berkas_id, giliran, nomor, dari, kunci)
    if known:
        return known
    chosen = [comes(runtime, upload)] if upload is not None and given(upload) else []
    (baru,) = take(runtime, berkas.kantor, chosen, check_one_page)
    with runtime.database.unit() as unit:
        return replace_page(unit, orang, berkas_id, giliran, nomor, dari, baru, kunci)
