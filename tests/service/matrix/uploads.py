"""Files that come up piece by piece, of one person for one case."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from services.scan.unggahan.models import Unggahan
from shared.events.tables import now
from shared.identity import Orang
from tests.service.matrix.accounts import KANTOR
from tests.service.matrix.scene import Scene
from tests.service.matrix.stacks import STEP
from tests.support.people import person

VERSION: Final = {"Tus-Resumable": "1.0.0"}
SPOKEN: Final = {"headers": VERSION, "content": b""}
BEGIN: Final = {
    "headers": {**VERSION, "Upload-Length": "20", "Upload-Metadata": "filename cGluZGFpYW4ucGRm"}, "content": b"",
}  # fmt: skip
PIECE: Final = {
    "headers": {**VERSION, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"},
    "content": b"%PDF-1.7",
}


def upload(scene: Scene, who: Orang | None) -> UUID:
    """An upload of who asks; of somebody who never does where nobody is named."""
    of = who or person("staf", KANTOR, "Staf Lain")
    row = Unggahan(
        berkas_id=scene.at(STEP).id, kantor=KANTOR, orang_id=of.id, nama="pindaian.pdf", ukuran=20,
        habis=now() + timedelta(days=1),
    )  # fmt: skip
    with scene.runtime.database.unit() as unit:
        unit.session.add(row)
        return row.id
