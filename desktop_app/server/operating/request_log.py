"""One line of JSON for each request and each event: who by number, which call by template, how it ended, how long.

Never in it: tokens, e-mails, passwords, addresses as asked (they may hold ids), queries.
"""

import hashlib
import json
import logging
import time
from datetime import UTC, datetime
from typing import Any

from desktop_app.core import ids
from desktop_app.server.operating.metrics import Metrics
from desktop_app.server.security import App, Message, Receive, Scope, Send

log = logging.getLogger("cleanrack.requests")

REQUEST_ID = b"x-request-id"
UNKNOWN_PATH = "-"

_QUIET = frozenset({"/health/live", "/health/ready", "/metrics"})
"""Asked every few seconds; told only when they go wrong."""


class JsonLines(logging.Formatter):
    """Records as JSON; `extra={"told": {…}}` adds fields."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def to_stderr() -> None:
    """Log as JSON lines on standard error, where a service manager collects them."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)


class RequestLog:
    """ASGI application that gives each request a number, and tells and counts how it ended."""

    def __init__(self, app: App, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id, began, status, answered = ids.new(), time.perf_counter(), 0, 0.0
        scope.setdefault("state", {})["request"] = request_id

        async def noted(message: Message) -> None:
            nonlocal status, answered
            if message["type"] == "http.response.start":
                status, answered = message["status"], time.perf_counter() - began
                message["headers"] = [*message.get("headers", []), (REQUEST_ID, request_id.encode())]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            self._tell(scope, status or 500, answered or time.perf_counter() - began)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        path = _template(scope)
        self._metrics.answered(scope["method"], path, status, seconds)
        if path in _QUIET and status < 400:
            return
        told = {
            "request": scope["state"]["request"],
            "account": _number(scope),
            "method": scope["method"],
            "path": path,
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
        }
        log.info("answered", extra={"told": told})


def _template(scope: Scope) -> str:
    route = scope.get("route")
    return str(getattr(route, "path", UNKNOWN_PATH)) if route is not None else UNKNOWN_PATH


def _number(scope: Scope) -> str | None:
    account = scope["state"].get("account")
    return hashlib.sha256(account.id.encode()).hexdigest()[:12] if account else None
