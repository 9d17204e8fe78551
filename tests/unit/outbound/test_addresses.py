"""What may be typed in, and which addresses are refused."""

import pytest

from shared.outbound import UnsafeAddress, check_url
from shared.outbound.addresses import resolve
from shared.settings import Settings

OPEN = Settings()
LOOPBACK = Settings(outbound_allow="127.0.0.0/8")

CLOSED = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "168.63.129.16",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1",
    "198.18.0.1", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::127.0.0.1", "64:ff9b::8.8.8.8",
    "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::", "3fff::1", "5f00::1",
    "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%1", "fec0::1", "ff02::1", "2606:4700::1111%1",
]  # fmt: skip
HOSTILE = [
    "https://127.0.0.1/", "https://127.1/", "https://2130706433/", "https://0x7f000001/", "https://0x7f.1/",
    "https://017700000001/", "https://0/", "https://127.0.0.1./", "https://127。0。0。1/", "https://localhost/",
    "https://localhost./", "https://LOCALHOST/", "https://[::1]/", "https://[::]/", "https://[::ffff:127.0.0.1]/",
    "https://[0:0:0:0:0:ffff:7f00:1]/", "https://[::ffff:169.254.169.254]/", "https://[64:ff9b::a9fe:a9fe]/",
    "https://[2002:a9fe:a9fe::]/", "https://169.254.169.254/latest/meta-data/", "https://2852039166/",
    "https://[fe80::1%25lo]/",
]  # fmt: skip
MALFORMED = [
    "", "contoh.go.id", "//contoh.go.id", "ftp://contoh.go.id/", "file:///etc/passwd", "javascript:alert(1)",
    "gopher://127.0.0.1:6379/_x", "unix:///run/x.sock", "https:///jalur", "https://", "https://[::1", "https://a b/",
    "https://x\x00.go.id/", "https://0177.0.0.1/", "https://nama:sandi@contoh.go.id/", "https://nama@127.0.0.1/",
    "https://127.1:80\\@contoh.go.id/", "https://contoh.go.id:99999/", "https://contoh.go.id:0/", "https://xn--/", "https://１２７.0.0.1/",
]  # fmt: skip


@pytest.mark.parametrize("address", CLOSED)
def test_what_is_not_open_to_the_world_is_refused(address: str) -> None:
    with pytest.raises(UnsafeAddress, match="jaringan dalam"):
        check_url(OPEN, "https://situs.contoh/", resolver=lambda host, port: [address])


@pytest.mark.parametrize("url", HOSTILE)
def test_no_way_of_writing_an_inner_address_passes(url: str) -> None:
    with pytest.raises(UnsafeAddress):
        check_url(OPEN, url)


@pytest.mark.parametrize("url", MALFORMED)
def test_what_is_no_plain_address_is_refused_before_anything_is_resolved(url: str) -> None:
    with pytest.raises(UnsafeAddress) as refused:
        check_url(LOOPBACK, url, resolver=lambda host, port: pytest.fail(f"{host} was resolved"))
    assert refused.value.status == 422
    assert refused.value.sentence.startswith("Alamat ")


@pytest.mark.parametrize("address", ["8.8.8.8", "103.21.244.1", "2606:4700::1111", "2a00:1450:4001::65"])
def test_what_is_open_to_the_world_is_taken(address: str) -> None:
    url = " https://situs.contoh/jalur?x=1 "
    assert check_url(OPEN, url, resolver=lambda host, port: [address]) == url.strip()


def test_a_name_with_one_open_address_is_taken() -> None:
    assert check_url(OPEN, "https://situs.contoh/", resolver=lambda host, port: ["fd00::1", "8.8.8.8"])


def test_plain_http_is_for_named_networks_alone() -> None:
    with pytest.raises(UnsafeAddress, match="https://"):
        check_url(LOOPBACK, "http://situs.contoh/", resolver=lambda host, port: ["8.8.8.8"])
    assert check_url(LOOPBACK, "http://127.0.0.1:81/") == "http://127.0.0.1:81/"
    assert check_url(LOOPBACK, "https://127.0.0.1/") == "https://127.0.0.1/"


def test_a_named_network_admits_nothing_beside_it() -> None:
    for url in ("https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://10.0.0.1/", "https://[::]/"):
        with pytest.raises(UnsafeAddress):
            check_url(LOOPBACK, url)


def test_networks_are_written_as_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERBIT_OUTBOUND_ALLOW", "10.0.0.0/8, fd00::/8 127.0.0.0/8")
    assert [str(one) for one in Settings().outbound_allow] == ["10.0.0.0/8", "fd00::/8", "127.0.0.0/8"]


def test_a_name_that_nobody_knows_says_so() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(UnsafeAddress, match=r"tidak-ada\.contoh tidak ditemukan") as refused:
        check_url(OPEN, "https://tidak-ada.contoh/", resolver=unknown)
    assert refused.value.code == "alamat-tidak-ditemukan"


def test_a_resolver_that_hangs_is_not_waited_for() -> None:
    import threading

    released = threading.Event()

    def hangs(host: str, port: int) -> list[str]:
        released.wait(30)
        return []

    try:
        with pytest.raises(TimeoutError):
            resolve("situs.contoh", 443, 0.1, hangs)
    finally:
        released.set()
