"""Documents of office systems: uploaded before the event that names them, or inside it."""

import base64
from io import BytesIO

from sqlalchemy.dialects.postgresql import insert
from starlette.datastructures import UploadFile

from services.intake.commands import Received
from services.intake.domain.permintaan import DokumenMasuk
from services.intake.sistem.catatan import by_key
from services.intake.sistem.models import DokumenSistem
from services.intake.sistem.pengirim import Pengirim
from shared.errors import Invalid
from shared.runtime import Runtime
from shared.web.uploads import Stored, limits_of, plain_name, take


def upload(runtime: Runtime, pengirim: Pengirim, file: UploadFile) -> Stored:
    """Store a document for a later event of the same office. Raises Invalid, DocumentRefused, Transient."""
    key = pengirim.kunci
    stored = take(runtime, file, limits_of(runtime, key.kantor))
    row = {"kantor": key.kantor, "kunci_id": key.id, **stored.model_dump()}
    with runtime.database.unit() as unit:
        statement = insert(DokumenSistem).values(**DokumenSistem(**row).model_dump())
        again = statement.on_conflict_do_update(index_elements=["kantor", "sha256"], set_={"nama": stored.nama})
        unit.session.execute(again)
        by_key(unit, key, "Dokumen diunggah", f"{stored.nama}, SHA-256 {stored.sha256}")
    return stored


def received(runtime: Runtime, kantor: str, dokumen: list[DokumenMasuk]) -> Received:
    """The documents of an event, stored. Raises Invalid with the kind of document that is meant, Transient."""
    return {one.jenis: _stored(runtime, kantor, one) for one in dokumen}


def _stored(runtime: Runtime, kantor: str, dokumen: DokumenMasuk) -> Stored:
    try:
        return _uploaded(runtime, kantor, dokumen) if dokumen.data is None else _inside(runtime, kantor, dokumen)
    except Invalid as error:
        error.field = dokumen.jenis
        raise


def _inside(runtime: Runtime, kantor: str, dokumen: DokumenMasuk) -> Stored:
    try:
        data = base64.b64decode(dokumen.data or "", validate=True)
    except ValueError:
        raise Invalid("Isi dokumen ini bukan base64 yang sah.", code="bukan-base64") from None
    return take(runtime, UploadFile(BytesIO(data), filename=dokumen.nama), limits_of(runtime, kantor))


def _uploaded(runtime: Runtime, kantor: str, dokumen: DokumenMasuk) -> Stored:
    with runtime.database.unit() as unit:
        row = unit.session.get(DokumenSistem, (kantor, dokumen.sha256))
    if row is None:
        raise Invalid("Dokumen dengan SHA-256 ini belum diunggah oleh kantor ini.", code="dokumen-tidak-ada")
    stored = Stored.model_validate(row, from_attributes=True)
    return stored.model_copy(update={"nama": plain_name(dokumen.nama)}) if dokumen.nama else stored
