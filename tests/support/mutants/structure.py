"""PDFs whose tree of pages, references and streams lies."""

import re
import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.support.mutants.sources import Harm, Sources, one_of, saved

OPEN = ("digital", "pindaian", "lapisan")
NUMBERS = ("0", "-1", "99999999999", "2147483648", "1e308", "0.0000001", "null", "[]", "<<>>", "(x)", "1 0 R")


def other_numbers(good: Sources, seed: str) -> tuple[str, bytes]:
    """Numbers of objects, lengths and places are others."""
    rng, name, whole = one_of(good, OPEN, seed)
    places = [found.span() for found in re.finditer(rb"(?<=[ /\[])\d+(?=[ /\]\r\n])", whole)]
    for start, end in sorted(rng.sample(places, min(len(places), rng.choice((1, 3, 20)))), reverse=True):
        whole = whole[:start] + rng.choice(NUMBERS).encode() + whole[end:]
    return name, whole


def other_words(good: Sources, seed: str) -> tuple[str, bytes]:
    """Names of keys and types are others."""
    rng, name, whole = one_of(good, OPEN, seed)
    for word in rng.sample([b"/Type", b"/Kids", b"/Count", b"/Length", b"/Filter", b"/Root", b"endobj", b"xref",
                            b"stream", b"/Contents", b"/Width", b"/MediaBox", b"/Font", b"/Resources"], 3):  # fmt: skip
        whole = whole.replace(word, word[:-1] + bytes([rng.randrange(33, 127)]), rng.choice((1, 2, -1)))
    return name, whole


def loops(good: Sources, seed: str) -> tuple[str, bytes]:
    """Something contains itself: pages, forms, outlines, parents."""
    rng, name, whole = one_of(good, OPEN, seed)
    with pikepdf.open(BytesIO(whole)) as pdf:
        kind = rng.choice(("pages", "form", "outlines", "parent", "names"))
        if kind == "pages":
            pdf.Root.Pages.Kids.append(pdf.Root.Pages)
        elif kind == "form":
            _form_in_itself(pdf)
        elif kind == "outlines":
            item = pdf.make_indirect(Dictionary(Title="x"))
            item.Next, item.Parent = item, item
            pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=9))
        elif kind == "parent":
            pdf.pages[0].obj.Parent = pdf.pages[0].obj
        else:
            tree = pdf.make_indirect(Dictionary())
            tree.Kids = Array([tree])
            pdf.Root.Names = Dictionary(EmbeddedFiles=tree, JavaScript=tree, Dests=tree)
        return f"{kind}-{name}", saved(pdf)


def bombs(good: Sources, seed: str) -> tuple[str, bytes]:
    """A few kilobytes that want to be gigabytes."""
    rng, name, whole = one_of(good, OPEN, seed)
    with pikepdf.open(BytesIO(whole)) as pdf:
        size = rng.choice((30, 200)) << 20
        kind = rng.choice(("content", "twice", "picture"))
        packed = zlib.compress(b"0 0 m " * (size // 6), 9)
        if kind == "picture":
            _picture(pdf, Dictionary(Width=30_000, Height=30_000, BitsPerComponent=8, ColorSpace=Name.DeviceRGB,
                     Filter=Name.FlateDecode), zlib.compress(bytes(size), 9))  # fmt: skip
        else:
            many = [Name.FlateDecode] * (2 if kind == "twice" else 1)
            raw = zlib.compress(packed, 9) if kind == "twice" else packed
            pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, raw, Filter=Array(many))
        return f"{kind}-{name}", saved(pdf, compress_streams=False, recompress_flate=False)


def many_pages(good: Sources, seed: str) -> tuple[str, bytes]:
    """A hundred thousand pages, of which each is the same."""
    _, name, whole = one_of(good, ("digital",), seed)
    with pikepdf.open(BytesIO(whole)) as pdf:
        kids = pdf.Root.Pages.Kids
        first = kids[0]
        branch = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1000, Parent=pdf.Root.Pages))
        branch.Kids = Array([first] * 1000)
        pdf.Root.Pages.Kids = Array([branch] * 100)
        pdf.Root.Pages.Count = 100_000
        return name, saved(pdf)


def odd_paper(good: Sources, seed: str) -> tuple[str, bytes]:
    """Pages of two metres, of nothing, turned by odd angles, far from the origin."""
    rng, name, whole = one_of(good, OPEN, seed)
    boxes = ([0, 0, 5700, 5700], [0, 0, 0, 0], [0, 0, 1, 1], [0, 0, 1e7, 1e7], [600, 800, 0, 0], [-9e5, -9e5, 9e5, 9e5],
             [0, 0, 595], [0, 0, 14400, 3])  # fmt: skip
    with pikepdf.open(BytesIO(whole)) as pdf:
        page = pdf.pages[0].obj
        page.MediaBox = Array(rng.choice(boxes))
        if rng.random() < 0.5:
            page.CropBox = Array(rng.choice(boxes))
        page.Rotate = rng.choice((0, 90, 45, -270, 36_000_090))
        if rng.random() < 0.3:
            page.UserUnit = rng.choice((1000, 0.0001))
        return name, saved(pdf)


def deep(good: Sources, seed: str) -> tuple[str, bytes]:
    """Lists in lists, states in states, ten thousand deep."""
    rng, name, whole = one_of(good, OPEN, seed)
    with pikepdf.open(BytesIO(whole)) as pdf:
        kind = rng.choice(("states", "text"))
        content = {"states": b"q " * 50_000, "text": b"BT " * 20_000 + b"[" * 20_000}[kind]
        pdf.pages[0].contents_add(content)
        return f"{kind}-{name}", saved(pdf)


def nested(good: Sources, seed: str) -> tuple[str, bytes]:
    """An array of arrays that no reader should follow to its end."""
    rng, name, whole = one_of(good, OPEN, seed)
    depth = rng.choice((400, 600, 20_000))
    return name, whole.replace(b"/Type /Page\n", b"/X " + b"[" * depth + b"]" * depth + b" /Type /Page\n", 1)


def _form_in_itself(pdf: pikepdf.Pdf) -> None:
    form = pikepdf.Stream(pdf, b"/F Do /F Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 800])
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    page = pdf.pages[0]
    page.add_resource(form, Name.XObject, Name.F)
    page.contents_add(b"/F Do")


def _picture(pdf: pikepdf.Pdf, how: Dictionary, raw: bytes) -> None:
    picture = pikepdf.Stream(pdf, raw, Type=Name.XObject, Subtype=Name.Image)
    for key, value in how.items():
        picture[key] = value
    pdf.pages[0].add_resource(picture, Name.XObject, Name.Bom)
    pdf.pages[0].contents_add(b"q 595 0 0 842 0 0 cm /Bom Do Q")


HARMS: tuple[Harm, ...] = (other_numbers, other_words, loops, bombs, many_pages, odd_paper, deep, nested)
