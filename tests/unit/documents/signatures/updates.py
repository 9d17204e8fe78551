"""What people and programs do to a document after it was signed."""

from pikepdf import Array, Dictionary, Name, Pdf, String
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, StreamObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def add_form(pdf: Pdf) -> None:
    """Before signing: a field to be filled in."""
    page = pdf.pages[0]
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("Catatan"), V=String(""), F=4,
            Rect=Array([50, 50, 250, 70]), P=page.obj,
        )
    )  # fmt: skip
    page.obj.Annots = Array([field])
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array([field])))


def fill_form(writer: IncrementalPdfFileWriter) -> None:
    """Allowed."""
    field = writer.root["/AcroForm"]["/Fields"][0]
    field[pdf_name("/V")] = pdf_string("diterima")
    writer.update_container(field)


def write_on_page(writer: IncrementalPdfFileWriter) -> None:
    """Another text over the one that was signed."""
    page = writer.root["/Pages"]["/Kids"][0]
    over = writer.add_object(StreamObject(stream_data=b"BT /F1 24 Tf 50 400 Td (LAIN) Tj ET"))
    before = page.raw_get("/Contents")
    page[pdf_name("/Contents")] = ArrayObject([before, over])
    writer.update_container(page)


def note_on_page(writer: IncrementalPdfFileWriter) -> None:
    """A note that may hide what is under it."""
    page = writer.root["/Pages"]["/Kids"][0]
    note = _dictionary(Type="/Annot", Subtype="/FreeText")
    note[pdf_name("/Rect")] = ArrayObject(map(NumberObject, (50, 300, 400, 500)))
    note[pdf_name("/Contents")] = pdf_string("LAIN")
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])


def act_when_opened(writer: IncrementalPdfFileWriter) -> None:
    """A script that nobody signed."""
    script = _dictionary(S="/JavaScript")
    script[pdf_name("/JS")] = pdf_string("x()")
    writer.root[pdf_name("/OpenAction")] = script
    writer.update_container(writer.root)


def _dictionary(**names: str) -> DictionaryObject:
    made = DictionaryObject()  # type: ignore[no-untyped-call]
    for key, value in names.items():
        made[pdf_name(f"/{key}")] = pdf_name(value)
    return made
