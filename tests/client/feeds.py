"""Release feeds as an operator issues them, and a server that hands one out, well or badly."""

import http.server
import secrets
import ssl
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Self

from desktop_app.core import releases, signatures
from desktop_app.core.releases import Feed, Release
from desktop_app.core.updates import Source

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
FAR = datetime(9990, 1, 1, tzinfo=UTC)
"""Good until then, for tests that live by the real clock."""


class Operator:
    """Signs feeds with a key of its own."""

    def __init__(self, name: str = "release-2026") -> None:
        self.name = name
        self.secret = secrets.token_bytes(32)

    @property
    def keys(self) -> dict[str, str]:
        return {self.name: signatures.public_of(self.secret)}

    def issues(self, version: str = "9.9.0", number: int = 1, expires_at: datetime | None = None) -> bytes:
        """The document of a feed."""
        notes = {"en": ("Finds lost sleeves.", "Twice as fast."), "zh-CN": ("找回丢失的袖子。", "速度提高一倍。")}
        link = "https://cleanrack.example/download"
        newest = Release(version=version, published=date(2026, 11, 30), link=link, notes=notes)
        expires = expires_at or NOW + timedelta(days=90)
        feed = Feed(number=number, issued_at=NOW - timedelta(days=1), expires_at=expires, newest=newest)
        return releases.sign(feed, {self.name: self.secret}).model_dump_json().encode()


class Feeds:
    """A server on loopback that answers with `document`, or misbehaves as `answer` does."""

    def __init__(self) -> None:
        self.document = b""
        self.status = 200
        self.asked: list[dict[str, str]] = []
        """The headers of each request."""
        self.answer: Callable[[http.server.BaseHTTPRequestHandler], None] | None = None
        feeds = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                feeds.asked.append(dict(self.headers))
                if feeds.answer is not None:
                    feeds.answer(self)
                    return
                self.send_response(feeds.status)
                self.send_header("content-length", str(len(feeds.document)))
                self.end_headers()
                self.wfile.write(feeds.document)

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign] # who has heard enough, hangs up

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/feed.json"

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def secure(self, context: ssl.SSLContext) -> None:
        """Serve by HTTPS from now on."""
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def source(self, operator: Operator) -> Source:
        """This feed, signed by that operator."""
        return Source(feed=self.address, keys=operator.keys)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def hangs(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Takes the request and says nothing."""
    time.sleep(600)


def never_ends(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Sends for as long as somebody listens."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 65536)


def is_cut(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Promises more than it sends."""
    handler.send_response(200)
    handler.send_header("content-length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"payload": "')


def redirects(handler: http.server.BaseHTTPRequestHandler) -> None:
    """Sends to another place."""
    handler.send_response(302)
    handler.send_header("location", "http://127.0.0.1:1/")
    handler.end_headers()
