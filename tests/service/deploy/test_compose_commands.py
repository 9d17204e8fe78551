"""Every container's very command with its very environment, as plain processes, until all are healthy."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from deploy.services import SERVICES, kinds
from tests.service.deploy.containers import SERVERS, Containers


@pytest.fixture
def containers(tmp_path: Path) -> Iterator[Containers]:
    running = Containers(tmp_path)
    try:
        yield running
    finally:
        running.stop()


def test_the_servers_and_their_preparation(containers: Containers) -> None:
    containers.start("prepare")
    containers.finish("prepare")
    for server in SERVERS:
        containers.start(server)
        containers.wait_healthy(server)
    address = containers.addresses["seaweedfs"]
    assert httpx.get(f"http://{address}:8333/terbit-private").status_code == 403


@pytest.mark.timeout(240)
def test_every_container_becomes_healthy(containers: Containers) -> None:
    for service in SERVICES:
        containers.start(f"{service}-migrate")
    for service in SERVICES:
        for kind in kinds(service):
            containers.start(f"{service}-{kind}")
    containers.start("gateway")
    containers.wait_healthy("gateway")
    for service in SERVICES:
        answer = httpx.get(f"http://{containers.addresses['gateway']}:8061/api/{service}/health", timeout=10)
        assert answer.status_code == 200, answer.text
    ended = {name: process.poll() for name, process in containers.processes.items()}
    once = {"prepare", *(f"{service}-migrate" for service in SERVICES)}
    assert {name for name, code in ended.items() if code is not None} == once
    assert set(ended) == set(containers.services)
