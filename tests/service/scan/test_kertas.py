"""Every kind of scan by every door: PDF, TIFF of several pages, JPEG and PNG, on A4 and F4, come out on their paper."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from httpx import Response
from PIL import Image

from services.scan.folder.jaga import Penjaga
from services.scan.pemisahan.models import Tumpukan
from shared.identity import Orang
from shared.runtime import Runtime
from shared.samples import nota_dinas
from shared.samples.scan import images_to_pdf, jpeg, page_images
from shared.sop import Berkas
from tests.service.scan.conftest import At, scans
from tests.service.scan.folder import conftest as folders
from tests.service.scan.tumpukan import conftest as stacks
from tests.service.scan.unggahan import conftest as uploads
from tests.support.bench import Bench
from tests.support.people import person
from tests.support.stacks import joined, separator

DPI = 150
A4, F4 = (210, 297), (215, 330)
KANTOR = folders.KANTOR
root, kantor, watcher, newest = folders.root, folders.kantor, folders.watcher, folders.newest
send_stack, part = stacks.send_stack, stacks.part


def sheet(paper: tuple[int, int], seed: int) -> Image.Image:
    """A page with text, on this paper (in millimetres) as a scanner sees it."""
    width, height = (round(side / 25.4 * DPI) for side in paper)
    picture = Image.new("L", (width, height), "white")
    picture.paste(page_images(nota_dinas(seed=seed).born_digital_pdf, DPI)[0])
    return picture


def tiff(*pages: Image.Image) -> bytes:
    out = BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], dpi=(DPI, DPI), compression="tiff_lzw")
    return out.getvalue()


def png(page: Image.Image) -> bytes:
    out = BytesIO()
    page.save(out, "PNG", dpi=(DPI, DPI))
    return out.getvalue()


FILES = {
    "a.tif": tiff(sheet(F4, 501), sheet(A4, 502)),
    "b.jpg": jpeg(sheet(F4, 503), dpi=DPI),
    "c.png": png(sheet(A4, 504)),
    "d.pdf": images_to_pdf([jpeg(sheet(F4, 505), dpi=DPI)], DPI),
}
PAPERS = [F4, A4, F4, A4, F4]
Send = Callable[[Berkas, Orang], None]


def papers(scan: Runtime, sha256: str, folder: Path) -> list[tuple[int, int]]:
    """Width and height of each page in whole millimetres."""
    with pikepdf.open(scan.store.fetch(sha256, folder / sha256)) as pdf:
        boxes = [[float(side) for side in page.mediabox] for page in pdf.pages]
    return [(round((x1 - x0) / 72 * 25.4), round((y1 - y0) / 72 * 25.4)) for x0, y0, x1, y1 in boxes]


@pytest.mark.parametrize("door", ["form", "tus"])
def test_files_of_a_scan(
    bench: Bench, scan: Runtime, at: At, upload: Callable[..., Response], work: Callable[[UUID], None], tmp_path: Path,
    door: str,
) -> None:  # fmt: skip
    berkas, staf = at("R4b", KANTOR), person("staf", KANTOR)
    if door == "tus":
        tus = uploads.Tus(bench, bench.client("scan"), staf)
        ids = [str(tus.whole(berkas, name, data)) for name, data in FILES.items()]
        assert upload(berkas, staf, unggahan=ids).status_code == 202
    else:
        assert upload(berkas, staf, FILES).status_code == 202
    work(berkas.id)
    [done] = scans(scan, berkas.id)
    assert (done.state, [one.nama for one in done.sources]) == ("siap", list(FILES)), done.sebab
    assert papers(scan, str(done.hasil), tmp_path) == PAPERS


def test_files_of_a_stack(
    scan: Runtime, at: At, send_stack: stacks.SendStack, part: stacks.Part, work: Callable[[UUID], None], tmp_path: Path
) -> None:
    berkas = at("R4b", KANTOR)
    sent = send_stack(person("staf", KANTOR), {"0.pdf": separator(berkas.id), **FILES})
    assert sent.status_code == 202, sent.text
    [one] = part(sent.json()["id"])
    work(berkas.id)
    [done] = scans(scan, berkas.id)
    assert (one.state, done.state) == ("dipindai", "siap"), done.sebab
    assert papers(scan, str(done.hasil), tmp_path) == PAPERS


def test_files_in_the_folder_of_an_office(
    scan: Runtime, watcher: Callable[..., Penjaga], newest: Callable[[], list[Tumpukan]], kantor: Path,
    part: stacks.Part, at: At, work: Callable[[UUID], None], tmp_path: Path,
) -> None:  # fmt: skip
    berkas = at("R4b", KANTOR)
    for name, data in FILES.items():
        (kantor / name).write_bytes(joined(separator(berkas.id), data) if name == "d.pdf" else data)
    assert watcher(max_upload_mb=20).look() == len(FILES)
    parts = {stack.sources[0].nama: part(stack.id) for stack in newest()}
    sizes = {name: papers(scan, one.sha256, tmp_path) for name, [one] in parts.items()}
    assert sizes == {"a.tif": [F4, A4], "b.jpg": [F4], "c.png": [A4], "d.pdf": [F4]}
    work(berkas.id)
    [done] = scans(scan, berkas.id)
    assert done.state == "siap", done.sebab
    assert papers(scan, str(done.hasil), tmp_path) == [F4]
