"""The seed is complete, and a password that was made once stays."""

import json
import re
from zoneinfo import ZoneInfo

from deploy.local import seed
from shared.identity import readable_password


def test_every_person_belongs_to_an_office_and_has_a_password() -> None:
    text, fresh = seed.document({})
    content = json.loads(text)
    offices = {office["kode"] for office in content["kantor"]}
    assert offices == {"0", "61", "62", "6202"}
    for person in content["orang"]:
        assert person["kantor"] in offices
        assert person["kata_sandi"] == fresh[person["nama_masuk"]]
        assert re.fullmatch(r"\d{18}", person["nip"])


def test_one_person_a_role() -> None:
    people = json.loads(seed.document({})[0])["orang"]
    roles = [(person["kantor"], person["peran"]) for person in people]
    assert len(roles) == len(set(roles)) == 11
    assert {role for office, role in roles if office == "6202"} == {"pengelola", "pengusul", "kasubbag", "staf"}


def test_time_zones_exist() -> None:
    for office in json.loads(seed.document({})[0])["kantor"]:
        assert ZoneInfo(office["zona"]).key == office["zona"]


def test_known_passwords_stay_and_are_not_called_fresh() -> None:
    _, first = seed.document({})
    text, second = seed.document(first)
    assert second == {}
    assert {person["nama_masuk"]: person["kata_sandi"] for person in json.loads(text)["orang"]} == first


def test_passwords_are_readable_long_and_different() -> None:
    made = {readable_password() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"([a-z]{4}-){3}\d{4}", password) for password in made)
