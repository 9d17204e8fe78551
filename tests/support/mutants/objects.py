"""PDFs whose fonts, pictures, contents and protections are not what they say."""

from io import BytesIO
from typing import Literal

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.support.mutants.sources import Harm, Sources, one_of, saved

FILTERS = ("DCTDecode", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "LZWDecode", "RunLengthDecode", "ASCII85Decode",
           "Karangan")  # fmt: skip

REVISIONS: tuple[Literal[2, 3, 4, 6], ...] = (2, 3, 4, 6)


def broken_streams(good: Sources, seed: str) -> tuple[str, bytes]:
    """Fonts, pictures and colour profiles that hold something else."""
    rng, name, whole = one_of(good, ("digital", "pindaian", "lapisan"), seed)
    with pikepdf.open(BytesIO(whole)) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        for stream in rng.sample(streams, min(len(streams), 3)):
            raw = bytearray(stream.read_raw_bytes())
            for _ in range(rng.choice((1, 10, 300))):
                if raw:
                    raw[rng.randrange(len(raw))] = rng.randrange(256)
            _replace(stream, bytes(raw))
        return name, saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def wrong_filters(good: Sources, seed: str) -> tuple[str, bytes]:
    """A stream that says it was packed in another way, or a hundred times."""
    rng, name, whole = one_of(good, ("digital", "pindaian"), seed)
    with pikepdf.open(BytesIO(whole)) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        stream = rng.choice(streams)
        names = [Name(f"/{rng.choice(FILTERS)}") for _ in range(rng.choice((1, 2, 100)))]
        stream.write(stream.read_raw_bytes())
        stream.Filter = Array(names)
        return name, saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def wrong_pictures(good: Sources, seed: str) -> tuple[str, bytes]:
    """Pictures of other sizes and depths than their bytes."""
    rng, name, whole = one_of(good, ("pindaian", "lapisan"), seed)
    with pikepdf.open(BytesIO(whole)) as pdf:
        for stream in (each for each in pdf.objects if isinstance(each, pikepdf.Stream)):
            if stream.get("/Subtype") == "/Image":
                stream.Width = rng.choice((0, 1, 100_000, -5, 2**31 - 1))
                stream.BitsPerComponent = rng.choice((1, 8, 16, 99))
                stream.ColorSpace = rng.choice((Name.DeviceCMYK, Name.Pattern, Name.Karangan))
        return name, saved(pdf)


def wild_contents(good: Sources, seed: str) -> tuple[str, bytes]:
    """Operators without what they need, unbalanced, unknown, huge numbers, bytes of chance."""
    rng, name, whole = one_of(good, ("digital", "pindaian", "lapisan"), seed)
    words = (b"q", b"Q", b"cm", b"BT", b"ET", b"Tj", b"TJ", b"Do", b"sh", b"gs", b"d1", b"BI", b"ID", b"EI", b"W", b"n",
             b"/X", b"(", b")", b"<", b">>", b"[", b"1e99", b"-0", b"999999999999", b"BMC", b"EMC", b"''")  # fmt: skip
    content = b" ".join(rng.choices(words, k=2000)) if rng.random() < 0.7 else rng.randbytes(20_000)
    with pikepdf.open(BytesIO(whole)) as pdf:
        pdf.pages[-1].contents_add(content, prepend=rng.random() < 0.5)
        return name, saved(pdf)


def lively(good: Sources, seed: str) -> tuple[str, bytes]:
    """Scripts, launches, forms and files inside, in places where few look."""
    rng, name, whole = one_of(good, ("digital", "pindaian"), seed)
    act = Dictionary(
        S=Name(f"/{rng.choice(('JavaScript', 'Launch', 'SubmitForm', 'GoToE', 'Rendition'))}"), JS="x", F="x"
    )
    with pikepdf.open(BytesIO(whole)) as pdf:
        page = pdf.pages[0].obj
        act.Next = Array([Dictionary(S=act.S, JS="x")] * 50)
        page.AA, pdf.Root.OpenAction = Dictionary(O=act), act
        field = pdf.make_indirect(Dictionary(FT=Name.Tx, T="x", V="9" * 5000, Subtype=Name.Widget, Rect=[0, 0, 9, 9]))
        field.Parent, field.Kids = field, Array([field])
        page.Annots = Array([field] * rng.choice((1, 3000)))
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([field]), XFA=pikepdf.Stream(pdf, b"<xdp>" * 999), NeedAppearances=True
        )
        return name, saved(pdf)


def locked(good: Sources, seed: str) -> tuple[str, bytes]:
    """Passwords of old and new kinds, with all rights taken."""
    rng, name, whole = one_of(good, ("digital", "pindaian"), seed)
    nobody = pikepdf.Permissions(**dict.fromkeys(pikepdf.Permissions._fields, False))
    user, revision = rng.choice(("", "rahasia")), rng.choice(REVISIONS)
    how = pikepdf.Encryption(
        user=user, owner="pemilik", R=revision, aes=revision > 3, metadata=revision > 3, allow=nobody
    )
    with pikepdf.open(BytesIO(whole)) as pdf:
        out = BytesIO()
        pdf.save(out, encryption=how)
        return f"R{revision}-{name}", out.getvalue()


def _replace(stream: pikepdf.Stream, raw: bytes) -> None:
    """Other bytes under the same filters."""
    filters, parms = stream.get("/Filter"), stream.get("/DecodeParms")
    stream.write(raw)
    if filters is not None:
        stream.Filter = filters
    if parms is not None:
        stream.DecodeParms = parms


HARMS: tuple[Harm, ...] = (broken_streams, wrong_filters, wrong_pictures, wild_contents, lively, locked)
