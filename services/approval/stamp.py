"""The stamp SALINAN on a copy: the source is only read, the stamped copy is a new file."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Name, Pdf

from services.approval.sheets.mark import salinan_mark
from services.approval.sheets.pictures import is_picture, picture_to_pdf
from services.approval.sheets.placement import empty_corner, in_user_space
from shared.documents.active import Aktif, strip
from shared.errors import Invalid

HEAD_BYTES, TAIL_BYTES = 1024, 2048


class CannotBeStamped(Invalid):
    """This file takes no stamp; the subclass says why."""

    title = "Salinan tidak dapat dibubuhi stempel"
    reason = "Berkas ini tidak dapat dibubuhi stempel SALINAN."

    def __init__(self) -> None:
        super().__init__(self.reason)


class SignedCannotBeStamped(CannotBeStamped):
    """A stamp would break the electronic signature: such a file is published as it is."""

    code = "stempel-berkas-bertanda-tangan"
    reason = (
        "Berkas ini bertanda tangan elektronik. Stempel SALINAN akan merusak tanda tangannya, "
        "jadi berkas diterbitkan sebagaimana adanya."
    )


class EncryptedCannotBeStamped(CannotBeStamped):
    """The file cannot be read without a password; what is locked against changes only is stamped, unlocked."""

    code = "stempel-berkas-terkunci"
    reason = "Berkas PDF ini terkunci dengan kata sandi. Simpan ulang tanpa kata sandi, lalu kirim kembali."


class UnknownCannotBeStamped(CannotBeStamped):
    """The content is neither a PDF nor a picture, whatever the name says."""

    code = "stempel-jenis-berkas"
    reason = "Isi berkas ini bukan PDF, JPEG, PNG, atau TIFF. Kirim salinan dalam salah satu bentuk itu."


class BrokenCannotBeStamped(CannotBeStamped):
    """The file is cut off, damaged or without pages: a stamped copy of it would miss something."""

    code = "stempel-berkas-rusak"
    reason = "Berkas ini rusak, terpotong, atau tidak berisi halaman. Pindai atau simpan ulang, lalu kirim kembali."


def bubuhkan_salinan(source: Path, target: Path) -> list[Aktif]:
    """Write a copy of `source` to `target` as PDF with SALINAN at the top right of its first page; nothing in it acts.

    `source` is a PDF or a picture (JPEG, PNG, TIFF; becomes PDF without loss). Equal sources give equal bytes.
    Returns what acted in the source.

    Raises:
        CannotBeStamped: one of its subclasses; `target` is then not written.
        ValueError: `target` is `source`.
    """
    if target.exists() and target.samefile(source):
        raise ValueError("the stamped copy must be another file than its source")
    data = _as_pdf(source.read_bytes())
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            _refuse(pdf)
            active = strip(pdf)
            _stamp(pdf, data)
            stamped = _saved(pdf)
    except pikepdf.PasswordError as error:
        raise EncryptedCannotBeStamped from error
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        raise BrokenCannotBeStamped from error
    target.write_bytes(stamped)
    return active


def _as_pdf(data: bytes) -> bytes:
    if b"%PDF-" in data[:HEAD_BYTES]:
        # A reader would mend a file that was cut off, and silently lose the pages behind the cut.
        if b"%%EOF" not in data[-TAIL_BYTES:]:
            raise BrokenCannotBeStamped
        return data
    if not is_picture(data):
        raise UnknownCannotBeStamped
    try:
        return picture_to_pdf(data)
    except ValueError as error:
        raise BrokenCannotBeStamped from error


def _refuse(pdf: Pdf) -> None:
    if _is_signed(pdf):
        raise SignedCannotBeStamped
    if not pdf.pages:
        raise BrokenCannotBeStamped


def _is_signed(pdf: Pdf) -> bool:
    """Whether any object is a signature or a field that holds one; fields that no form lists count too."""
    return any(_has_byte_range(item) or _has_byte_range(item.get("/V")) for item in pdf.objects if _is_dict(item))


def _is_dict(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary)


def _has_byte_range(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and "/ByteRange" in item


def _stamp(pdf: Pdf, data: bytes) -> None:
    page = pdf.pages[0]
    corner, has_text = _look_at_first_page(data, page)
    with pikepdf.open(BytesIO(salinan_mark(as_text=has_text))) as mark:
        form = pdf.copy_foreign(mark.pages[0].as_form_xobject())
        # Page.add_overlay would give the form a random name, and so other bytes each time.
        name = page.add_resource(form, Name.XObject, Name(f"/Stempel{sha256(data).hexdigest()[:16]}"))
        placed = page.calc_form_xobject_placement(
            form,
            name,
            in_user_space(corner, page),
            invert_transformations=True,
            allow_shrink=True,
            allow_expand=True,
        )
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n" + placed)


def _look_at_first_page(data: bytes, page: pikepdf.Page) -> tuple[tuple[float, float, float, float], bool]:
    """Where the stamp covers least, and whether the page has text of its own."""
    with pypdfium2.PdfDocument(data) as document:
        first = document[0]
        return empty_corner(first, page), bool(first.get_textpage().get_text_range().strip())


def _saved(pdf: Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
