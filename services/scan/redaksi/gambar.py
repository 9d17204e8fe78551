"""Pictures in a PDF with regions painted over in their own pixels, at their own resolution."""

import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, PdfImage, PikepdfError, Stream
from PIL import Image, ImageDraw
from PIL.JpegImagePlugin import get_sampling

from services.scan.domain.halaman import Kotak
from services.scan.redaksi.bidang import Matriks, inverse, moved
from services.scan.redaksi.model import TidakDapatDisunting

Petak = tuple[int, int, int, int]
"""Columns and rows of pixels: from and up to."""
LOSSY, FAX = frozenset({"/DCTDecode", "/JPXDecode"}), frozenset({"/CCITTFaxDecode"})
LOSSY_QUALITY = 92
MAX_PIXELS = 200_000_000
EDGE = 1
FAX_COLUMNS = 1728
CHANNELS = {
    "/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/Lab": 3, "/DeviceCMYK": 4, "/Indexed": 1,
    "/Separation": 1,
}  # fmt: skip
DROPPED = {"/Filter", "/DecodeParms", "/Length", "/Metadata", "/Alternates", "/OPI", "/PieceInfo"}
UNREADABLE = (OSError, ValueError, PikepdfError, NotImplementedError, RuntimeError, zlib.error,
              Image.DecompressionBombError)  # fmt: skip


def painted(pdf: Pdf, image: Stream, ctm: Matriks, boxes: Sequence[Kotak]) -> Stream:
    """A copy of an image, drawn through `ctm`, in which the boxes (user space) and what masks them are one value."""
    back = inverse(ctm)
    if back is None:
        raise TidakDapatDisunting("an image that is drawn flat")
    units = [moved(back, box) for box in boxes]
    copy = _painted(pdf, image, units)
    for key in ("/SMask", "/Mask"):
        mask = image.get(key)
        if isinstance(mask, Stream):
            copy[key] = pdf.make_indirect(_painted(pdf, mask, units))
    return copy


def _painted(pdf: Pdf, image: Stream, units: Sequence[Kotak]) -> Stream:
    width, height = int(image.Width), int(image.Height)
    if min(width, height) < 1 or width * height > MAX_PIXELS or "/Matte" in image:
        raise TidakDapatDisunting("an image of no size, too large, or blended")
    areas = [area for unit in units if (area := _pixels(unit, width, height))]
    coded = set(_filters(image))
    if "/JBIG2Decode" in coded:
        raise TidakDapatDisunting("an image that takes another program to decode")
    if coded & LOSSY:
        return _lossy(pdf, image, areas)
    return _black_and_white(pdf, image, areas) if coded & FAX else _lossless(pdf, image, areas)


def _pixels(unit: Kotak, width: int, height: int) -> Petak | None:
    """A box of the unit square, which stands on its feet, as pixels, which hang from the top."""
    left, right = int(unit[0] * width) - EDGE, int(unit[2] * width) + 1 + EDGE
    top, bottom = int((1 - unit[3]) * height) - EDGE, int((1 - unit[1]) * height) + 1 + EDGE
    area = max(0, left), max(0, top), min(width, right), min(height, bottom)
    return area if area[0] < area[2] and area[1] < area[3] else None


def _filters(image: Stream) -> list[str]:
    given = image.get("/Filter")
    if isinstance(given, Array):
        return [str(one) for one in given]
    return [] if given is None else [str(given)]


def _lossless(pdf: Pdf, image: Stream, areas: Sequence[Petak]) -> Stream:
    """Samples set to 0, whatever they mean: any colours, any depth."""
    width, height = int(image.Width), int(image.Height)
    stencil = bool(image.get("/ImageMask", False))
    depth = 1 if stencil else int(image.get("/BitsPerComponent", 8)) * _channels(image.get("/ColorSpace"))
    stride = (width * depth + 7) // 8
    samples = bytearray(image.read_bytes())
    if len(samples) < stride * height:
        raise TidakDapatDisunting("an image without all its samples")
    for left, top, right, bottom in areas:
        for row in range(top, bottom):
            _clear(samples, row * stride * 8 + left * depth, row * stride * 8 + right * depth)
    return _replaced(pdf, image, bytes(samples))


def _clear(samples: bytearray, start: int, stop: int) -> None:
    """Bits from `start` up to `stop` become 0."""
    first, last = start // 8, (stop - 1) // 8
    head, tail = samples[first] & (0xFF00 >> start % 8), samples[last] & (0xFF >> ((stop - 1) % 8 + 1))
    samples[first : last + 1] = bytes(last + 1 - first)
    samples[first] |= head & 0xFF
    samples[last] |= tail


def _channels(space: object) -> int:
    name = str(space[0]) if isinstance(space, Array) else str(space)
    if name == "/ICCBased" and isinstance(space, Array):
        return int(space[1].get("/N", 3))
    if name == "/DeviceN" and isinstance(space, Array):
        return len(space[1])
    if name not in CHANNELS:
        raise TidakDapatDisunting("an image of unknown colours")
    return CHANNELS[name]


def _lossy(pdf: Pdf, image: Stream, areas: Sequence[Petak]) -> Stream:
    """A JPEG with the tables it had; JPEG 2000 becomes a fine JPEG."""
    picture = _picture(image)
    if picture.mode not in {"L", "RGB"} or "/SMaskInData" in image:
        raise TidakDapatDisunting("an image of four colours")
    kept: dict[str, Any] = {"quality": LOSSY_QUALITY, "subsampling": 0}
    if picture.format == "JPEG":
        kept = {"qtables": getattr(picture, "quantization", None), "subsampling": get_sampling(picture)}
    out = BytesIO()
    _blackened(picture, areas).save(out, "JPEG", **kept)
    copy = _replaced(pdf, image, out.getvalue(), Name.DCTDecode)
    copy["/BitsPerComponent"] = 8
    if "/ColorSpace" not in copy:
        copy["/ColorSpace"] = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
    return copy


def _picture(image: Stream) -> Image.Image:
    try:
        picture = Image.open(BytesIO(_unwrapped(image)))
        picture.load()
    except UNREADABLE as error:
        raise TidakDapatDisunting("an image that cannot be decoded") from error
    if picture.size != (int(image.Width), int(image.Height)):
        raise TidakDapatDisunting("an image of another size than is told")
    return picture


def _unwrapped(image: Stream) -> bytes:
    """The coded picture; writers like to pack a JPEG once more."""
    raw = image.read_raw_bytes()
    for coding in _filters(image)[:-1]:
        if coding != "/FlateDecode":
            raise TidakDapatDisunting("an image in many wrappings")
        raw = zlib.decompress(raw)
    return raw


def _black_and_white(pdf: Pdf, image: Stream, areas: Sequence[Petak]) -> Stream:
    """Fax: the same dots without loss, in a plainer coding."""
    if image.get("/ImageMask", False) or "/Decode" in image:
        raise TidakDapatDisunting("a coded mask")
    if _fax_columns(image) != int(image.Width):
        raise TidakDapatDisunting("an image of another size than is told")
    try:
        picture = PdfImage(image).as_pil_image().convert("1", dither=Image.Dither.NONE)
    except UNREADABLE as error:
        raise TidakDapatDisunting("an image that cannot be decoded") from error
    copy = _replaced(pdf, image, _blackened(picture, areas).tobytes())
    copy["/BitsPerComponent"], copy["/ColorSpace"] = 1, Name.DeviceGray
    return copy


def _fax_columns(image: Stream) -> int:
    """How wide a fax is coded, whatever the image tells."""
    given = image.get("/DecodeParms")
    last = given[-1] if isinstance(given, Array) and len(given) else given
    return int(last.get("/Columns", FAX_COLUMNS)) if isinstance(last, Dictionary) else FAX_COLUMNS


def _blackened(picture: Image.Image, areas: Sequence[Petak]) -> Image.Image:
    copy = picture.copy()
    draw = ImageDraw.Draw(copy)
    for left, top, right, bottom in areas:
        draw.rectangle((left, top, right - 1, bottom - 1), fill=0)
    return copy


def _replaced(pdf: Pdf, image: Stream, content: bytes, coding: Name | None = None) -> Stream:
    copy = Stream(pdf, content)
    for key, value in image.stream_dict.items():
        if key not in DROPPED:
            copy[key] = value
    if coding is not None:
        copy.write(content, filter=coding)
    return copy
