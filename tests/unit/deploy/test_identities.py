"""Who may do what in which bucket."""

from deploy.prepare.buckets import identities
from deploy.services import STORING


def _rights() -> dict[str, set[str]]:
    keys = {name: f"key-{name}" for name in ("admin", *STORING)}
    return {each["name"]: set(each["actions"]) for each in identities(keys)["identities"]}


def test_nobody_is_anonymous() -> None:
    assert set(_rights()) == {"admin", *STORING}


def test_only_the_publisher_touches_the_public_bucket() -> None:
    touching = {name for name, actions in _rights().items() if any("terbit-public" in action for action in actions)}
    assert touching == {"publisher"}


def test_only_scan_touches_the_pieces_of_uploads() -> None:
    touching = {name for name, actions in _rights().items() if any("terbit-uploads" in action for action in actions)}
    assert touching == {"scan"}


def test_no_service_has_rights_without_a_bucket() -> None:
    for name in STORING:
        assert all(":" in action for action in _rights()[name])
