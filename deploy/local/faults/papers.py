"""What the people of the soak submit: a few documents made once, under metadata that differ from case to case."""

from dataclasses import dataclass
from typing import Self

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
        letter = surat_edaran(seed=SEED)
        printed = letter.born_digital_pdf
        naskah = {
            Paper.PRINTED: printed, Paper.SIGNED: signed_pdf(printed), Paper.SCANNED: scan_like(printed, seed=SEED),
        }  # fmt: skip
        return cls(letter, nota_dinas(seed=SEED), naskah, mark)

    def case(self, plan: CasePlan) -> Case:
        """The submission of one planned case."""
        nomor = f"{plan.number}/{self.mark}/{plan.kantor}/2026"
        return under_number(nomor, plan.kantor, plan.jenis, self.letter, self.nota, self.naskah[plan.paper])
