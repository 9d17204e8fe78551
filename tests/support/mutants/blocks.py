"""Bytes that were lost, doubled, moved or changed on their way; any format."""

from random import Random

from tests.support.mutants.sources import IMAGES, PDFS, Harm, Sources, one_of

ALL = (*PDFS, *IMAGES)


def truncated(good: Sources, seed: str) -> tuple[str, bytes]:
    """The end is missing."""
    rng, name, whole = one_of(good, ALL, seed)
    return name, whole[: rng.randrange(1, len(whole))]


def beheaded(good: Sources, seed: str) -> tuple[str, bytes]:
    """The beginning is missing."""
    rng, name, whole = one_of(good, ALL, seed)
    return name, whole[rng.randrange(1, min(4096, len(whole))) :]


def flipped(good: Sources, seed: str) -> tuple[str, bytes]:
    """Single bytes are others."""
    rng, name, whole = one_of(good, ALL, seed)
    return name, _with_bytes(rng, whole, rng.choice((1, 5, 50, 500)))


def zeroed(good: Sources, seed: str) -> tuple[str, bytes]:
    """A sector reads as zeros."""
    rng, name, whole = one_of(good, ALL, seed)
    start, size = _place(rng, whole)
    return name, whole[:start] + bytes(size) + whole[start + size :]


def doubled(good: Sources, seed: str) -> tuple[str, bytes]:
    """A part came twice."""
    rng, name, whole = one_of(good, ALL, seed)
    start, size = _place(rng, whole)
    return name, whole[: start + size] + whole[start:]


def swapped(good: Sources, seed: str) -> tuple[str, bytes]:
    """Two parts changed places."""
    rng, name, whole = one_of(good, ALL, seed)
    first, second = sorted(rng.sample(range(1, len(whole)), 2))
    return name, whole[second:] + whole[first:second] + whole[:first]


def junk_before(good: Sources, seed: str) -> tuple[str, bytes]:
    """A gateway's page or another file stands in front."""
    rng, name, whole = one_of(good, ALL, seed)
    return name, rng.choice((b"\n", b"<html>502</html>\n" * 9, rng.randbytes(900), bytes(70_000))) + whole


def two_in_one(good: Sources, seed: str) -> tuple[str, bytes]:
    """Two files in one."""
    rng, name, whole = one_of(good, ALL, seed)
    return name, whole + good[rng.choice(ALL)]


def _place(rng: Random, whole: bytes) -> tuple[int, int]:
    start = rng.randrange(len(whole))
    return start, rng.randrange(1, min(8192, len(whole) - start) + 1)


def _with_bytes(rng: Random, whole: bytes, count: int) -> bytes:
    changed = bytearray(whole)
    for _ in range(count):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


HARMS: tuple[Harm, ...] = (truncated, beheaded, flipped, zeroed, doubled, swapped, junk_before, two_in_one)
