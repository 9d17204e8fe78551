"""Malformed, hostile and odd files, made by mutation of good ones: equal seeds give equal files."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.support.mutants import blocks, images, objects, structure
from tests.support.mutants.sources import sources


class Mutant(NamedTuple):
    """A file, what was done to it, and how often it was asked for."""

    name: str
    content: bytes


HARMS = (*structure.HARMS, *objects.HARMS, *blocks.HARMS, *images.HARMS)


def mutants(count: int, seed: int = 1) -> Iterator[Mutant]:
    """`count` files. Each kind of harm comes in turn, so that the first few hundred hold every kind."""
    good = sources()
    made = 0
    for round_ in range(count):
        for harm in HARMS:
            if made == count:
                return
            name, content = harm(good, f"{seed}/{round_}/{harm.__name__}")
            yield Mutant(f"{made:04d}-{harm.__name__}-{name}", content)
            made += 1
