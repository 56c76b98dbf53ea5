"""The way out of this computer: whom to trust, which proxy to take, and what a failure on the way means.

How each failure ends:
    no connection, a cut, a time-out, no answer of ours     CloudUnreachableError    ask again later
    a certificate nobody here trusts                        CloudUntrustedError      somebody has to look at it
"""

import asyncio
import ipaddress
import os
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from desktop_app.client.transport import translated
from desktop_app.core.errors import CloudUnreachableError, CloudUntrustedError, InvalidRequestError, ServerLostError

CERTIFICATES_VARIABLE = "SSL_CERT_FILE"
CALL_SECONDS = 30.0
"""How long one call may take."""

_TIMEOUT = httpx.Timeout(CALL_SECONDS, connect=10.0, pool=None)
_LIMITS = httpx.Limits(max_connections=10, max_keepalive_connections=4, keepalive_expiry=30.0)


class Outside:
    """Makes connections that leave this computer: through the system's proxy, trusting what the system trusts.

    Raises nothing before it is used; `ca_file` (or the environment's SSL_CERT_FILE) is trusted besides.
    """

    def __init__(self, *, ca_file: str = "") -> None:
        self._ca_file = ca_file

    def client(self, url: str, *, base: bool = False) -> httpx.AsyncClient:
        """Connections to the host of `url`; loopback never goes through a proxy."""
        return httpx.AsyncClient(
            base_url=url if base else "",
            timeout=_TIMEOUT,
            limits=_LIMITS,
            verify=self._trust,
            trust_env=not is_loopback(url),
            follow_redirects=False,
        )

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        import certifi
        import truststore

        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(certifi.where())  # a bare Linux has no certificates of its own
        for file in filter(None, (self._ca_file, os.environ.get(CERTIFICATES_VARIABLE))):
            if not Path(file).is_file():
                raise CloudUntrustedError(reason=f"no such file: {file}")
            context.load_verify_locations(file)
        return context


def address(server: str) -> str:
    """The base address of a cloud as a person may write it. Raises InvalidRequestError.

    Without a scheme it is HTTPS; plain HTTP is for this computer alone.
    """
    written = server.strip()
    url = written if "://" in written else f"https://{written}"
    parts = urlsplit(url)
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        raise InvalidRequestError(reason="server: an address like https://cloud.example", field="server")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(url)):
        raise InvalidRequestError(reason="server: the address must begin with https://", field="server")
    return url.rstrip("/")


def is_loopback(url: str) -> bool:
    """Whether the address is this computer's own."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@asynccontextmanager
async def reaching(seconds: float = CALL_SECONDS) -> AsyncIterator[None]:
    """A block that speaks to the cloud; what fails on the way leaves it as ours."""
    try:
        async with asyncio.timeout(seconds):
            with translated():
                yield
    except TimeoutError as exc:
        raise CloudUnreachableError(reason=f"no answer within {seconds:.0f} s") from exc
    except ServerLostError as exc:
        raise _told(exc) from exc


def _told(error: ServerLostError) -> CloudUnreachableError | CloudUntrustedError:
    reason = str(error.details.get("reason", ""))
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CloudUntrustedError(reason=cause.verify_message)
        if isinstance(cause, ssl.SSLError):
            return CloudUntrustedError(reason=cause.reason or reason)
    return CloudUnreachableError(**error.details)


def _causes(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__
