"""The window's line to its bundled server: started in the background, watched, started again when it dies."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop_app.core.errors import CleanRackError, ServerLostError
from desktop_app.core.words import Language
from desktop_app.ui.bridge import Bridge, Call, Failed

if TYPE_CHECKING:  # imports an HTTP library: in the background, once the window is on the screen
    from desktop_app.client.server import ServerClient
    from desktop_app.client.session import Session

T = TypeVar("T")


class ServerState(StrEnum):
    """How the server is."""

    STARTING = "starting"
    READY = "ready"
    RESTARTING = "restarting"
    """It died and is being started again; calls wait for it."""
    RESTING = "resting"
    """It was ended on purpose; calls wait until `open`."""
    FAILED = "failed"
    """It does not start, or dies again and again; `Connection.reason` tells why, `open` tries again."""


class Connection(QObject):
    """Asks the server for the window. Calls made before it is ready wait; calls that a dying server swallowed are
    asked again of the next one, so give calls that move quota a key.
    """

    state_changed = Signal(ServerState)
    event_received = Signal(object)
    """An Event of the API; a ResyncEvent after each start says: ask for everything again."""
    restarted = Signal()
    """The server had died and is back."""

    def __init__(self, bridge: Bridge, folder: Path, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.state = ServerState.STARTING
        self.reason: CleanRackError | None = None
        """Why it failed."""
        self._bridge = bridge
        self._session: asyncio.Future[Session] | None = None
        self._life: Call | None = None
        self._over: asyncio.Event | None = None

    def open(self) -> None:
        """Start the server, or try again after it failed."""
        self._set_state(ServerState.STARTING)
        self._life = self._bridge.run(self, self._live, failed=self._on_failed)

    def reopen(self, *, done: Callable[[], None] | None = None) -> None:
        """End the server and start it anew, so that it reads its settings again; what runs goes on by itself."""
        if self.state is ServerState.FAILED:
            self.open()
            return
        self._set_state(ServerState.RESTARTING)

        async def job() -> None:
            session = await asyncio.shield(self._expected())
            await session.renew()

        def reopened(_: None) -> None:
            self._set_state(ServerState.READY)
            if done is not None:
                done()

        self._bridge.run(self, job, done=reopened)

    def rest(self, *, done: Callable[[], None]) -> None:
        """End the server and leave the data folder alone; `done` is called once nothing of it runs any more."""
        self._set_state(ServerState.RESTING)
        if self._life is not None:
            self._life.cancel()

        async def job() -> None:
            if self._over is not None:
                await self._over.wait()

        self._bridge.run(self, job, done=lambda _: done())

    def ask(
        self,
        owner: QObject,
        call: "Callable[[ServerClient], Awaitable[T]]",
        *,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> Call:
        """Ask the server in the background; `done` and `failed` are called here, unless `owner` is gone by then."""

        async def job() -> T:
            from desktop_app.client.session import LOST

            while True:
                session = await asyncio.shield(self._expected())
                try:
                    return await session.ask(call)
                except LOST:
                    if not session.is_over:
                        raise

        return self._bridge.run(owner, job, done=done, failed=failed)

    # in the background

    def _expected(self) -> "asyncio.Future[Session]":
        if self._session is None:
            self._session = asyncio.get_running_loop().create_future()
        return self._session

    async def _live(self) -> None:
        from desktop_app.client.session import Patience, Session

        expected = self._expected()
        self._over = over = asyncio.Event()
        session = Session(
            self.folder,
            Language.ENGLISH,  # the window words every error itself, from its slug and details
            on_restart=lambda: self._bridge.post(lambda: self._set_state(ServerState.RESTARTING)),
            on_restarted=lambda: self._bridge.post(self._on_restarted),
            patience=Patience(restarts=3, seconds=60),
        )
        try:
            async with session:
                expected.set_result(session)
                self._bridge.post(lambda: self._set_state(ServerState.READY))
                try:
                    await self._serve(session)
                finally:
                    self._session = None  # who asks from now on waits for the next one
        except CleanRackError as exc:
            if not expected.done():
                expected.set_exception(exc)
                expected.exception()  # told below; calls that wait for it hear of it too
            raise
        finally:
            self._session = None
            over.set()

    async def _serve(self, session: "Session") -> None:
        """Until the server is lost for good: that is raised."""
        watching = asyncio.ensure_future(session.watch())
        listening = asyncio.ensure_future(self._listen(session))
        try:
            await asyncio.wait({watching, listening}, return_when=asyncio.FIRST_EXCEPTION)
            for task in (watching, listening):
                if task.done():
                    task.result()
        finally:
            watching.cancel()
            listening.cancel()
            await asyncio.gather(watching, listening, return_exceptions=True)

    async def _listen(self, session: "Session") -> None:
        async with aclosing(session.events()) as events:
            async for event in events:
                self._bridge.post(lambda event=event: self.event_received.emit(event))  # type: ignore[misc]

    # in the window

    def _set_state(self, state: ServerState) -> None:
        self.state = state
        if state is not ServerState.FAILED:
            self.reason = None
        self.state_changed.emit(state)

    def _on_restarted(self) -> None:
        self._set_state(ServerState.READY)
        self.restarted.emit()

    def _on_failed(self, error: Exception) -> None:
        self.reason = error if isinstance(error, CleanRackError) else ServerLostError(reason=str(error))
        self._set_state(ServerState.FAILED)
