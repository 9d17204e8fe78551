"""Both jobs in their child: real documents, made into PDF/A again, and a sentence where that is not possible."""

from pathlib import Path

import pytest
from pikepdf import Pdf

from services.scan.peringatan import Kepala
from services.scan.pipeline import PipelineOptions, process
from services.scan.redaksi.kerja import close, look
from services.scan.redaksi.model import Tempat, TidakTertutup
from shared.documents.bounded import Bounds, Crashed
from shared.samples import nota_dinas, scan_like
from tests.unit.scan.redaksi.buatan import LINES, NIK, page_with, place_of, plain, saved, texts

BOUNDS = Bounds(2048, 120, 120)


def test_a_scan_is_closed_and_is_pdfa_again(tmp_path: Path) -> None:
    paper = tmp_path / "scan.pdf"
    paper.write_bytes(scan_like(plain_page(tmp_path), dpi=200, skew=0.3))
    made = process(paper, tmp_path / "hasil", PipelineOptions()).path
    (warning,) = look(made, Kepala(), BOUNDS, tmp_path)
    assert (warning["jenis"], warning["halaman"]) == ("nik", 1)
    place = Tempat.of({**warning, "ketat": True})
    done = close(made, [place], BOUNDS, tmp_path)
    assert (done.pdfa, done.digambar) == ("valid", ())
    assert NIK not in done.texts[0]
    assert "Menetapkan" in done.texts[0]
    assert look(done.path, Kepala(), BOUNDS, tmp_path) == []


def plain_page(folder: Path) -> bytes:
    return plain(folder / "digital.pdf", [*LINES, "Keputusan ini mulai berlaku pada tanggal ditetapkan."]).read_bytes()


def test_a_born_digital_document_is_pdfa_again(tmp_path: Path) -> None:
    digital = tmp_path / "digital.pdf"
    digital.write_bytes(nota_dinas(seed=4).born_digital_pdf)
    made = process(digital, tmp_path / "hasil", PipelineOptions()).path
    done = close(made, [place_of(made, "HK.03.1", ketat=True)], BOUNDS, tmp_path)
    assert (done.pdfa, done.pdfa_sebab, done.digambar) == ("valid", "", ())
    assert "HK.03.1" not in texts(done.path)[0]


def test_why_it_could_not_be_closed_is_told(tmp_path: Path) -> None:
    with Pdf.new() as pdf:
        page_with(pdf, f"BT /F1 12 Tf 60 700 Td ({NIK}) Tj 0 -300 Td ({NIK}) Tj ET".encode())
        source = saved(pdf, tmp_path / "a.pdf")
    place = place_of(source, NIK)
    with pytest.raises(TidakTertutup, match="Tutup juga di sana"):
        close(source, [Tempat(1, place.kotak[:1], ketat=True)], BOUNDS, tmp_path)


def test_a_file_that_is_none_ends_the_child_alone(tmp_path: Path) -> None:
    broken = tmp_path / "a.pdf"
    broken.write_bytes(b"%PDF-1.7\n%%EOF")
    with pytest.raises(Crashed):
        close(broken, [Tempat(1, ((1, 1, 9, 9),))], BOUNDS, tmp_path)
