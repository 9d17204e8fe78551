"""Words as JSON and back."""

import json

from services.scan.domain.halaman import Halaman, Kata
from services.scan.pipeline.kata import SemuaHalaman, packed, unpacked

PAGES = [
    Halaman(number, 595.28, 841.89, (Kata(f"“{number}%”", (10.0, 20.5, 30.25, 40.0), 91.5, 0, 0),)) for number in (1, 2)
]


def test_there_and_back() -> None:
    assert [unpacked(json.loads(json.dumps(packed(page)))) for page in PAGES] == PAGES


def test_places_are_kept_to_the_hundredth_of_a_point() -> None:
    page = Halaman(1, 595.2766, 841.8898, (Kata("a", (1.23456, 2.0, 3.0, 4.0), 91.2345, 0, 0),))
    found = unpacked(packed(page))
    assert (found.lebar, found.kata[0].kotak[0], found.kata[0].yakin) == (595.28, 1.23, 91.2)


def test_all_pages() -> None:
    pages = SemuaHalaman(json.dumps(packed(page), ensure_ascii=False).encode() for page in PAGES)
    assert (len(pages), pages[0], list(pages[1:])) == (2, PAGES[0], PAGES[1:])
    assert [unpacked(page) for page in json.loads(pages.json)] == PAGES
