"""The way out: through the system's proxy, to whom the system trusts, and never in the clear."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.client.cloud import CloudDoor, CloudTransport
from desktop_app.client.outside import Outside, address
from desktop_app.core.errors import CloudUnreachableError, CloudUntrustedError, InvalidRequestError
from tests.client.tls import HOST, Authority, Proxy, Teller

PAIR = {"access_token": "a", "expires_in": 900, "refresh_token": "b"}


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path / "ours")


@pytest.fixture
def cloud(authority: Authority) -> Iterator[Teller]:
    """A server that is called cloud.example and stands on loopback."""
    with Teller(authority.issue(HOST), PAIR) as teller:
        yield teller


@pytest.fixture
def proxy(cloud: Teller, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """The only way to cloud.example, as the system's settings say."""
    with Proxy(cloud.port) as opened:
        monkeypatch.setenv("HTTPS_PROXY", opened.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        yield opened


def refreshed(ca_file: str) -> str:
    async def run() -> str:
        door = CloudDoor(CloudTransport(server=HOST, outside=Outside(ca_file=ca_file)))
        try:
            return (await door.refresh("old")).refresh_token
        finally:
            await door.close()

    return asyncio.run(run())


def test_the_cloud_is_reached_through_the_systems_proxy(authority: Authority, proxy: Proxy) -> None:
    assert refreshed(str(authority.file)) == "b"
    assert proxy.asked == [f"{HOST}:443"]


def test_an_authority_of_the_environment_is_trusted(
    authority: Authority, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))

    assert refreshed("") == "b"


@pytest.mark.usefixtures("proxy")
@pytest.mark.parametrize("which", ["nobody", "another"])
def test_a_certificate_of_an_unknown_authority_is_refused(which: str, tmp_path: Path) -> None:
    trusted = str(Authority(tmp_path / "another").file) if which == "another" else ""

    with pytest.raises(CloudUntrustedError) as refused:
        refreshed(trusted)

    assert "certificate" in refused.value.details["reason"]


def test_a_certificate_of_another_host_is_refused(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    with Teller(authority.issue("elsewhere.example"), PAIR) as teller, Proxy(teller.port) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)

        with pytest.raises(CloudUntrustedError):
            refreshed(str(authority.file))


def test_a_missing_file_of_certificates_is_told(tmp_path: Path) -> None:
    with pytest.raises(CloudUntrustedError) as refused:
        refreshed(str(tmp_path / "gone.pem"))

    assert "gone.pem" in refused.value.details["reason"]


def test_a_proxy_that_is_down_is_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")

    with pytest.raises(CloudUnreachableError):
        refreshed("")


def test_an_address_without_a_scheme_is_https() -> None:
    assert address(" cloud.example/ ") == "https://cloud.example"


@pytest.mark.parametrize("server", ["http://127.0.0.1:8300", "http://localhost:8300", "http://[::1]:8300"])
def test_plain_http_is_for_this_computer(server: str) -> None:
    assert address(server) == server


@pytest.mark.parametrize(
    "server",
    [
        "http://cloud.example",
        "http://127.0.0.1.cloud.example",
        "ftp://cloud.example",
        "https://",
        "https://me:pw@cloud.example",
    ],
)
def test_any_other_address_is_refused(server: str) -> None:
    with pytest.raises(InvalidRequestError):
        address(server)
