"""One account's sync: a task that tells, hears and sends whenever there is something, and asks now and then.

How each failure ends:
    no network, the cloud is busy or down          offline, tried again after 1 s … 5 min, at random below the limit
    its certificate is not trusted                 likewise, and told
    the session is over                            signed out: work goes on, and waits for the next sign-in
    the computer was forgotten                     what was done is told once more, to be counted, then nothing
    the story forks, or the figures differ         frozen, see `hearing`
    a defect of ours                               told to the log, and tried again like no network
"""

import asyncio
import logging
import random
import time
from collections.abc import Callable
from contextlib import aclosing, suppress
from datetime import timedelta

import sqlalchemy as sa

from desktop_app.api.events import ItemEvent
from desktop_app.client.cloud import CloudClient, Hint
from desktop_app.core.allowances import idle_return
from desktop_app.core.clock import Clock
from desktop_app.core.errors import CleanRackError, FrozenError, InternalError, NotSignedInError, SessionEndedError
from desktop_app.core.standing import Course
from desktop_app.server.database import Database
from desktop_app.server.ledger import repository as books
from desktop_app.server.ledger.service import Ledger
from desktop_app.sync import links, telling
from desktop_app.sync.blobs import BlobSender
from desktop_app.sync.links import LinkState
from desktop_app.sync.plan import Backlog, Doing, Step, next_step
from desktop_app.sync.sending import TaskSender
from desktop_app.sync.talk import Talk

log = logging.getLogger(__name__)

ASK_SECONDS = 30.0
"""How often the cloud is asked where nothing happens here."""
GATHER_SECONDS = 0.3
"""What happens together is told together."""
LONGEST_PAUSE = 300.0
KEPT = timedelta(days=90)
"""How long acknowledged events are kept, for a cloud that is restored from a backup."""


class AccountSync:
    """Keeps one account and this computer in step, from `run` until it is cancelled."""

    def __init__(
        self,
        *,
        account_id: str,
        talk: Talk,
        sender: BlobSender,
        tasks: TaskSender,
        client: CloudClient,
        database: Database,
        ledger: Ledger,
        clock: Clock,
        on_change: Callable[[str, bool], None],
        on_hint: Callable[[str, Hint], None],
    ) -> None:
        self.account_id = account_id
        self.talk = talk
        self.client = client
        self.tasks = tasks
        self._sender = sender
        self._database = database
        self._ledger = ledger
        self._clock = clock
        self._on_change = on_change
        self._on_hint = on_hint
        self._told = asyncio.Event()
        self._now = asyncio.Event()
        self._failures = 0
        self._mark: tuple[int, ...] = ()
        """How far everything had come when the last round broke off."""
        self._greeted = 0.0
        self.is_answered = False
        """Whether the cloud answered when it was asked last."""
        self.doing = Doing()
        self.trouble: CleanRackError | None = None

    def nudge(self) -> None:
        """Something was done here."""
        self._told.set()

    def ask_now(self) -> None:
        """Somebody wants it done at once."""
        self._now.set()

    async def run(self) -> None:
        """Go on until there is no going on: the computer is frozen, forgotten or signed out."""
        listening = asyncio.create_task(self._listen())
        try:
            await asyncio.to_thread(self._prune)
            while await self._goes_on():
                await self._rest()
        finally:
            listening.cancel()

    async def settle(self) -> None:
        """Tell and hear everything once, without resting. Raises CleanRackError."""
        self._greeted = 0.0
        await self._round()

    async def _goes_on(self) -> bool:
        try:
            if not (await self.talk.backlog()).link.is_paused:
                await self._round()
            self._fare(None)
        except (FrozenError, NotSignedInError) as exc:
            await self._end(exc)
            return False
        except SessionEndedError:
            await asyncio.to_thread(self._sign_out)
            self.is_answered = False
            self._fare(None)
            return False
        except CleanRackError as exc:
            if await self._got_further():
                self._failures = 0  # a bad line that carries something is no reason to wait long
            self._fare(exc)
        except Exception:
            log.exception("sync of an account stumbled; it is tried again")
            self._fare(InternalError(reference="sync"))
        return True

    async def _got_further(self) -> bool:
        now = await self.talk.backlog()
        before, self._mark = self._mark, (now.link.acked_dseq, now.link.cursor, now.blobs, now.tasks, self._sender.sent)
        return before != self._mark

    async def _round(self) -> None:
        if time.monotonic() - self._greeted >= ASK_SECONDS - 1 or not self._greeted:
            if await self.talk.hello() is Course.WAIT:
                return
            self._greeted = time.monotonic()
            self.is_answered = True
        is_clear = await self._work_off()
        if await asyncio.to_thread(self._give_back_idle):
            is_clear = await self._work_off()
        if is_clear:
            await asyncio.to_thread(self._note_clear)

    async def _work_off(self) -> bool:
        """Whether everything is there and here now."""
        stuck: frozenset[Step] = frozenset()
        while (step := next_step(now := await self.talk.backlog(), stuck=stuck)) is not Step.REST:
            self._show_work()
            if not await self._take_step(step, now):
                stuck |= {step}
        return not stuck and now.is_clear

    async def _take_step(self, step: Step, before: Backlog) -> bool:
        if step is Step.PUSH:
            return await self.talk.push()
        if step is Step.TASK:
            return await self._send_task(before)
        if step is Step.SEND:
            return await self._sender.send()
        if await self.talk.pull():
            self._on_change(self.account_id, True)
        return (await self.talk.backlog()).link.cursor != before.link.cursor

    async def _send_task(self, before: Backlog) -> bool:
        went = await self.tasks.send()
        if (await self.talk.backlog()).tasks < before.tasks:
            await self.talk.pull()  # the cloud has it now, and says so
        return went

    # resting

    async def _rest(self) -> None:
        waits = [asyncio.create_task(self._now.wait())]
        if not self._failures:
            waits.append(asyncio.create_task(self._told.wait()))
        try:
            await asyncio.wait(waits, timeout=self._pause(), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waits:
                each.cancel()
        if self._now.is_set():
            self._greeted = 0.0
        elif self._told.is_set():
            await asyncio.sleep(GATHER_SECONDS)
        self._now.clear()
        self._told.clear()

    def _pause(self) -> float:
        if not self._failures:
            return ASK_SECONDS
        at_least = float(self.trouble.details.get("retry_after", 0)) if self.trouble else 0.0
        return max(at_least, random.uniform(0.5, min(LONGEST_PAUSE, 2.0**self._failures)))

    async def _listen(self) -> None:
        """The cloud says when something has moved; a line that breaks is tried again, soon where the cloud answers."""
        while True:
            with suppress(CleanRackError):
                async with aclosing(self.client.hints()) as hints:
                    async for hint in hints:
                        self._on_hint(self.account_id, hint)
                        if not isinstance(hint, ItemEvent):  # those come by the dozen; ends come as tasks too
                            self._greeted = 0.0
                            self._told.set()
            for _ in range(10):
                await asyncio.sleep(ASK_SECONDS / 10)
                if self.trouble is None:
                    break

    # what is shown and written

    def _fare(self, trouble: CleanRackError | None) -> None:
        self._failures = self._failures + 1 if trouble else 0
        if trouble is not None:
            self._greeted = 0.0
            self.is_answered = False
        self.trouble = trouble
        details = tuple((name, str(value)) for name, value in trouble.details.items()) if trouble else ()
        slug = trouble.slug if trouble else None
        self.doing = Doing(has_heard=self.is_answered, trouble=slug, details=details)
        self._on_change(self.account_id, False)

    def _show_work(self) -> None:
        if not self.doing.is_working:
            self.doing = Doing(is_working=True, has_heard=True)
            self._on_change(self.account_id, False)

    async def _end(self, reason: CleanRackError) -> None:
        log.warning("sync of an account has ended: %s", reason)
        if isinstance(reason, FrozenError) and reason.details.get("reason") == "forgotten":
            with suppress(CleanRackError):
                await self.talk.last_words()
        self._fare(None)

    def _sign_out(self) -> None:
        with self._database.write(self.account_id) as connection:
            link = links.find(connection, self.account_id)
            if link is not None and link.state is LinkState.OK:
                links.update(connection, self.account_id, state=LinkState.SIGNED_OUT.value)

    def _note_clear(self) -> None:
        with self._database.write(self.account_id) as connection:
            links.update(connection, self.account_id, synced_at=self._clock())

    def _give_back_idle(self) -> bool:
        """Quota nobody has used here for a while goes back to the pool. Answers whether any did."""
        with self._database.read(self.account_id) as connection:
            if not self._idle(connection):
                return False
        with self._database.write(self.account_id) as connection:
            idle = self._idle(connection)
            if idle:
                self._ledger.give_back(connection, self.account_id, idle)
            return bool(idle)

    def _idle(self, connection: sa.Connection) -> int:
        link = links.find(connection, self.account_id)
        if link is None or link.state is not LinkState.OK or link.spent_at is None:
            return 0
        seconds = (self._clock() - link.spent_at).total_seconds()
        return idle_return(books.balance(connection, self.account_id).available, seconds, link.kept_along)

    def _prune(self) -> None:
        with self._database.write(self.account_id) as connection:
            link = links.find(connection, self.account_id)
            if link is not None:
                telling.prune(connection, link, self._clock() - KEPT)
