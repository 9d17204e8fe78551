"""The files of a submission: inspected and stored after the sender's authority is known, before any transaction."""

from starlette.datastructures import UploadFile

from services.intake.commands import Received
from shared.documents.inspect import Limits
from shared.errors import Invalid
from shared.runtime import Runtime
from shared.sop import JenisDokumen
from shared.web.uploads import Stored, given, limits_of, take

FIELDS = {"nota_dinas_berkas": JenisDokumen.NOTA_DINAS, "naskah_asli": JenisDokumen.NASKAH_ASLI,
          "salinan": JenisDokumen.SALINAN}  # fmt: skip


def take_all(runtime: Runtime, kantor: str, *uploads: UploadFile | None) -> Received:
    """Store each file that was given, in the order of FIELDS. Raises Invalid with the field that is meant."""
    batas = limits_of(runtime, kantor)
    return {
        jenis: _take(runtime, field, upload, batas)
        for (field, jenis), upload in zip(FIELDS.items(), uploads, strict=True)
        if upload is not None and given(upload)
    }


def _take(runtime: Runtime, field: str, upload: UploadFile, batas: Limits) -> Stored:
    try:
        return take(runtime, upload, batas)
    except Invalid as error:
        error.field = field
        raise
