"""The salinan as it goes on from a step that checks or authenticates it: stamped, or as it is."""

from dataclasses import dataclass
from pathlib import Path

from services.approval.domain.salinan import Perlakuan, present_salinan, treatment
from services.approval.meja import Meja
from services.approval.stamp import CannotBeStamped, SignedCannotBeStamped
from shared.documents.bounded import Bounds, BoundsError, run_module
from shared.sop import Dokumen, JenisDokumen

CHILD = "services.approval.stamp_child"
BOUNDS = Bounds(memory_mb=1536, cpu_seconds=60, wall_seconds=90)


class TooHeavyToStamp(CannotBeStamped):
    """The file needs more time or memory than a stamp is worth, or brings the program down."""

    code = "stempel-berkas-terlalu-berat"
    reason = (
        "Salinan ini tidak dapat dibubuhi stempel dalam batas waktu dan memori. "
        "Kembalikan berkasnya dan minta salinan yang disimpan ulang sebagai PDF biasa."
    )


REFUSALS: dict[str, type[CannotBeStamped]] = {kind.code: kind for kind in CannotBeStamped.__subclasses__()}


@dataclass(frozen=True)
class SalinanResmi:
    """What was done with the salinan, and the document of this step that stands for it (None: the earlier one does)."""

    perlakuan: Perlakuan
    dokumen: Dokumen | None
    dihapus: tuple[str, ...] = ()
    """Active content that is not in the stamped copy any more."""

    @property
    def sebutan(self) -> str:
        """What was done, for register and sheet."""
        return f"{self.perlakuan}, isi aktif dihapus ({', '.join(self.dihapus)})" if self.dihapus else self.perlakuan

    @property
    def distempel(self) -> Dokumen | None:
        """The stamped copy, if one was made."""
        return self.dokumen if self.perlakuan is Perlakuan.DISTEMPEL else None


def official_salinan(meja: Meja) -> SalinanResmi:
    """Stamp the salinan, unless it must stay as it is. Raises Invalid (CannotBeStamped), NotFound, Transient."""
    salinan = present_salinan(meja.desk.berkas)
    kind = treatment(meja.desk.sop, salinan)
    if kind is Perlakuan.SUDAH:
        return SalinanResmi(kind, None)
    if kind is Perlakuan.BERTANDA_TANGAN:
        return _untouched(meja, salinan)
    try:
        return SalinanResmi(kind, *_stamped(meja, salinan))
    except SignedCannotBeStamped:  # the stamp looks closer than the upload did
        return _untouched(meja, salinan)


def stamp(source: Path, target: Path) -> tuple[int, tuple[str, ...]]:
    """Stamp a file that nobody has vetted, in a bounded child; its pages, and what acted. Raises CannotBeStamped."""
    try:
        answer = run_module(CHILD, {"source": str(source), "target": str(target)}, BOUNDS)
    except BoundsError as error:
        raise TooHeavyToStamp from error
    if refused := answer.get("refused"):
        raise REFUSALS[refused]
    return int(answer["pages"]), tuple(answer["active"])


def _stamped(meja: Meja, salinan: Dokumen) -> tuple[Dokumen, tuple[str, ...]]:
    with meja.folder() as folder:
        source, target = folder / "salinan", folder / "salinan-berstempel.pdf"
        meja.runtime.store.fetch(salinan.sha256, source)
        pages, dihapus = stamp(source, target)
        name = f"{Path(salinan.nama).stem}-berstempel.pdf"
        return meja.keep(target, JenisDokumen.SALINAN, name, halaman=pages, sumber=salinan.sha256), dihapus


def _untouched(meja: Meja, salinan: Dokumen) -> SalinanResmi:
    """The same bytes as a document of this step: a stamp would break the signature."""
    update = {
        "bertanda_tangan": True, "langkah": meja.desk.langkah.kode, "revisi": meja.desk.berkas.revisi,
        "oleh": meja.desk.pelaku.nama, "pada": meja.pada,
    }  # fmt: skip
    return SalinanResmi(Perlakuan.BERTANDA_TANGAN, salinan.model_copy(update=update))
