"""Bytes are known by their SHA-256, and by the hash algorithm that was chosen beside it."""

import hashlib
from pathlib import Path

import pytest

from shared.sidik import KNOWN, algorithm_of, hashed, sidikan
from shared.sop.rantai import Mata, links, says
from tests.support.people import berkas_at

LIBRARY = {"sha512": hashlib.sha512, "sha3-256": hashlib.sha3_256, "sha3-512": hashlib.sha3_512}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Some bytes, more than are read at once."""
    file = tmp_path / "isi"
    file.write_bytes(bytes(range(256)) * 9000)
    return file


@pytest.mark.parametrize("algoritma", sorted(LIBRARY))
def test_both_hashes_are_those_of_the_bytes(path: Path, algoritma: str) -> None:
    content = path.read_bytes()
    seen = sidikan(path, algoritma)
    assert seen.sha256 == hashlib.sha256(content).hexdigest() == hashed("sha256", content)
    assert seen.sidik == f"{algoritma}:{LIBRARY[algoritma](content).hexdigest()}"
    assert algorithm_of(seen.sidik) == algoritma and hashed(algoritma, content) == seen.sidik.partition(":")[2]
    assert seen.are(seen.sha256, seen.sidik) and not seen.are(seen.sha256, f"{algoritma}:00")


@pytest.mark.parametrize("none", ["", "sha256"])
def test_without_another_algorithm_there_is_the_name_alone(path: Path, none: str) -> None:
    seen = sidikan(path, none)
    assert seen.sidik == "" and seen.are(hashlib.sha256(path.read_bytes()).hexdigest(), "")


@pytest.mark.parametrize("recorded", ["md5:00", "sha256:00", ":", "sha3-256"])
def test_what_names_no_algorithm_of_ours_never_fits(path: Path, recorded: str) -> None:
    seen = sidikan(path, algorithm_of(recorded))
    assert not seen.are(seen.sha256, recorded)


def test_every_algorithm_that_may_be_chosen_is_one_of_the_library() -> None:
    assert {"sha256", *LIBRARY} == KNOWN


def test_a_link_says_by_what_a_document_is_bound_and_of_others_what_it_always_said() -> None:
    def told(mata: Mata) -> list[int]:
        return [len(one) for one in says(mata)["dokumen"]]

    assert {length for mata in links(berkas_at("R5b")) for length in told(mata)} == {2}
