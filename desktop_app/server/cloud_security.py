"""The guard before every handler of the cloud: who calls, from where, how often; the same refusals as on a computer."""

import hmac
import ipaddress
from collections.abc import Mapping, Sequence

from anyio.to_thread import run_sync

from desktop_app.core.cloud_settings import Network
from desktop_app.core.errors import CleanRackError, DeviceClosedError, UnauthenticatedError
from desktop_app.server.limits import Buckets
from desktop_app.server.security import (
    App,
    Receive,
    Scope,
    Send,
    body_limit,
    came_twice,
    counted,
    from_page,
    marked,
    refuse,
    wrong_body,
)
from desktop_app.server.sessions.service import SessionService

OPEN = frozenset(
    {
        ("POST", "/api/accounts"),
        ("POST", "/api/sessions"),
        ("POST", "/api/sessions/refresh"),
        ("GET", "/api/openapi.json"),
        ("GET", "/health/live"),
        ("GET", "/health/ready"),
    }
)
"""Calls that need no token."""
METRICS = "/metrics"

_FORGOTTEN_MAY = (("POST", "/api/sync/"), ("DELETE", "/api/sessions/current"))
"""What a computer may still call that its account has removed: tell what it did, and sign out."""

_HEADERS = (
    (b"strict-transport-security", b"max-age=31536000"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
)


class CloudGuard:
    """ASGI application that lets a request through to `app`, or refuses it before any handler sees it."""

    def __init__(
        self,
        app: App,
        *,
        sessions: SessionService,
        buckets: Buckets,
        proxies: Sequence[Network],
        metrics_token: str | None,
    ) -> None:
        self._app = app
        self._sessions = sessions
        self._buckets = buckets
        self._proxies = proxies
        self._metrics_token = metrics_token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = dict(scope["headers"])
        try:
            await self._admit(scope, headers)
        except CleanRackError as exc:
            await refuse(exc, headers, send, *_HEADERS)
            return
        await self._app(scope, counted(receive, body_limit(scope)), marked(send, *_HEADERS))

    async def _admit(self, scope: Scope, headers: Mapping[bytes, bytes]) -> None:
        """Raise whatever speaks against a request; put into its state who calls."""
        for check in (came_twice, from_page, wrong_body):
            if error := check(scope, headers):
                raise error
        address = caller_address(scope, self._proxies)
        state = scope.setdefault("state", {})
        state["address"] = address
        if scope["path"] == METRICS:
            self._require_metrics(scope, headers)
        elif (scope["method"], scope["path"]) in OPEN:
            self._buckets.take(f"address {address}")
        else:
            await self._sign_in(scope, headers, address)

    async def _sign_in(self, scope: Scope, headers: Mapping[bytes, bytes], address: str) -> None:
        token = bearer(headers)
        if token is None:
            self._buckets.take(f"address {address}")
            raise UnauthenticatedError
        try:
            signed = await run_sync(self._sessions.authenticate, token)
        except UnauthenticatedError:
            self._buckets.take(f"address {address}")
            raise
        self._buckets.take(signed.account.id)
        if signed.is_forgotten and not _forgotten_may(scope):
            raise DeviceClosedError
        scope["state"].update(account=signed.account, device=signed.device, session=signed.session)

    def _require_metrics(self, scope: Scope, headers: Mapping[bytes, bytes]) -> None:
        given = bearer(headers)
        if self._metrics_token and given and hmac.compare_digest(given.encode(), self._metrics_token.encode()):
            return
        if not (_is_loopback(scope["client"][0]) and b"x-forwarded-for" not in headers):
            raise UnauthenticatedError


def caller_address(scope: Scope, proxies: Sequence[Network]) -> str:
    """Where a request comes from: its peer, or what believed proxies say, read from the last one back."""
    told = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for").decode("latin-1")
    hops = [hop.strip() for hop in told.split(",") if hop.strip()]
    address = str(scope["client"][0])
    while hops and _is_in(address, proxies):
        claimed = hops.pop()
        if _parsed(claimed) is None:
            break
        address = claimed
    return address


def bearer(headers: Mapping[bytes, bytes]) -> str | None:
    """The token of a request."""
    kind, _, token = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    return token if kind == "Bearer" and token else None


def _forgotten_may(scope: Scope) -> bool:
    return any(scope["method"] == method and scope["path"].startswith(path) for method, path in _FORGOTTEN_MAY)


def _is_in(address: str, networks: Sequence[Network]) -> bool:
    parsed = _parsed(address)
    return parsed is not None and any(parsed in network for network in networks)


def _is_loopback(address: str) -> bool:
    parsed = _parsed(address)
    return parsed is not None and parsed.is_loopback


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(address)
    except ValueError:
        return None
