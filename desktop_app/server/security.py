"""The guard before every handler: only our own window or command line on this computer gets past it."""

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
from desktop_app.server.answers import failure

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
            await _refuse(error, headers, send)
            return
        scope.setdefault("state", {})["account"] = self._account()
        limit = MAX_UPLOAD_BYTES if scope["path"] == UPLOADS else MAX_JSON_BYTES
        await self._app(scope, _counted(receive, limit), _marked(send))

    def _refusal(self, scope: Scope, headers: Mapping[bytes, bytes]) -> CleanRackError | None:
        checks = (_twice, self._foreign, self._unknown, _body)
        return next((error for check in checks if (error := check(scope, headers))), None)

    def _foreign(self, scope: Scope, headers: Mapping[bytes, bytes]) -> CleanRackError | None:
        if headers.get(b"host") != self._host:
            return WrongHostError()
        from_page = b"origin" in headers or b"cookie" in headers
        if from_page or headers.get(b"sec-fetch-site", b"none") != b"none" or scope["client"][0] != "127.0.0.1":
            return ForeignPageError()
        return None

    def _unknown(self, scope: Scope, headers: Mapping[bytes, bytes]) -> CleanRackError | None:
        given = headers.get(b"authorization", b"")
        return None if hmac.compare_digest(given, self._token) else UnauthenticatedError()


def _twice(scope: Scope, headers: Mapping[bytes, bytes]) -> CleanRackError | None:
    names = [name for name, _ in scope["headers"] if name in _ONCE]
    return InvalidRequestError(reason="a header came twice") if len(names) > len(set(names)) else None


def _body(scope: Scope, headers: Mapping[bytes, bytes]) -> CleanRackError | None:
    limit = MAX_UPLOAD_BYTES if scope["path"] == UPLOADS else MAX_JSON_BYTES
    length = headers.get(b"content-length", b"0")
    if not length.isdigit():
        return InvalidRequestError(reason="content-length")
    if int(length) > limit:
        return UploadTooLargeError(limit_megabytes=limit // 1_000_000)
    if scope["path"] == UPLOADS or (length == b"0" and b"transfer-encoding" not in headers):
        return None
    kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
    return None if kind == b"application/json" else UnsupportedFormatError(name="body", format=kind.decode("latin-1"))


def _counted(receive: Receive, limit: int) -> Receive:
    """The request's body, counted as it comes: a chunked one has no length to believe."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise UploadTooLargeError(limit_megabytes=limit // 1_000_000)
        return message

    return counted


def _marked(send: Send) -> Send:
    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *_ANSWER_HEADERS]
        await send(message)

    return marked


async def _refuse(error: CleanRackError, headers: Mapping[bytes, bytes], send: Send) -> None:
    language = Language.from_header(headers.get(b"accept-language", b"").decode("latin-1"))
    body = json.dumps(failure(error, language).model_dump(mode="json")).encode()
    start_headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    start: Message = {"type": "http.response.start", "status": error.status, "headers": start_headers}
    await _marked(send)(start)
    await send({"type": "http.response.body", "body": body})
