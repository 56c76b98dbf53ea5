"""Events as they happen, through cuts and without a stream at all."""

import asyncio
import itertools
from contextlib import aclosing

import pytest

from desktop_app.api.events import ItemEvent, QuotaEvent, ResyncEvent, TaskEvent
from desktop_app.api.quota import QuotaView
from desktop_app.api.tasks import CreateTask, ItemStatus, ItemView, Receipt, Stage, TaskView
from desktop_app.client.events import Picture, changes, listen
from desktop_app.client.following import follow, with_progress
from desktop_app.core.errors import ServerLostError
from tests.client.photos import jpeg
from tests.client.wire import Wire, events, in_turn, json_answer, success

RESYNC, ITEM = (
    ResyncEvent(),
    '{"type":"item","task_id":"t","index":%d,"attempt":1,"status":"processing",'
    + ('"stage":"working","progress":0.5}'),
)
QUOTA = QuotaView(balance=9, held=1, used=0, spendable=9, on_this_computer=9, on_others=0, is_trial=True)


def item(index=0, *, progress=0.0, status=ItemStatus.PROCESSING, attempt=1) -> ItemView:
    return ItemView(index=index, upload_id="u", file_name="1.jpg", status=status, attempt=attempt, progress=progress)


def task(*items: ItemView, status="processing") -> TaskView:
    moment = "2026-01-01T00:00:00Z"
    return TaskView(
        id="t",
        feature_id="basic_clean",
        type="batch",
        status=status,
        is_batch=True,
        batch_total=len(items),
        batch_success=0,
        batch_failed=0,
        created_at=moment,
        updated_at=moment,
        input_data={},
        batch_items=list(items),
        receipt=Receipt(charged=1, used=0, returned=0, held=1),
    )


async def first(count: int, wire: Wire, poll_seconds: float = 0.01) -> list:
    heard = []
    async with wire.client() as client, aclosing(listen(client, poll_seconds=poll_seconds)) as stream:
        async for event in stream:
            heard.append(event)
            if len(heard) == count:
                return heard
    return heard


def test_a_real_task_is_told_from_its_first_step_to_its_end(ask):
    async def work(client):
        heard, submitted = [], None
        async with aclosing(client.events()) as stream:
            async for event in stream:
                heard.append(event)
                if submitted is None:
                    upload = await client.upload(jpeg(600), "1.jpg")
                    order = CreateTask(feature_id="basic_clean", input_images=[upload.id])
                    submitted = (await client.create_task(order)).task_id
                if isinstance(event, TaskEvent) and event.task_id == submitted and event.status == "completed":
                    return heard
        return heard

    heard = ask(work)
    assert heard[0] == RESYNC
    progress = [event.progress for event in heard if isinstance(event, ItemEvent)]
    assert progress == sorted(progress)
    assert progress[-1] == 1.0
    assert any(isinstance(event, QuotaEvent) for event in heard)


def test_a_cut_stream_goes_on_after_the_last_event():
    wire = Wire(in_turn(events(("a-1", ITEM % 0), ("a-2", ITEM % 1)), events(("a-3", ITEM % 2))))
    with wire:
        heard = asyncio.run(first(4, wire))
    assert [event.index for event in heard if isinstance(event, ItemEvent)] == [0, 1, 2]
    assert "last-event-id" not in wire.heard[0].headers
    assert wire.heard[1].headers["last-event-id"] == "a-2"


def test_an_event_of_a_newer_server_is_passed_over():
    wire = Wire(in_turn(events(("a-1", '{"type":"eclipse"}'), ("a-2", ITEM % 1))))
    with wire:
        heard = asyncio.run(first(2, wire))
    assert [type(event) for event in heard] == [ResyncEvent, ItemEvent]


def test_without_a_stream_it_is_asked_every_while():
    progress = itertools.count()

    def answer(heard):
        now = task(item(progress=min(1.0, next(progress) / 1000)))
        summary = now.model_dump(mode="json", exclude={"input_data", "batch_items", "receipt"})
        known = {
            "/api/tasks?limit=50": {"tasks": [summary], "next_cursor": None},
            "/api/tasks/t": now.model_dump(mode="json"),
            "/api/quota": QUOTA.model_dump(mode="json"),
        }
        return success(known[heard.path]) if heard.path in known else json_answer("no stream here", 502)

    with Wire(answer) as wire:
        heard = asyncio.run(first(4, wire))
    assert heard[0] == RESYNC
    assert all(isinstance(event, ItemEvent) for event in heard[1:])
    assert heard[1].progress < heard[2].progress < heard[3].progress


def test_a_server_that_is_gone_ends_the_listening():
    with Wire(in_turn(None)) as wire, pytest.raises(ServerLostError):
        asyncio.run(first(1, wire))


def test_changes_tell_only_what_moved():
    now = task(item(0, progress=0.5), item(1))
    before = Picture(tasks={"t": now}, items={("t", 0): item(0), ("t", 1): item(1)}, quota=QUOTA)
    after = Picture(tasks={"t": now}, items={("t", 0): item(0, progress=0.5), ("t", 1): item(1)}, quota=QUOTA)
    (event,) = changes(before, after)
    assert event == ItemEvent(
        task_id="t", index=0, attempt=1, status=ItemStatus.PROCESSING, stage=Stage.WORKING, progress=0.5
    )


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (item(progress=0.7), item(progress=0.3)),
        (item(progress=1.0, status=ItemStatus.SUCCESS), item(progress=0.9)),
        (item(progress=0.1, attempt=2), item(progress=0.9, attempt=1)),
    ],
)
def test_old_news_does_not_run_a_bar_back(known, told):
    event = ItemEvent(
        task_id="t", index=0, attempt=told.attempt, status=told.status, stage=Stage.WORKING, progress=told.progress
    )
    assert with_progress(task(known), event).batch_items == [known]


def test_an_ended_task_is_told_once():
    ended = success(task(item(status=ItemStatus.SUCCESS, progress=1.0), status="completed").model_dump(mode="json"))

    async def run(wire):
        async with wire.client() as client:
            return [state async for state in follow(client, "t")]

    with Wire(in_turn(ended)) as wire:
        (state,) = asyncio.run(run(wire))
    assert state.status == "completed"
