"""uvicorn as both homes run it: event streams end before anything else, for they would keep their connections open."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from desktop_app.server.hub import EventHub
from desktop_app.server.security import App

_GRACE_SECONDS = 3


class HomeServer(uvicorn.Server):
    """Serves an application until it is asked to stop; `started` is told once the first call would be answered."""

    def __init__(self, app: App, *, hub: EventHub, started: Callable[[], None], **where: Any) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http="httptools",
                ws="none",
                loop="asyncio",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,  # our guards read them, and believe few
                timeout_graceful_shutdown=_GRACE_SECONDS,
                lifespan="on",
                **where,
            )
        )
        self._hub = hub
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to take calls."""
        await super().startup(sockets)
        if not self.should_exit:
            self._started()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals ask to stop, and that is all: raised once more, they would end us before we have tidied."""
        with super().capture_signals():
            yield
            self._captured_signals.clear()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End event streams, then the rest."""
        self._hub.close()
        await super().shutdown(sockets)
