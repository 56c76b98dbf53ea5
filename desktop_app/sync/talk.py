"""What a computer and the cloud say to each other about an account; each answer is carried out at once."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from importlib import metadata
from typing import TypeVar

import sqlalchemy as sa

from desktop_app.api.allowances import AllowanceToken
from desktop_app.api.sync import MAX_EVENTS, AllowanceOpened, Event, Hello, HelloAnswer, PullAnswer, Refused, Told
from desktop_app.client.cloud import CloudClient
from desktop_app.core import ids, signatures
from desktop_app.core.chain import Chain
from desktop_app.core.clock import Clock
from desktop_app.core.errors import DeviceClosedError, DeviceQuarantinedError, FrozenError, NotSignedInError
from desktop_app.core.standing import Course, Standing
from desktop_app.server.database import Database
from desktop_app.server.journal import Journal
from desktop_app.server.tasks import sent
from desktop_app.sync import links, outgoing, pulling, telling
from desktop_app.sync.anchoring import Anchoring
from desktop_app.sync.aside import Aside
from desktop_app.sync.hearing import Hearing, freeze
from desktop_app.sync.links import CLOSED, Link
from desktop_app.sync.plan import Backlog

T = TypeVar("T")

PUSH_BYTES = 1_500_000
"""The cloud takes two million in one body."""
CLOCK_SECONDS = 300
"""A clock further off than that is told."""
_PAGE = 500


class Talk:
    """Calls of one account; use it inside one asyncio loop.

    All raise CleanRackError: CloudUnreachableError and its kind, SessionEndedError, and FrozenError where the answer
    was that this computer may not go on.
    """

    def __init__(
        self,
        *,
        account_id: str,
        database: Database,
        client: CloudClient,
        hearing: Hearing,
        anchoring: Anchoring,
        journal: Journal,
        clock: Clock,
    ) -> None:
        self._account_id = account_id
        self._rows = Aside(database, account_id)
        self._client = client
        self._hearing = hearing
        self._anchoring = anchoring
        self._journal = journal
        self._clock = clock
        self._telling = asyncio.Lock()

    async def backlog(self) -> Backlog:
        """What is still to be told, heard and sent."""
        return await self._rows.read(lambda connection: backlog(connection, self._account_id))

    async def hello(self) -> Course:
        """Ask where the cloud stands; allowances it has for us are taken up."""
        asked = await self._link()
        said = Hello(
            device=asked.device_id,
            dseq=asked.dseq,
            head=asked.head,
            cursor=asked.cursor,
            app=metadata.version("cleanrack"),
            wall=self._clock(),
        )
        answer = await self._may_end(asked, lambda: self._client.hello(said))
        course = await self._take(asked, answer)
        if course is not Course.WAIT:
            await self._rows.write(lambda connection: self._greeted(connection, asked, answer))
        return course

    async def push(self) -> bool:
        """Tell one lot of events; answers whether the cloud got further."""
        async with self._telling:
            asked, events = await self._rows.read(self._next_events)
            if not events:
                return False
            await asyncio.to_thread(self._anchoring.sending, asked, Chain(events[-1].dseq, events[-1].hash))
            answer = await self._may_end(asked, lambda: self._client.push(asked.device_id, events))
            await self._take(asked, answer, answer.refused)
            return answer.acked_dseq > asked.acked_dseq

    async def pull(self) -> bool:
        """Hear one page; answers whether others had done anything."""
        asked = await self._link()
        page = await self._may_end(asked, lambda: self._client.pull(asked.cursor, _PAGE))
        course, news = await self._rows.write(lambda connection: self._heard(connection, asked, page))
        await self._after(asked, page, course)
        return news

    async def ask_allowance(self, want: int) -> None:
        """Have quota moved here, as much of `want` as the pool has, until it can be spent."""
        asked = await self._link()
        answer = await self._may_end(asked, lambda: self._client.allowance(ids.new(), want))
        await self._take(asked, answer)
        if all(key.id != answer.token.key for key in asked.keys):
            await self.hello()  # a new key; the token is told there once more
        else:
            await self._rows.write(lambda connection: self._take_up(connection, asked, answer.token))
        while (await self.backlog()).events and await self.push():
            pass

    async def last_words(self) -> None:
        """Tell a cloud that has closed this computer what it did; it is counted and refused."""
        asked, events = await self._rows.read(self._next_events)
        if events:
            await self._client.push(asked.device_id, events)

    # what an answer means

    async def _take(self, asked: Link, told: Told, refused: Iterable[Refused] = ()) -> Course:
        course = await self._rows.write(lambda connection: self._hearing.take(connection, asked, told, refused))
        await self._after(asked, told, course)
        return course

    async def _after(self, asked: Link, told: Told, course: Course) -> None:
        if course is Course.FREEZE:
            raise FrozenError(reason=(await self._link()).reason)
        if course is not Course.WAIT:
            acked = Chain(told.acked_dseq, told.acked_hash)
            await asyncio.to_thread(self._anchoring.acknowledged, asked, acked)

    def _heard(self, connection: sa.Connection, asked: Link, page: PullAnswer) -> tuple[Course, bool]:
        course = self._hearing.take(connection, asked, page)
        return course, course is Course.GO_ON and pulling.take(connection, asked, page)

    def _greeted(self, connection: sa.Connection, asked: Link, answer: HelloAnswer) -> None:
        off = int((self._clock() - answer.server_time).total_seconds())
        keys = [key.model_dump(mode="json") for key in answer.keys or asked.keys]
        links.update(connection, asked.account_id, clock_off=off if abs(off) > CLOCK_SECONDS else 0, keys=keys)
        for token in answer.tokens:
            self._take_up(connection, asked, token)

    def _take_up(self, connection: sa.Connection, asked: Link, token: AllowanceToken) -> None:
        """Tell that a token is opened, once; the quota comes with the acknowledgement."""
        link = links.find(connection, asked.account_id)
        if link is None or link.state in CLOSED or not _is_for(token, link):
            return
        told = telling.opened(connection, link, after=0)
        if all(each.token.id != token.id for each in told):
            self._journal.tell(connection, link.account_id, AllowanceOpened(token=token, nonce=ids.new()))

    async def _may_end(self, asked: Link, call: Callable[[], Awaitable[T]]) -> T:
        """An answer that says this computer is closed freezes it."""
        try:
            return await call()
        except DeviceClosedError:
            await self._freeze(asked, Standing.FORGOTTEN)
        except DeviceQuarantinedError:
            await self._freeze(asked, Standing.QUARANTINED)
        raise FrozenError(reason=(await self._link()).reason)

    async def _freeze(self, asked: Link, reason: Standing) -> None:
        def write(connection: sa.Connection) -> None:
            link = links.find(connection, asked.account_id)
            if link is not None and link.device_id == asked.device_id and link.state not in CLOSED:
                freeze(connection, link, reason)

        await self._rows.write(write)

    async def _link(self) -> Link:
        return await self._rows.read(lambda connection: _required(connection, self._account_id))

    def _next_events(self, connection: sa.Connection) -> tuple[Link, list[Event]]:
        link = _required(connection, self._account_id)
        events = telling.after(connection, link, link.acked_dseq, MAX_EVENTS)
        return link, _fitting(events)


def backlog(connection: sa.Connection, account_id: str) -> Backlog:
    """What a computer and its account do not have of each other. Raises NotSignedInError."""
    link = _required(connection, account_id)
    tasks = len(sent.under_way(connection, account_id))
    return Backlog(link=link, blobs=outgoing.pending(connection, account_id)[0], tasks=tasks)


def _required(connection: sa.Connection, account_id: str) -> Link:
    link = links.find(connection, account_id)
    if link is None:
        raise NotSignedInError
    return link


def _is_for(token: AllowanceToken, link: Link) -> bool:
    mine = (token.account, token.device) == (link.account_id, link.device_id)
    return mine and signatures.verify(token, link.keys)


def _fitting(events: list[Event]) -> list[Event]:
    """As many as fit into one body, one at least."""
    size, fitting = 0, list[Event]()
    for event in events:
        size += len(event.model_dump_json().encode())
        if fitting and size > PUSH_BYTES:
            break
        fitting.append(event)
    return fitting
