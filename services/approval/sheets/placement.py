"""Where a mark goes on a page: reckoned on the page as a reader sees it, then carried into the page's own space.

A *corner* is (left, top, right, bottom) in parts of the visible page, 0 to 1 from its top left.
"""

import pikepdf
import pypdfium2
from PIL import Image

from services.approval.sheets.mark import HEIGHT, WIDTH

Corner = tuple[float, float, float, float]

LOOK_PX = 1000
INK = 128
LARGEST_PART = 0.3
SMALLER = 0.7
TOPS_MM = (10.0, 7.0, 4.0, 14.0)
RIGHTS_MM = (15.0, 10.0, 6.0)
_MM = 72 / 25.4


def empty_corner(seen: pypdfium2.PdfPage, page: pikepdf.Page) -> Corner:
    """The place at the top right of the page where the mark covers the least ink."""
    picture = _picture(seen)
    return min(_corners(*_visible_size(page)), key=lambda corner: _ink(picture, corner))


def in_user_space(corner: Corner, page: pikepdf.Page) -> pikepdf.Rectangle:
    """The corner in the page's own units, whatever its rotation and its boxes."""
    box = _visible_box(page)
    left, top, right, bottom = corner
    # Parts (x from the left, y from the bottom) of the unrotated box, for each turn clockwise.
    x0, y0, x1, y1 = {
        0: (left, 1 - bottom, right, 1 - top),
        90: (top, left, bottom, right),
        180: (1 - right, top, 1 - left, bottom),
        270: (1 - bottom, 1 - right, 1 - top, 1 - left),
    }[_turn(page)]
    return pikepdf.Rectangle(
        box.llx + x0 * box.width, box.lly + y0 * box.height, box.llx + x1 * box.width, box.lly + y1 * box.height
    )


def _corners(width: float, height: float) -> list[Corner]:
    """Places to try, the preferred first; `width` and `height` are those of the visible page in points."""
    full = min(_MM, LARGEST_PART * width / WIDTH)
    return [
        (
            1 - (right + WIDTH) * scale / width,
            top * scale / height,
            1 - right * scale / width,
            (top + HEIGHT) * scale / height,
        )
        for scale in (full, full * SMALLER)
        for top in TOPS_MM
        for right in RIGHTS_MM
    ]


def _visible_size(page: pikepdf.Page) -> tuple[float, float]:
    box, unit = _visible_box(page), float(page.obj.get("/UserUnit", 1))
    width, height = float(box.width) * unit, float(box.height) * unit
    return (height, width) if _turn(page) in {90, 270} else (width, height)


def _visible_box(page: pikepdf.Page) -> pikepdf.Rectangle:
    media, crop = _upright(page.mediabox), _upright(page.cropbox)
    lower = max(media.llx, crop.llx), max(media.lly, crop.lly)
    upper = min(media.urx, crop.urx), min(media.ury, crop.ury)
    if lower[0] >= upper[0] or lower[1] >= upper[1]:
        return media
    return pikepdf.Rectangle(*lower, *upper)


def _upright(box: pikepdf.Array) -> pikepdf.Rectangle:
    x0, y0, x1, y1 = (float(number) for number in box)
    return pikepdf.Rectangle(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _turn(page: pikepdf.Page) -> int:
    return int(page.rotation) % 360 // 90 * 90


def _picture(seen: pypdfium2.PdfPage) -> Image.Image:
    picture: Image.Image = seen.render(scale=LOOK_PX / max(seen.get_size()), grayscale=True).to_pil()
    return picture.convert("L")


def _ink(picture: Image.Image, corner: Corner) -> int:
    """Dark pixels inside the corner."""
    left, top, right, bottom = corner
    width, height = picture.size
    crop = picture.crop((int(left * width), int(top * height), int(right * width) + 1, int(bottom * height) + 1))
    return sum(crop.histogram()[:INK])
