"""The outbound client against real servers on loopback."""

import gzip
import time
from collections.abc import Callable, Collection
from pathlib import Path

import httpx
import pytest

from shared.outbound import UnsafeAddress, guarded_mounts, outbound_client
from shared.settings import Settings
from tests.unit.outbound.servers import certificate, http_server, saying

CLOSED = Settings()
LOOPBACK = Settings(outbound_allow="127.0.0.0/8")
NAME = "situs.contoh.test"


def client_of(settings: Settings, resolver: Callable[[str, int], Collection[str]], **more: object) -> httpx.Client:
    mounts = guarded_mounts(settings, timeout=5, resolver=resolver, **more)  # type: ignore[arg-type]
    return httpx.Client(mounts=mounts, trust_env=False)


def test_an_inner_server_hears_nothing() -> None:
    with http_server() as inner, outbound_client(CLOSED, timeout=5) as client:
        for url in (
            f"http://127.0.0.1:{inner.port}/",
            f"http://2130706433:{inner.port}/",
            f"https://127.0.0.1:{inner.port}/",
        ):
            with pytest.raises(UnsafeAddress):
                client.get(url)
        assert inner.asked == []


def test_a_named_network_is_reached() -> None:
    with http_server() as server, outbound_client(LOOPBACK, timeout=5) as client:
        assert client.get(f"http://127.0.0.1:{server.port}/halo").text == "ya"
        assert server.asked == ["/halo"]


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest", "https://[::ffff:169.254.169.254]/", "file:///etc/passwd"]
)
def test_a_redirect_leads_nowhere(target: str) -> None:
    with http_server() as server, outbound_client(LOOPBACK, timeout=5) as client:
        url = f"http://127.0.0.1:{server.port}/ke/{target}"
        answer = client.get(url)
        assert (answer.status_code, answer.headers["location"]) == (302, target)
        with pytest.raises((UnsafeAddress, httpx.UnsupportedProtocol)):
            client.get(url, follow_redirects=True)


def test_a_name_that_answers_differently_the_second_time_gains_nothing() -> None:
    answers = ["127.0.0.2", "127.0.0.1"]
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return [answers[len(asked) - 1]]

    settings = Settings(outbound_allow="127.0.0.2/32")
    with http_server("127.0.0.2") as named, http_server("127.0.0.1", named.port) as victim:
        with client_of(settings, rebinding) as client:
            assert client.get(f"http://{NAME}:{named.port}/").text == "ya"
            assert asked == [NAME]
            with pytest.raises(UnsafeAddress):
                client.get(f"http://{NAME}:{named.port}/")
        assert (named.asked, victim.asked) == (["/"], [])


def test_a_closed_address_beside_a_named_one_is_passed_over() -> None:
    settings = Settings(outbound_allow="127.0.0.2/32")
    with http_server("127.0.0.2") as named, http_server("127.0.0.1", named.port) as victim:
        with client_of(settings, lambda host, port: ["127.0.0.1", "127.0.0.2"]) as client:
            assert client.get(f"http://{NAME}:{named.port}/").text == "ya"
        assert victim.asked == []


def test_tls_holds_the_server_to_its_name(tmp_path: Path) -> None:
    serving, trusting = certificate(tmp_path, NAME)
    with http_server(tls=serving) as server, client_of(LOOPBACK, lambda h, p: ["127.0.0.1"], tls=trusting) as client:
        assert client.get(f"https://{NAME}:{server.port}/").text == "ya"
        with pytest.raises(httpx.ConnectError, match="certificate verify failed"):
            client.get(f"https://lain.contoh.test:{server.port}/")
        assert server.asked == ["/"]


def test_a_server_that_dribbles_is_left_in_time() -> None:
    head = b"HTTP/1.1 200 OK\r\nX-Panjang: " + b"a" * 1000
    with (
        saying([head[i : i + 1] for i in range(len(head))], 0.05) as port,
        outbound_client(LOOPBACK, timeout=0.5) as client,
    ):
        began = time.monotonic()
        with pytest.raises(httpx.TimeoutException):
            client.get(f"http://127.0.0.1:{port}/")
        assert time.monotonic() - began < 5


def test_an_answer_without_end_is_cut() -> None:
    endless = [b"HTTP/1.1 200 OK\r\n\r\n", *[b"a" * 65536] * 200]
    with (
        saying(endless) as port,
        outbound_client(LOOPBACK, timeout=10, max_bytes=1_000_000) as client,
        pytest.raises(httpx.ReadError, match="larger than what is taken"),
    ):
        client.get(f"http://127.0.0.1:{port}/")


def test_what_is_packed_is_not_unpacked() -> None:
    body = gzip.compress(b"a" * 10_000_000)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with (
        saying([head, body]) as port,
        outbound_client(LOOPBACK, timeout=5) as client,
        pytest.raises(httpx.DecodingError),
    ):
        client.get(f"http://127.0.0.1:{port}/")


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with http_server() as proxy, http_server() as server:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        with outbound_client(LOOPBACK, timeout=5) as client:
            client.get(f"http://127.0.0.1:{server.port}/")
        assert (proxy.asked, server.asked) == ([], ["/"])
