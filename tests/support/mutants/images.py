"""Pictures that are too large, broken, or none."""

import struct
import zlib
from io import BytesIO

from PIL import Image

from tests.support.mutants.sources import Harm, Sources, one_of


def huge_pictures(good: Sources, seed: str) -> tuple[str, bytes]:
    """A few kilobytes that unpack to hundreds of millions of pixels."""
    rng, _, _ = one_of(good, ("png",), seed)
    side = rng.choice((9_000, 40_000, 2**31 - 1))
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(2_000_000), 9)
    return f"{side}", b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def odd_pictures(good: Sources, seed: str) -> tuple[str, bytes]:
    """One pixel, a line, four colours of print, sixteen bits, transparent, no or senseless resolution."""
    rng, _, _ = one_of(good, ("png",), seed)
    mode, kind = rng.choice(
        (("CMYK", "JPEG"), ("I;16", "PNG"), ("RGBA", "PNG"), ("1", "TIFF"), ("LAB", "TIFF"), ("P", "PNG"))
    )
    size = rng.choice(((1, 1), (5000, 1), (300, 400)))
    out = BytesIO()
    Image.new(mode, size).save(out, kind, dpi=(rng.choice((0, 1, 72, 1_000_000)),) * 2)
    return f"{mode.replace(';', '')}-{size[0]}x{size[1]}", out.getvalue()


def looped_tiff(good: Sources, seed: str) -> tuple[str, bytes]:
    """A TIFF whose last page is followed by its first."""
    rng, name, whole = one_of(good, ("tiff",), seed)
    first = struct.unpack_from("<I", whole, 4)[0]
    count = struct.unpack_from("<H", whole, first)[0]
    after = first + 2 + 12 * count
    aim = rng.choice((first, after, 8, len(whole) - 1))
    return name, whole[:after] + struct.pack("<I", aim) + whole[after + 4 :]


def other_things(good: Sources, seed: str) -> tuple[str, bytes]:
    """Files of other kinds, under the head of one that is taken."""
    rng, _, _ = one_of(good, ("png",), seed)
    heads = (b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"II*\0\x08\0\0\0", b"MM\0*", b"PK\x03\x04", b"")
    bodies = (b"", b"<html>", rng.randbytes(5000), b"\0" * 5000, b"%PDF-1.7\n" * 999, b"trailer << /Root 1 0 R >>")
    return "isi-lain", rng.choice(heads) + rng.choice(bodies)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


HARMS: tuple[Harm, ...] = (huge_pictures, odd_pictures, looped_tiff, other_things)
