"""What is chosen once stays; what cannot be used any more is chosen anew."""

import socket
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from deploy.local import ports
from deploy.local.state import State


def test_the_second_opening_finds_the_first(tmp_path: Path) -> None:
    first = State.open(tmp_path)
    assert State.open(tmp_path) == first
    assert (tmp_path / "state.json").stat().st_mode & 0o777 == 0o600


def test_every_secret_is_its_own(tmp_path: Path) -> None:
    values = State.open(tmp_path).secrets.values()
    assert len(set(values)) == len(values)
    assert min(map(len, values)) >= 32


def test_the_keys_belong_together(tmp_path: Path) -> None:
    state = State.open(tmp_path)
    private = load_pem_private_key(state.identity_private.encode(), None)
    public = load_pem_public_key(state.identity_public.encode())
    assert isinstance(private, Ed25519PrivateKey)
    assert isinstance(public, Ed25519PublicKey)
    public.verify(private.sign(b"nota dinas"), b"nota dinas")


def test_a_taken_port_moves_the_block_and_keeps_the_secrets(tmp_path: Path) -> None:
    state = State.open(tmp_path)
    before = state.model_copy(deep=True)
    with socket.socket() as listener:
        listener.bind((ports.HOST, state.ports["valkey"]))
        listener.listen()
        state.refresh(tmp_path).close()
    assert state.ports["valkey"] != before.ports["valkey"]
    assert state.secrets == before.secrets
    assert State.open(tmp_path) == state


def test_free_ports_are_kept(tmp_path: Path) -> None:
    state = State.open(tmp_path)
    before = dict(state.ports)
    state.refresh(tmp_path).close()
    assert state.ports == before


def test_a_port_that_another_stack_has_claimed_is_given_up(tmp_path: Path) -> None:
    state = State.open(tmp_path)
    before = state.ports["gateway"]
    other = ports.claim(before)
    assert other
    with other, state.refresh(tmp_path):
        assert state.ports["gateway"] != before
        assert ports.claim(state.ports["gateway"]) is None


def test_a_cleaned_socket_directory_is_made_again(tmp_path: Path) -> None:
    state = State.open(tmp_path)
    state.refresh(tmp_path).close()
    first = state.sockets
    assert first
    first.rmdir()
    state.refresh(tmp_path).close()
    assert state.sockets
    assert state.sockets.is_dir()
    assert len(str(state.sockets / "supervisor.sock")) < 100
    state.sockets.rmdir()
