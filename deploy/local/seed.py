"""The offices and people of a new installation, with passwords that a person can type."""

import json
import secrets
import tomllib
from collections.abc import Mapping
from pathlib import Path

_FILE = Path(__file__).with_name("seed.toml")
_CONSONANTS = "bcdghjklmnprstwy"
_VOWELS = "aeiou"


def document(passwords: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The JSON for `console seed`, and the passwords made just now for people who are not in `passwords`."""
    content = tomllib.loads(_FILE.read_text())
    names = [person["nama_masuk"] for person in content["orang"]]
    fresh = {name: readable_password() for name in names if name not in passwords}
    known = {**passwords, **fresh}
    people = [{**person, "kata_sandi": known[person["nama_masuk"]]} for person in content["orang"]]
    return json.dumps({"kantor": content["kantor"], "orang": people}), fresh


def people() -> list[dict[str, str]]:
    """The people with whom a new installation starts: nama_masuk, nama, kantor, peran and more."""
    found: list[dict[str, str]] = tomllib.loads(_FILE.read_text())["orang"]
    return found


def readable_password() -> str:
    """Three words of four letters and four digits, such as `luki-pato-nare-4821`: about 50 bits."""
    words = ["".join(_syllable() + _syllable()) for _ in range(3)]
    return "-".join([*words, f"{secrets.randbelow(10_000):04}"])


def _syllable() -> str:
    return secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS)
