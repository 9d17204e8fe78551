"""The table of processes, and that no secret stands in a process's environment."""

from pathlib import Path

import pytest

from deploy.local import programs
from deploy.local.state import State
from deploy.services import SERVICES
from shared.settings import Settings


def test_the_table_of_processes(tmp_path: Path) -> None:
    names = {program.name for program in programs.service_programs(tmp_path, State.open(tmp_path), {})}
    expected = {f"{service}-{kind}" for service in SERVICES for kind in ("api", "worker", "relay")}
    assert names == expected | {"intake-jobs", "scan-jobs", "publisher-jobs"}


def test_folders_are_watched_where_the_settings_name_them(tmp_path: Path) -> None:
    table = programs.service_programs(tmp_path, State.open(tmp_path), {"TERBIT_FOLDERS": str(tmp_path)})
    watching = [program for program in table if program.name.endswith("-watch")]
    assert [program.command[1:] for program in watching] == [("-m", "services", "scan", "watch")]
    assert watching[0].environment["TERBIT_FOLDERS"] == str(tmp_path)


def test_the_command_is_the_documented_one(tmp_path: Path) -> None:
    table = programs.service_programs(tmp_path, State.open(tmp_path), {})
    worker = next(program for program in table if program.name == "scan-worker")
    assert worker.command[1:] == ("-m", "services", "scan", "worker")
    assert worker.stop_seconds == 20


def test_secrets_are_files_and_never_in_the_environment(tmp_path: Path) -> None:
    state = State.open(tmp_path)
    hidden = {*state.secrets.values(), state.identity_private}
    for program in programs.service_programs(tmp_path, state, {}):
        assert not hidden & set(program.environment.values())


def test_settings_read_environment_and_secret_files(tmp_path: Path) -> None:
    state = State.open(tmp_path)
    programs.write_secrets(tmp_path, state)
    read = Settings(_secrets_dir=tmp_path / "secrets" / "console")
    assert read.database_password.get_secret_value() == state.secrets["database-console"]
    assert read.identity_private_key.get_secret_value().strip() == state.identity_private.strip()
    assert read.form_secret.get_secret_value() == state.secrets["form"]


def test_only_the_console_can_sign_identities(tmp_path: Path) -> None:
    state = State.open(tmp_path)
    programs.write_secrets(tmp_path, state)
    holders = [file.parent.name for file in tmp_path.glob("secrets/*/terbit_identity_private_key")]
    assert holders == ["console"]
    assert all(file.stat().st_mode & 0o077 == 0 for file in tmp_path.glob("secrets/*/*"))


def test_extra_settings_reach_every_process(tmp_path: Path) -> None:
    table = programs.service_programs(tmp_path, State.open(tmp_path), {"TERBIT_CANARY_SECONDS": "1"})
    assert all(program.environment["TERBIT_CANARY_SECONDS"] == "1" for program in table)


def test_the_address_that_people_use_is_the_one_that_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = State.open(tmp_path)
    gateway = f"http://127.0.0.1:{state.ports['gateway']}"
    monkeypatch.delenv("TERBIT_SITE_URL", raising=False)
    monkeypatch.setenv("TERBIT_PUBLIC_URL", "https://terbit.example.go.id")
    given = programs.environment("publisher", tmp_path, state)
    assert (given["TERBIT_PUBLIC_URL"], given["TERBIT_SITE_URL"]) == ("https://terbit.example.go.id", gateway)
    monkeypatch.setenv("TERBIT_PUBLIC_URL", "")
    assert programs.environment("publisher", tmp_path, state)["TERBIT_PUBLIC_URL"] == gateway
