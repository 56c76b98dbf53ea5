"""What a worker does is heard at an API process: by those who listen there, and by those who ask."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import psycopg
import pytest

from desktop_app.api.events import AccountEvent, Event, ItemEvent, QuotaEvent, ResyncEvent, TaskEvent
from desktop_app.api.tasks import ItemStatus
from desktop_app.core.words import Language
from desktop_app.server.hub import EventHub
from desktop_app.server.live import Mirror
from desktop_app.server.relay import Receiver, Sender
from desktop_app.server.tasks.news import TaskNews
from desktop_app.server.tasks.views import TaskViews
from tests.cloud.workers.fleet import Desk, Fleet, Place, in_background, wait_for
from tests.journeys.photos import MIDDLING


class Office:
    """What an API process has of events: its hub, its picture of what others do, and one who listens."""

    def __init__(self, desk: Desk, place: Place) -> None:
        self.hub = EventHub()
        self.sender = Sender(url=place.url)
        self.mirror = Mirror(hub=self.sender)
        news = TaskNews(database=desk.parts.database, ledger=desk.parts.ledger, hub=self.hub, live=self.mirror)
        self.receiver = Receiver(url=place.url, hub=self.hub, mirror=self.mirror, retell=news.tell)
        self.heard: list[Event] = []
        self._listening = threading.Event()

    async def listen(self, account: str) -> None:
        """Write down everything the account is told."""
        self.hub.attach(asyncio.get_running_loop())
        self._listening.set()
        async for sent in self.hub.listen(account, None):
            if sent.event is not None:
                self.heard.append(sent.event)

    def wait_until_listening(self) -> None:
        """Until nothing that happens from now on is missed."""
        assert self._listening.wait(10)
        wait_for(lambda: bool(self.heard), what="the line to the database")
        assert isinstance(self.heard[0], ResyncEvent), "who begins to hear may have missed something"


@pytest.fixture
def open_office(desk: Desk, place: Place) -> Iterator[Callable[[str], Office]]:
    """Opens API processes in which an account listens."""
    with ExitStack() as stack:

        def opened(account: str) -> Office:
            made = Office(desk, place)
            stack.enter_context(in_background(made.listen(account), made.receiver.run(), made.sender.run()))
            made.wait_until_listening()
            return made

        yield opened


def test_progress_at_a_worker_is_heard_and_shown_at_every_api_process(
    desk: Desk, fleet: Fleet, open_office: Callable[[str], Office]
) -> None:
    member = desk.member()
    near, far = open_office(member.id), open_office(member.id)
    shown: list[tuple[ItemStatus, float]] = []

    task = desk.submit(member, 6, size=MIDDLING)
    fleet.start()
    while desk.record(task).row.status != "completed":
        shown += _shown(desk, far, task)
    wait_for(lambda: _last_of(near) == "completed" and _last_of(far) == "completed", what="the end being told")

    for each in (near, far):
        items = [event for event in each.heard if isinstance(event, ItemEvent)]
        assert {event.index for event in items if event.status is ItemStatus.SUCCESS} == set(range(6))
        assert any(0 < event.progress < 1 for event in items), "progress, not only ends"
        quota = [event.quota.balance for event in each.heard if isinstance(event, QuotaEvent)]
        assert quota[-1] == 94
    assert any(status is ItemStatus.PROCESSING and 0 < progress < 1 for status, progress in shown)


def test_nobody_hears_of_another_account(desk: Desk, open_office: Callable[[str], Office]) -> None:
    mine, other = desk.member(), desk.member()
    here = open_office(mine.id)

    here.sender.publish(other.id, AccountEvent())
    here.sender.publish(mine.id, AccountEvent())
    wait_for(lambda: len(here.heard) >= 2, what="the event of mine")

    assert [event.type for event in here.heard] == ["resync", "account"]


def test_an_event_too_large_for_a_notice_asks_to_look_again(desk: Desk, open_office: Callable[[str], Office]) -> None:
    member = desk.member()
    here = open_office(member.id)

    here.sender.publish(member.id, ItemEvent(**_item("x" * 9000)))
    wait_for(lambda: len(here.heard) >= 2, what="the hint")

    assert [event.type for event in here.heard] == ["resync", "resync"]


def test_a_cut_line_is_mended_and_listeners_are_told_to_ask_again(
    desk: Desk, place: Place, open_office: Callable[[str], Office]
) -> None:
    member = desk.member()
    here = open_office(member.id)

    with psycopg.connect(place.url, autocommit=True) as operator:
        operator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    wait_for(lambda: [event.type for event in here.heard] == ["resync", "resync"], what="the line's mending")
    here.sender.publish(member.id, AccountEvent())

    wait_for(lambda: here.heard[-1].type == "account", what="an event after it")


def _shown(desk: Desk, office: Office, task: str) -> list[tuple[ItemStatus, float]]:
    doing = office.mirror.doing(task)
    record = desk.record(task)
    with desk.parts.database.read(record.owner) as connection:
        receipt = desk.parts.ledger.receipt(connection, task)
    view = TaskViews(live=office.mirror).whole(record, receipt, doing, Language.ENGLISH)
    return [(item.status, item.progress) for item in view.batch_items]


def _last_of(office: Office) -> str:
    told = [event.status for event in office.heard if isinstance(event, TaskEvent)]
    return told[-1] if told else ""


def _item(task_id: str) -> dict[str, object]:
    return {
        "task_id": task_id,
        "index": 0,
        "attempt": 1,
        "status": "success",
        "stage": "saving",
        "progress": 1.0,
    }
