"""Words as compact JSON, and as pages unpacked one by one: a long document stays small in memory."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, overload

from services.scan.domain.halaman import Halaman, Kata


def packed(halaman: Halaman) -> dict[str, Any]:
    """A page as JSON: each word is `[teks, left, top, right, bottom, yakin, blok, baris]`."""
    words = [
        [kata.teks, *(round(side, 2) for side in kata.kotak), round(kata.yakin, 1), kata.blok, kata.baris]
        for kata in halaman.kata
    ]
    return {
        "nomor": halaman.nomor, "lebar": round(halaman.lebar, 2), "tinggi": round(halaman.tinggi, 2), "kata": words
    }  # fmt: skip


def unpacked(page: dict[str, Any]) -> Halaman:
    """The page of such JSON."""
    words = tuple(
        Kata(teks, (left, top, right, bottom), yakin, blok, baris)
        for teks, left, top, right, bottom, yakin, blok, baris in page["kata"]
    )
    return Halaman(page["nomor"], page["lebar"], page["tinggi"], words)


class SemuaHalaman(Sequence[Halaman]):
    """The pages of a document, kept packed."""

    def __init__(self, pages: Iterable[bytes]) -> None:
        self._pages = list(pages)

    @overload
    def __getitem__(self, index: int) -> Halaman: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Halaman]: ...
    def __getitem__(self, index: int | slice) -> Halaman | Sequence[Halaman]:
        if isinstance(index, slice):
            return SemuaHalaman(self._pages[index])
        return unpacked(json.loads(self._pages[index]))

    def __len__(self) -> int:
        return len(self._pages)

    @property
    def json(self) -> str:
        """All pages as one JSON array, as `packed` writes them."""
        return f"[{','.join(page.decode() for page in self._pages)}]"
