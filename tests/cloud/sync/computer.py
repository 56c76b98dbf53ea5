"""A computer as the cloud hears it: it does things, seals each into its chain, and pushes them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from desktop_app.api.allowances import AllowanceToken, Anchor
from desktop_app.api.quota import EntryKind
from desktop_app.api.sync import (
    AllowanceOpened,
    AssetsMarked,
    EntriesTold,
    EntryBody,
    Event,
    EventBody,
    Hello,
    HelloAnswer,
    PullAnswer,
    Push,
    PushAnswer,
    TaskMade,
    TaskMoved,
)
from desktop_app.api.tasks import ItemStatus, TaskStatus
from desktop_app.core import ids
from desktop_app.core.chain import Chain
from desktop_app.server.ledger.entries import HoldKey
from desktop_app.server.sync.service import SyncService
from desktop_app.server.tasks.items import Item, Output

_START = datetime(2026, 5, 2, 9, tzinfo=UTC)


def picture(content: str) -> Output:
    """A finished picture of made-up content."""
    sha256 = (content.encode().hex() * 64)[:64]
    return Output(sha256=sha256, crc32=1, size=1000, media_type="image/jpeg", file_name="a.jpg", width=10, height=10)


@dataclass
class Computer:
    """It keeps every event it told, as an outbox does."""

    account: str
    device: str
    sync: SyncService
    session: str
    chain: Chain = field(default_factory=Chain)
    told: list[Event] = field(default_factory=list)
    acked: Chain = field(default_factory=Chain)
    tasks: dict[str, list[Item]] = field(default_factory=dict)
    gross: dict[str, int] = field(default_factory=lambda: {"spent": 0, "refunded": 0, "returned": 0})

    # what it does

    def tell(self, body: EventBody | dict[str, Any]) -> Event:
        """Seal an event."""
        dumped = body if isinstance(body, dict) else body.model_dump(mode="json")
        sealed = self.chain.link(ids.new(), str(dumped["type"]), dumped)
        self.chain = Chain(sealed.dseq, sealed.hash)
        event = Event(dseq=sealed.dseq, id=sealed.id, body=dumped, prev=sealed.prev, hash=sealed.hash)
        self.told.append(event)
        return event

    def open(self, token: AllowanceToken) -> Event:
        return self.tell(AllowanceOpened(token=token, nonce=ids.new()))

    def give_back(self, amount: int) -> Event:
        self.gross["returned"] += amount
        entry = EntryBody(id=ids.new(), kind=EntryKind.RETURN, amount=amount, created_at=self.now)
        return self.tell(EntriesTold(entries=[entry]))

    def make(self, count: int, *, price: int = 1, upload_id: str = "") -> str:
        """Submit a batch: quota is held, and the task told."""
        task_id = ids.new()
        self.tasks[task_id] = [
            Item(index=index, upload_id=upload_id or ids.new(), file_name="a.jpg") for index in range(count)
        ]
        self._entries(task_id, EntryKind.HOLD, range(count), price)
        self.tell(
            TaskMade(
                task_id=task_id,
                feature_id="basic_clean",
                kind="batch",
                is_batch=True,
                input_data={"brightness": 10},
                created_at=self.now,
                items=[item.model_dump(mode="json") for item in self.tasks[task_id]],
            )
        )
        return task_id

    def finish(self, task_id: str, *indexes: int, price: int = 1) -> None:
        """Pictures come out well."""
        for index in indexes:
            item = self.tasks[task_id][index]
            output = picture(f"{task_id}{index}")
            self.tasks[task_id][index] = item.moved(ItemStatus.SUCCESS, output=output)
            self._moved(task_id, [index])
            self._entries(task_id, EntryKind.POST, [index], price)
            self.gross["spent"] += price

    def fail(self, task_id: str, index: int, *, price: int = 1) -> None:
        """A photo cannot be worked on: its hold is void."""
        self.tasks[task_id][index] = self.tasks[task_id][index].moved(ItemStatus.FAILED)
        self._moved(task_id, [index])
        self._entries(task_id, EntryKind.VOID, [index], price)

    def refund(self, task_id: str, index: int, *, price: int = 1) -> None:
        """The merchant reports a picture."""
        item = self.tasks[task_id][index]
        self._entries(task_id, EntryKind.REFUND, [index], price)
        self.tasks[task_id][index] = item.moved(item.status, refunded=True)
        self._moved(task_id, [index])
        self.gross["refunded"] += price

    def mark(self, asset_ids: Sequence[str], deleted_at: datetime | None) -> Event:
        return self.tell(AssetsMarked(ids=list(asset_ids), deleted_at=deleted_at))

    # what it says

    def hello(self) -> HelloAnswer:
        asked = Hello(
            device=self.device, dseq=self.chain.dseq, head=self.chain.head, cursor=0, app="test", wall=self.now
        )
        return self.sync.hello(self.account, self.device, asked)

    def push(self, events: Sequence[Event] | None = None) -> PushAnswer:
        """Push what is not acknowledged, or these."""
        pending = self.told[self.acked.dseq :] if events is None else list(events)
        answer = self.sync.push(self.account, self.device, Push(device=self.device, events=pending))
        self.acked = Chain(answer.acked_dseq, answer.acked_hash)
        return answer

    def pull(self, after: int = 0, limit: int = 500) -> PullAnswer:
        return self.sync.pull(self.account, self.device, after=after, limit=limit)

    @property
    def anchor(self) -> Anchor:
        sent = ((self.acked.dseq, self.acked.head),)
        return Anchor(device=self.device, dseq=self.chain.dseq, head=self.chain.head, sent=sent, **self.gross)

    @property
    def now(self) -> datetime:
        return _START + timedelta(seconds=self.chain.dseq)

    def _moved(self, task_id: str, indexes: Sequence[int]) -> None:
        items = self.tasks[task_id]
        is_over = all(item.status is not ItemStatus.PENDING for item in items)
        self.tell(
            TaskMoved(
                task_id=task_id,
                status=TaskStatus.COMPLETED if is_over else TaskStatus.PROCESSING,
                refunded=all(item.refunded for item in items),
                updated_at=self.now,
                completed_at=self.now if is_over else None,
                items=[items[index].model_dump(mode="json") for index in indexes],
            )
        )

    def _entries(self, task_id: str, kind: EntryKind, indexes: Sequence[int], price: int) -> None:
        keys = [HoldKey(task_id, index, self.tasks[task_id][index].attempt) for index in indexes]
        own = {EntryKind.HOLD: "hold_id", EntryKind.REFUND: "refund_id"}.get(kind, "end_id")
        entries = [
            EntryBody(
                id=getattr(key, own),
                kind=kind,
                amount=price,
                hold_id=key.hold_id if kind in (EntryKind.POST, EntryKind.VOID) else None,
                refund_of=key.end_id if kind is EntryKind.REFUND else None,
                task_id=task_id,
                item=key.item,
                attempt=key.attempt,
                created_at=self.now,
            )
            for key in keys
        ]
        self.tell(EntriesTold(entries=entries))
