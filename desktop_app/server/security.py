"""The guard before every handler: only our own window or command line on this computer gets past it.

What it refuses of requests as such, whoever sends them, the cloud's guard refuses too.
"""

import hmac
import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from desktop_app.api.uploads import MAX_UPLOAD_BYTES
from desktop_app.core.errors import (
    CleanRackError,
    ForeignPageError,
    InvalidRequestError,
    UnauthenticatedError,
    UnsupportedFormatError,
    UploadTooLargeError,
    WrongHostError,
)
from desktop_app.core.words import Language
from desktop_app.server.accounts.service import Account
from desktop_app.server.answers import failure, headers_of

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MAX_JSON_BYTES = 2_000_000
UPLOADS = "/api/uploads"

_ONCE = {b"host", b"authorization", b"origin", b"content-length", b"content-type"}
_ANSWER_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
]


class Guard:
    """ASGI application that lets a request through to `app`, or refuses it before any handler sees it."""

    def __init__(self, app: App, *, token: str, port: int, account: Callable[[], Account]) -> None:
        self._app = app
        self._token = f"Bearer {token}".encode()
        self._host = f"127.0.0.1:{port}".encode()
        self._account = account

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = dict(scope["headers"])
        if error := self._refusal(scope, headers):
            await refuse(error, headers, send)
            return
        scope.setdefault("state", {})["account"] = self._account()
        await self._app(scope, counted(receive, body_limit(scope)), marked(send))

    def _refusal(self, scope: Scope, headers: Mapping[bytes, bytes]) -> CleanRackError | None:
        checks = (came_twice, self._foreign, self._unknown, wrong_body)
        return next((error for check in checks if (error := check(scope, headers))), None)

    def _foreign(self, scope: Scope, headers: Mapping[bytes, bytes]) -> CleanRackError | None:
        if headers.get(b"host") != self._host:
            return WrongHostError()
        return from_page(scope, headers) or (ForeignPageError() if scope["client"][0] != "127.0.0.1" else None)

    def _unknown(self, scope: Scope, headers: Mapping[bytes, bytes]) -> CleanRackError | None:
        given = headers.get(b"authorization", b"")
        return None if hmac.compare_digest(given, self._token) else UnauthenticatedError()


def came_twice(scope: Scope, headers: Mapping[bytes, bytes]) -> CleanRackError | None:
    """Refuse a header that must not come twice: a proxy and we might believe different ones."""
    names = [name for name, _ in scope["headers"] if name in _ONCE]
    return InvalidRequestError(reason="a header came twice") if len(names) > len(set(names)) else None


def from_page(scope: Scope, headers: Mapping[bytes, bytes]) -> CleanRackError | None:
    """Refuse what a web page sends: nothing of ours runs in a browser."""
    told = b"origin" in headers or b"cookie" in headers or headers.get(b"sec-fetch-site", b"none") != b"none"
    return ForeignPageError() if told else None


def body_limit(scope: Scope) -> int:
    """Bytes a request may carry."""
    return MAX_UPLOAD_BYTES if scope["path"] == UPLOADS else MAX_JSON_BYTES


def wrong_body(scope: Scope, headers: Mapping[bytes, bytes]) -> CleanRackError | None:
    """Refuse a body that is too long by its own word, or neither JSON nor a photo."""
    limit = body_limit(scope)
    length = headers.get(b"content-length", b"0")
    if not length.isdigit():
        return InvalidRequestError(reason="content-length")
    if int(length) > limit:
        return UploadTooLargeError(limit_megabytes=limit // 1_000_000)
    if scope["path"] == UPLOADS or (length == b"0" and b"transfer-encoding" not in headers):
        return None
    kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
    return None if kind == b"application/json" else UnsupportedFormatError(name="body", format=kind.decode("latin-1"))


def counted(receive: Receive, limit: int) -> Receive:
    """The request's body, counted as it comes: a chunked one has no length to believe."""
    seen = 0

    async def listened() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise UploadTooLargeError(limit_megabytes=limit // 1_000_000)
        return message

    return listened


def marked(send: Send, *more: tuple[bytes, bytes]) -> Send:
    """Answers with our headers for every one, and `more`."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *_ANSWER_HEADERS, *more]
        await send(message)

    return sent


async def refuse(
    error: CleanRackError, headers: Mapping[bytes, bytes], send: Send, *more: tuple[bytes, bytes]
) -> None:
    """Answer with an error, in the caller's language."""
    language = Language.from_header(headers.get(b"accept-language", b"").decode("latin-1"))
    body = json.dumps(failure(error, language).model_dump(mode="json")).encode()
    told = [(name.lower().encode(), value.encode()) for name, value in headers_of(error).items()]
    length = (b"content-length", str(len(body)).encode())
    start_headers = [(b"content-type", b"application/json"), length, *told]
    start: Message = {"type": "http.response.start", "status": error.status, "headers": start_headers}
    await marked(send, *more)(start)
    await send({"type": "http.response.body", "body": body})
