"""Stacks as a scanner gives them: sheets, documents, and pages that were worn on the way."""

from datetime import UTC, datetime
from io import BytesIO
from random import Random
from uuid import UUID

import pikepdf
from PIL import Image, ImageChops, ImageDraw

from services.scan.pemisahan.lembar import LembarPemisah, lembar_pemisah
from shared.kode_lembar import KodeLembar, Lembar
from shared.samples.scan import images_to_pdf, jpeg, page_images
from shared.sop import JenisDokumen

PRINTED = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
DPI = 150


def separator(berkas_id: UUID, jenis: JenisDokumen = JenisDokumen.NASKAH_ASLI) -> bytes:
    """The separator sheet of a case, as it is printed."""
    return sheet(KodeLembar(Lembar.PEMISAH, berkas_id, jenis))


def sheet(kode: KodeLembar) -> bytes:
    """A sheet with this code."""
    data = LembarPemisah(
        kantor="KPU Kabupaten Kotawaringin Timur", agenda="17/2026", judul="Keputusan Nomor 33 Tahun 2026", kode=kode,
        oleh="Siti", pada=PRINTED, zona="Asia/Jakarta",
    )  # fmt: skip
    return lembar_pemisah(data)


def joined(*parts: bytes) -> bytes:
    """One PDF of several."""
    out = BytesIO()
    with pikepdf.new() as whole:
        for part in parts:
            with pikepdf.open(BytesIO(part)) as opened:
                whole.pages.extend(opened.pages)
        whole.save(out, deterministic_id=True)
    return out.getvalue()


def picture(pdf: bytes, page: int = 0) -> Image.Image:
    """A page as a scanner sees it."""
    return page_images(pdf, DPI)[page]


def scanned(*pages: Image.Image) -> bytes:
    """A PDF of pictures."""
    return images_to_pdf([jpeg(page, 60, DPI) for page in pages], DPI)


def turned(page: Image.Image, degrees: float) -> Image.Image:
    """Laid askew, on its side or on its head; white where there is no paper."""
    return page.rotate(degrees, Image.Resampling.BICUBIC, expand=degrees % 90 == 0, fillcolor="white")


def faint(page: Image.Image, blackest: int) -> Image.Image:
    """Printed with an empty cartridge: black is only as dark as `blackest` (0 to 255)."""
    return page.point([blackest + value * (255 - blackest) // 255 for value in range(256)])


def grainy(page: Image.Image, amplitude: int, seed: int = 1) -> Image.Image:
    """With a sensor's noise."""
    grain = Image.frombytes("L", page.size, Random(seed).randbytes(page.width * page.height))
    around = grain.point([round((value - 127.5) * amplitude / 127.5) + 128 for value in range(256)])
    return ImageChops.add(page, around, offset=-128)


def smaller(page: Image.Image, factor: float) -> Image.Image:
    """Printed smaller, in a corner of the paper."""
    paper = Image.new("L", page.size, "white")
    paper.paste(page.resize((round(page.width * factor), round(page.height * factor))), (60, 60))
    return paper


def stained(page: Image.Image, box: tuple[float, float, float, float], spots: int, seed: int = 1) -> Image.Image:
    """With ink, coffee and correction fluid within `box` (left, top, right, bottom, in parts of the page)."""
    rng, soiled = Random(seed), page.copy()
    draw = ImageDraw.Draw(soiled)
    left, top, right, bottom = box[0] * page.width, box[1] * page.height, box[2] * page.width, box[3] * page.height
    radius = (right - left) * 0.035
    for _ in range(spots):
        x, y = rng.uniform(left, right), rng.uniform(top, bottom)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=rng.choice((0, 120, 255)))
    return soiled


def hidden(page: Image.Image, box: tuple[float, float, float, float]) -> Image.Image:
    """With something white laid over a part of it."""
    covered = page.copy()
    corners = (box[0] * page.width, box[1] * page.height, box[2] * page.width, box[3] * page.height)
    ImageDraw.Draw(covered).rectangle(corners, fill="white")
    return covered
