"""The steps that open a stranger's file: `python -m services.scan.redaksi.child`, JSON in and out."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

Answer = dict[str, Any]


def main() -> None:
    """Carry out one step."""
    request = json.load(sys.stdin)
    sys.stdout.write(json.dumps(STEPS[request.pop("step")](**request)))


def cari(path: str, kepala: dict[str, str]) -> Answer:
    """Personal data on the pages, masked. Answers `{"peringatan": [Peringatan…]}`."""
    from services.scan.peringatan import Kepala
    from services.scan.peringatan import cari as find
    from services.scan.redaksi.kata import pages_of

    found = (one for page in pages_of(Path(path)) for one in find([page], Kepala(**kepala)))
    return {"peringatan": [asdict(one.peringatan) for one in found]}


def tutup(path: str, folder: str, tempat: list[dict[str, Any]]) -> Answer:
    """Close places. Answers `{"hasil": path, "pdfa": PdfaVerdict, "texts": […], "digambar": […]}`,
    or `{"gagal": why}`."""
    import pikepdf

    from services.scan.pipeline.finish import to_pdfa
    from services.scan.pipeline.model import Pdfa, PdfaVerdict
    from services.scan.pipeline.survey import texts_of
    from services.scan.redaksi.model import Tempat, TidakTertutup
    from services.scan.redaksi.tutup import closed

    verdict = PdfaVerdict(Pdfa.TIDAK_DIPERIKSA)

    def archived(made: Path) -> Path:
        nonlocal verdict
        target = Path(folder) / "pdfa.pdf"
        with pikepdf.open(made) as pdf:
            verdict = to_pdfa(pdf, target)
        return target if verdict.status is Pdfa.VALID else made

    places = [Tempat.of(one) for one in tempat]
    try:
        result, redrawn = closed(Path(path), Path(folder) / "tertutup.pdf", places, archived)
    except TidakTertutup as error:
        return {"gagal": str(error)}
    return {"hasil": str(result), "pdfa": asdict(verdict), "texts": texts_of(result), "digambar": redrawn}


def lihat(path: str, target: str, nomor: int, lebar: int, kotak: list[float] | None) -> Answer:
    """Draw a page. Answers `{}`."""
    from services.scan.redaksi.lihat import draw

    draw(Path(path), Path(target), nomor, lebar, (kotak[0], kotak[1], kotak[2], kotak[3]) if kotak else None)
    return {}


STEPS: dict[str, Callable[..., Answer]] = {"cari": cari, "tutup": tutup, "lihat": lihat}

if __name__ == "__main__":
    main()
