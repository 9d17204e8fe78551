"""`./terbit bench pemahaman`: decisions of every era, printed, worn, read by the engine, understood.

Right: the value is the truth. Silent: wrong, or written by hand, and yet not marked to be looked at.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from services.scan.domain.halaman import Halaman
from services.scan.pemahaman import Bidang, Pemahaman, pahami
from services.scan.pipeline import PipelineOptions, process
from shared.samples.aneka import Ragam, keputusan_aneka
from shared.samples.era import ERAS
from shared.samples.model import Contoh
from shared.samples.scan import scan_like

BOTH = frozenset({"nomor", "tanggal"})
VARIANTS: tuple[tuple[int, dict[str, Any]], ...] = (
    (300, {}),
    (200, {"coretan": True}),
    (150, {"sans": True, "aplikasi": True, "samar": True, "tanggal_angka": True}),
    (200, {"tangan": BOTH}),
    (300, {"tangan": BOTH, "rapi": True}),
    (150, {"tangan": BOTH, "tanggal_angka": True, "lampiran": False, "sans": True}),
)
FIELDS = ("jenis", "nomor", "tahun", "judul", "tempat", "tanggal", "penandatangan", "jabatan", "salinan")
OPTIONS = PipelineOptions(jobs=2)


class Kasus(NamedTuple):
    """One decision of the bench: what it is, its truth, how finely it was scanned."""

    ragam: Ragam
    contoh: Contoh
    dpi: int
    seed: int


def cases(repeat: int = 1) -> Iterator[Kasus]:
    """Every era in every variant."""
    for seed in range(1, repeat + 1):
        for number, era in enumerate(ERAS):
            for dpi, options in VARIANTS:
                ragam = Ragam(era, **options)
                yield Kasus(ragam, keputusan_aneka(ragam, seed * 100 + number), dpi, seed * 100 + number)


def pages(kasus: Kasus) -> Sequence[Halaman]:
    """The worn pages as they are read when they are scanned."""
    with TemporaryDirectory(prefix="terbit-pemahaman-") as folder:
        source = Path(folder) / "sumber.pdf"
        source.write_bytes(scan_like(kasus.contoh.born_digital_pdf, dpi=kasus.dpi, seed=kasus.seed))
        return process(source, Path(folder) / "hasil", OPTIONS).halaman


def run(as_json: bool) -> int:
    """All of it; 0 when the aims are met."""
    results = [judge(kasus, pahami(pages(kasus))) for kasus in cases(int(os.environ.get("TERBIT_REPEAT", "1")))]
    figures = summary(results)
    print(json.dumps(figures) if as_json else json.dumps(figures, indent=1))
    aims = [figures["right"][name] for name in ("nomor", "tahun", "judul", "tanggal")]
    return 0 if min(aims) >= 0.98 and not any(figures["silent_by_hand"].values()) else 1


def judge(kasus: Kasus, found: Pemahaman) -> dict[str, str]:
    """For each field: right, right but marked, unsure (wrong, and marked), or silent."""
    meta = kasus.contoh.metadata
    truth: dict[str, tuple[Bidang[Any], bool]] = {
        "jenis": (found.jenis, _kind(kasus, found)),
        "nomor": (found.nomor, _tight(found.nomor.nilai.utuh if found.nomor.nilai else "") == _tight(meta.nomor)),
        "tahun": (found.tahun, found.tahun.nilai == meta.tahun),
        "judul": (found.judul, (found.judul.nilai.tercetak if found.judul.nilai else "") == meta.tentang.upper()),
        "tempat": (found.tempat, found.tempat.nilai == meta.tempat),
        "tanggal": (found.tanggal_penetapan, found.tanggal_penetapan.nilai == meta.tanggal_penetapan),
        "penandatangan": (found.penandatangan, (found.penandatangan.nilai or "").upper() == meta.penandatangan.upper()),
        "jabatan": (found.jabatan, (found.jabatan.nilai or "").upper() == meta.jabatan.upper()),
        "salinan": (found.salinan, found.salinan.nilai == bool(kasus.ragam.era.jenis)),
    }
    return {
        name: _verdict(field, right and name not in kasus.ragam.tangan, name in kasus.ragam.tangan)
        for name, (field, right) in truth.items()
    }


def _verdict(field: Bidang[Any], right: bool, by_hand: bool) -> str:
    where = "by_hand_" if by_hand else ""
    if right:
        return "marked_right" if field.perlu_dilihat else "right"
    return where + ("unsure" if field.perlu_dilihat else "silent")


def _kind(kasus: Kasus, found: Pemahaman) -> bool:
    kind = found.jenis.nilai
    return kind is not None and (kind.kode, kind.tercetak) == (kasus.ragam.era.jenis, kasus.contoh.metadata.lembaga)


def _tight(text: str) -> str:
    return "".join(text.split())


def summary(results: list[dict[str, str]]) -> dict[str, Any]:
    """Shares of what is printed; counts of what is silent."""
    counts = {name: Counter(result[name] for result in results) for name in FIELDS}
    printed = {
        name: len(results) - sum(n for k, n in c.items() if k.startswith("by_hand")) for name, c in counts.items()
    }
    good = {name: c["right"] + c["marked_right"] for name, c in counts.items()}
    return {
        "decisions": len(results),
        "right": {name: round(good[name] / printed[name], 4) for name in FIELDS},
        "right_unmarked": {name: round(counts[name]["right"] / printed[name], 4) for name in FIELDS},
        "silent_wrong": {name: counts[name]["silent"] for name in FIELDS},
        "by_hand": {name: counts[name]["by_hand_unsure"] + counts[name]["by_hand_silent"] for name in BOTH},
        "silent_by_hand": {name: counts[name]["by_hand_silent"] for name in BOTH},
    }
