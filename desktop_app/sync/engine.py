"""The sync engine: one task for each account that is signed in, and the calls others make through it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as TooLateError
from typing import TYPE_CHECKING, Any, TypeVar

from desktop_app.core.errors import CloudUnreachableError

if TYPE_CHECKING:  # what speaks HTTP is imported when somebody signs in
    from desktop_app.sync.account import AccountSync

T = TypeVar("T")

log = logging.getLogger(__name__)


class SyncEngine:
    """Runs accounts on the server's loop; its plain methods are for other threads."""

    def __init__(self, *, build: "Callable[[str], Awaitable[AccountSync]]") -> None:
        self._build = build
        self._running: dict[str, tuple[AccountSync, asyncio.Task[None]]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    async def start(self, accounts: list[str]) -> None:
        """Begin with these accounts, on the loop that is running."""
        self._loop = asyncio.get_running_loop()
        for account_id in accounts:
            await self.begin(account_id)

    async def stop(self) -> None:
        """End everything, wherever it is: each step is safe to break off."""
        self._loop = None
        for account_id in list(self._running):
            await self.end(account_id)

    async def begin(self, account_id: str) -> "AccountSync":
        """Keep an account in step from now on, anew if it was before."""
        await self.end(account_id)
        made = await self._build(account_id)
        self._running[account_id] = (made, asyncio.create_task(made.run(), name=f"sync {account_id}"))
        return made

    async def end(self, account_id: str) -> None:
        """Leave an account alone."""
        if (found := self._running.pop(account_id, None)) is None:
            return
        account, task = found
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await account.client.close()

    def of(self, account_id: str) -> "AccountSync | None":
        """The account's sync, None where nobody is signed in."""
        found = self._running.get(account_id)
        return found[0] if found else None

    def nudge(self, account_id: str) -> None:
        """Something was done for an account; callable from any thread."""
        self._call(account_id, lambda account: account.nudge())

    def missed(self, account_id: str) -> None:
        """A call for an account got no answer; callable from any thread."""
        if account := self.of(account_id):
            account.is_answered = False
        self._call(account_id, lambda account: account.ask_now())

    def wait_for(self, call: "Callable[[], Coroutine[Any, Any, T]]", seconds: float) -> T:
        """What a call on the engine's loop gives, for another thread. Raises CloudUnreachableError after `seconds`."""
        if self._loop is None or self._loop.is_closed():
            raise CloudUnreachableError(reason="closing")
        asked: Future[T] = asyncio.run_coroutine_threadsafe(call(), self._loop)
        try:
            return asked.result(seconds)
        except CancelledError as exc:
            raise CloudUnreachableError(reason="closing") from exc
        except TooLateError as exc:
            asked.cancel()
            raise CloudUnreachableError(reason=f"no answer within {seconds:.0f} s") from exc

    def _call(self, account_id: str, what: "Callable[[AccountSync], None]") -> None:
        def call() -> None:
            if account := self.of(account_id):
                what(account)

        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)
