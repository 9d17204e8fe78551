"""Secret files of the containers: made once, and what an older installation lacks is added."""

from pathlib import Path

from deploy.secrets import make


def test_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    assert make(folder)
    before = {file.name: file.read_text() for file in folder.iterdir()}
    assert not make(folder)
    assert {file.name: file.read_text() for file in folder.iterdir()} == before


def test_what_an_older_installation_lacks_is_added_and_nothing_else_changes(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    make(folder)
    before = {file.name: file.read_text() for file in folder.iterdir()}
    (folder / "keys_secret").unlink()
    assert make(folder)
    after = {file.name: file.read_text() for file in folder.iterdir()}
    assert len(after.pop("keys_secret")) >= 32
    assert {**after, "keys_secret": ""} == {**before, "keys_secret": ""}


def test_services_of_an_older_installation_get_the_rights_they_have_by_now(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    make(folder)
    file = folder / "seaweedfs_identities.json"
    wanted = file.read_text()
    file.unlink()
    file.write_text(wanted.replace("terbit-uploads", "terbit-former"))
    assert make(folder)
    assert (file.read_text(), file.stat().st_mode & 0o777) == (wanted, 0o444)
    assert not make(folder)
