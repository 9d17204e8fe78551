"""Ports are free, distinct, and given up when another program takes one."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local import ports


@pytest.fixture
def foreign() -> Iterator[socket.socket]:
    with socket.socket() as listener:
        listener.bind((ports.HOST, 0))
        listener.listen()
        yield listener


def test_all_ports_differ_and_can_be_bound_together() -> None:
    chosen = ports.choose()
    assert len(set(chosen.values())) >= len(ports.NAMES)
    assert set(ports.NAMES) < set(chosen)
    assert ports.still_free(chosen)


def test_the_admins_grpc_is_where_its_worker_looks() -> None:
    chosen = ports.choose()
    assert chosen["admin-grpc"] == chosen["admin"] + 10_000


def test_a_taken_port_is_noticed(foreign: socket.socket) -> None:
    chosen = ports.choose() | {"s3": foreign.getsockname()[1]}
    assert not ports.still_free(chosen)


def test_the_gateway_takes_another_port_when_its_own_is_taken(
    foreign: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = foreign.getsockname()[1]
    monkeypatch.setattr(ports, "GATEWAY", taken)
    chosen = ports.choose()
    assert chosen["gateway"] == chosen["spare"] != taken


def test_a_forced_gateway_port_is_kept_even_if_taken(foreign: socket.socket) -> None:
    wanted = foreign.getsockname()[1]
    assert ports.choose(wanted)["gateway"] == wanted


def test_a_gateway_port_belongs_to_one_stack_before_its_gateway_listens() -> None:
    wanted = ports.choose()["spare"]
    first = ports.claim(wanted)
    assert first
    with first:
        assert ports.claim(wanted) is None
        with pytest.raises(ports.GatewayTakenError, match=f"{wanted}.*TERBIT_PORT"):
            ports.choose(wanted)
    again = ports.claim(wanted)
    assert again
    again.close()


def test_a_second_stack_does_not_take_the_usual_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "GATEWAY", ports.choose()["spare"])
    holder = ports.claim(ports.GATEWAY)
    assert holder
    with holder:
        assert ports.choose()["gateway"] != ports.GATEWAY
    assert ports.choose()["gateway"] == ports.GATEWAY


@pytest.fixture
def left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where SeaweedFS leaves its sockets."""
    monkeypatch.setattr(ports, "_SOCKETS", tmp_path)
    return tmp_path


def test_the_number_of_a_socket_that_another_person_left_is_not_taken(
    left: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = ports.choose()
    (left / f"seaweedfs-filer-grpc-{chosen['filer-grpc']}.sock").touch()
    assert ports.still_free(chosen)
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    assert not ports.still_free(chosen)
    ports.remove_sockets(chosen)
    assert len(list(left.iterdir())) == 1


def test_own_sockets_go_with_the_stack(left: Path) -> None:
    chosen = ports.choose()
    own, other = left / f"seaweedfs-s3-{chosen['s3']}.sock", left / "seaweedfs-s3-1.sock"
    own.touch()
    other.touch()
    ports.remove_sockets(chosen)
    assert not own.exists()
    assert other.exists()
