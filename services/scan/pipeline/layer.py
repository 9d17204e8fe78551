"""Words laid invisibly over a page, where a reader searches and selects them.

The glyph of `kosong.ttf` is half as wide as high and stands on the line: a stroke without area, so that it leaves no
ink and yet fills the box in which its letter was read. Made with fontTools; embedded because PDF/A asks for it.
"""

from collections.abc import Iterable
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from services.scan.domain.halaman import Halaman, Kata

FONT = Path(__file__).with_name("kosong.ttf")
NAME = Name("/Kosong")
WIDTH = 0.5
CODES = 1 << 16
ONE_GLYPH = b"\x00\x01" * CODES
TO_UNICODE = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def font(pdf: Pdf) -> Object:
    """The font, embedded in `pdf`: the code of a letter is its number in Unicode."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=NAME, Flags=5, FontBBox=Array([0, 0, 500, 1000]), ItalicAngle=0,
        Ascent=1000, Descent=0, CapHeight=1000, StemV=80, FontFile2=Stream(pdf, FONT.read_bytes()),
    )  # fmt: skip
    glyphs = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=NAME, DW=500, FontDescriptor=pdf.make_indirect(descriptor),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Stream(pdf, ONE_GLYPH),
    )  # fmt: skip
    whole = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=NAME, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(glyphs)]), ToUnicode=Stream(pdf, TO_UNICODE),
    )  # fmt: skip
    return pdf.make_indirect(whole)


def layer(halaman: Halaman, font_name: str, matrix: str) -> bytes:
    """Content that writes the words without ink; `matrix` leads from the page as it is shown to the page's own axes."""
    lines = [f"q {matrix} cm BT 3 Tr", *written(halaman.kata, halaman.tinggi, font_name), "ET Q"]
    return "\n".join(lines).encode("ascii") + b"\n"


def written(words: Iterable[Kata], height: float, font_name: str) -> Iterable[str]:
    for kata in words:
        left, top, right, bottom = kata.kotak
        size, text = bottom - top, kata.teks.encode("utf-16-be", "replace")
        stretch = 100 * (right - left) / (size * WIDTH * len(text) / 2) if size > 0 else 0
        if stretch > 0:
            yield (
                f"{font_name} {size:.2f} Tf {stretch:.1f} Tz 1 0 0 1 {left:.2f} {height - bottom:.2f} Tm "
                f"<{text.hex()}0020> Tj"
            )
