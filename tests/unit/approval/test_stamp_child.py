"""The stamp in its bounded child: what nobody has vetted comes back stamped or refused with a code."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name, String

from services.approval.salinan import REFUSALS, stamp
from services.approval.stamp import CannotBeStamped
from shared.documents.active import Aktif, active_content
from shared.samples import encrypted_pdf, multipage_tiff, nota_dinas, signed_pdf, text_named_pdf, truncated_pdf


def written(folder: Path, data: bytes) -> Path:
    path = folder / "salinan"
    path.write_bytes(data)
    return path


def test_a_copy_is_stamped_and_its_source_is_not_touched(tmp_path: Path) -> None:
    pdf = nota_dinas(seed=3).born_digital_pdf
    source, target = written(tmp_path, pdf), tmp_path / "stamped.pdf"
    assert stamp(source, target) == (1, ())
    assert source.read_bytes() == pdf
    with pypdfium2.PdfDocument(target) as opened:
        assert "SALINAN" in opened[0].get_textpage().get_text_range()


def test_pictures_become_a_pdf_of_as_many_pages(tmp_path: Path) -> None:
    assert stamp(written(tmp_path, multipage_tiff(pages=2)), tmp_path / "stamped.pdf") == (2, ())


def test_nothing_acts_in_a_stamped_copy(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(nota_dinas(seed=3).born_digital_pdf)) as pdf:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("x()"))
        pdf.attachments["a.exe"] = b"MZ"
        lively = BytesIO()
        pdf.save(lively)
    _, found = stamp(written(tmp_path, lively.getvalue()), tmp_path / "stamped.pdf")
    assert found == (Aktif.JAVASCRIPT, Aktif.LAMPIRAN)
    with pikepdf.open(tmp_path / "stamped.pdf") as pdf:
        assert active_content(pdf) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (signed_pdf(), "stempel-berkas-bertanda-tangan"),
        (encrypted_pdf(), "stempel-berkas-terkunci"),
        (truncated_pdf(), "stempel-berkas-rusak"),
        (text_named_pdf(), "stempel-jenis-berkas"),
    ],
)
def test_what_takes_no_stamp_is_refused_with_its_code(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(CannotBeStamped) as refused:
        stamp(written(tmp_path, data), tmp_path / "stamped.pdf")
    assert refused.value.code == code
    assert not (tmp_path / "stamped.pdf").exists()


def test_a_child_that_comes_to_nothing_is_a_refusal_too(tmp_path: Path) -> None:
    with pytest.raises(CannotBeStamped) as refused:
        stamp(tmp_path / "missing", tmp_path / "stamped.pdf")
    assert refused.value.code == "stempel-berkas-terlalu-berat"


def test_every_refusal_has_a_code_of_its_own() -> None:
    assert len(REFUSALS) == len(CannotBeStamped.__subclasses__())
