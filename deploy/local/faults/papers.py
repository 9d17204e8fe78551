"""What the people of the soak submit: a few documents made once, under metadata that differ from case to case."""

from dataclasses import dataclass
from io import BytesIO
from typing import Self

import pikepdf

from deploy.local.demo.cases import Case, under_number
from deploy.local.faults.plan import CasePlan, Paper
from shared.samples import Contoh, nota_dinas, scan_like, signed_pdf, surat_edaran

SEED = 7


@dataclass(frozen=True)
class Papers:
    """Made once, for making PDFs costs more than sending them. `mark`: part of every number."""

    letter: Contoh
    nota: Contoh
    naskah: dict[Paper, bytes]
    mark: str

    @classmethod
    def made(cls, mark: str) -> Self:
        """All papers of a run; two runs on one stack have different marks."""
        letter, nota = surat_edaran(seed=SEED), nota_dinas(seed=SEED)
        printed = letter.born_digital_pdf
        naskah = {
            Paper.PRINTED: printed, Paper.SIGNED: signed_pdf(printed),
            Paper.SCANNED: scan_like(together(printed, nota.born_digital_pdf), seed=SEED),
        }  # fmt: skip
        return cls(letter, nota, naskah, mark)

    def case(self, plan: CasePlan) -> Case:
        """The submission of one planned case."""
        nomor = f"{plan.number}/{self.mark}/{plan.kantor}/2026"
        return under_number(nomor, plan.kantor, plan.jenis, self.letter, self.nota, self.naskah[plan.paper])


def together(one: bytes, other: bytes) -> bytes:
    """The pages of both: more than one, so that a scan of them can be read in ranges."""
    out = BytesIO()
    with pikepdf.open(BytesIO(one)) as whole, pikepdf.open(BytesIO(other)) as more:
        whole.pages.extend(more.pages)
        whole.save(out)
    return out.getvalue()
