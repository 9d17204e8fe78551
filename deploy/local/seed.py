"""The offices and people of a new installation, with passwords that a person can type."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from shared.identity import readable_password

_FILE = Path(__file__).with_name("seed.toml")


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
