"""What happened to an account is heard in one order, without gaps, by everybody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from desktop_app.api.quota import EntryKind
from desktop_app.api.sync import Event, Push
from desktop_app.core import ids
from desktop_app.core.clock import now
from desktop_app.core.errors import InvalidRequestError
from desktop_app.server.ledger.entries import HoldKey
from desktop_app.server.library import repository as library
from desktop_app.server.sync import repository
from tests.cloud.sync.cloud import Cloud
from tests.cloud.sync.computer import Computer


def test_a_reader_with_a_cursor_misses_nothing_while_eight_write(cloud: Cloud) -> None:
    writers = [cloud.equipped(50, f"desk {number}") for number in range(8)]
    reader = cloud.computer("reader")
    heard: list[str] = []
    cursor = 0

    def work(writer: Computer) -> None:
        for _ in range(10):
            writer.finish(writer.make(1), 0)
            writer.push()

    with ThreadPoolExecutor(8) as threads:
        running = [threads.submit(work, writer) for writer in writers]
        while True:
            is_over = all(job.done() for job in running)
            page = reader.pull(cursor, limit=13)
            assert [event.seq for event in page.events] == list(range(cursor + 1, cursor + 1 + len(page.events)))
            heard += [event.id for event in page.events]
            cursor = page.events[-1].seq if page.events else cursor
            if is_over and cursor == page.head:
                break
        assert not [job.exception() for job in running if job.exception()]

    told = [event.id for writer in writers for event in writer.told]
    assert len(heard) == len(set(heard))
    assert set(told) <= set(heard)
    assert cloud.totals().spent == 80


def test_what_the_cloud_does_itself_is_heard_too_but_not_its_inner_movements(cloud: Cloud) -> None:
    studio = cloud.equipped(100)
    key = HoldKey("cloud task", 0, 1)
    with cloud.database.write(cloud.account) as connection:
        cloud.ledger.hold(connection, cloud.account, [key], 1)
        cloud.ledger.post(connection, cloud.account, [key])
    studio.give_back(30)
    studio.push()

    events = studio.pull().events

    told = [(event.device is None, [entry["kind"] for entry in event.body.get("entries", ())]) for event in events]
    assert told == [(True, ["grant"]), (False, []), (True, ["hold"]), (True, ["post"]), (False, ["return"])]


def test_the_later_of_two_deletions_and_returns_in_the_account_holds(cloud: Cloud) -> None:
    studio, laptop = cloud.equipped(10), cloud.equipped(10, "laptop")
    studio.finish(studio.make(1), 0)
    studio.push()
    with cloud.database.read(cloud.account) as connection:
        [asset] = library.page(connection, cloud.account, text="", before=None, limit=10)

    laptop.mark([asset.id], datetime(2026, 5, 3, tzinfo=UTC))
    laptop.push()
    studio.mark([asset.id], None)
    studio.push()

    with cloud.database.read(cloud.account) as connection:
        assert [row.id for row in library.page(connection, cloud.account, text="", before=None, limit=10)] == [asset.id]


def test_a_heavy_page_is_cut_by_weight(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "PAGE_BYTES", 5_000)
    studio = cloud.computer()
    for _ in range(10):
        studio.tell({"type": "weather", "told": "x" * 2_000})
    studio.push()

    first = studio.pull()
    second = studio.pull(first.events[-1].seq)

    assert [event.seq for event in first.events] == [1, 2, 3, 4]
    assert second.events[0].seq == 5
    assert first.head == 11


def test_two_accounts_hear_nothing_of_each_other(cloud: Cloud) -> None:
    other = Cloud(cloud.database)
    other.open_account(500)
    theirs = other.equipped(5)
    theirs.finish(theirs.make(1), 0)
    theirs.push()
    studio = cloud.equipped(10)

    assert {event.device for event in studio.pull().events} == {None, studio.device}
    assert studio.pull().totals.seq == 2
    assert other.totals().spent == 1


def test_one_accounts_story_can_not_touch_anothers(cloud: Cloud) -> None:
    other = Cloud(cloud.database)
    other.open_account(500)
    theirs = other.equipped(5)
    task_id = theirs.make(1)
    theirs.push()
    thief = cloud.equipped(5)
    thief.tasks[task_id] = theirs.tasks[task_id]
    thief.finish(task_id, 0)
    again = thief.tell(theirs.told[-1].body)

    answer = thief.push()

    assert [refused.slug for refused in answer.refused] == ["not-found", "state-conflict", "state-conflict"]
    assert answer.acked_dseq == again.dseq
    assert other.totals().devices[theirs.device].held == 1
    assert cloud.violations() == []


def test_the_statement_is_one_for_all_and_goes_on_where_a_page_ended(cloud: Cloud) -> None:
    studio, laptop = cloud.equipped(10), cloud.equipped(20, "laptop")
    studio.finish(studio.make(2), 0, 1)
    laptop.finish(laptop.make(1), 0)
    studio.push()
    laptop.push()

    pages, cursor = [], None
    with cloud.database.read(cloud.account) as connection:
        while not pages or cursor:
            page = cloud.ledger.statement(connection, cloud.account, cursor=cursor, limit=3)
            pages.append(page.entries)
            cursor = page.next_cursor
        quota = cloud.ledger.view(connection, cloud.account, is_trial=False, device=studio.device)

    entries = [entry for page in pages for entry in page]
    assert len(entries) == len({entry.id for entry in entries}) == 7
    assert entries == sorted(entries, key=lambda entry: (entry.created_at, entry.id), reverse=True)
    assert {entry.kind for entry in entries} == {EntryKind.GRANT, EntryKind.HOLD, EntryKind.POST}
    assert (quota.balance, quota.used, quota.held) == (997, 3, 0)
    assert (quota.spendable, quota.on_this_computer, quota.on_others, quota.in_cloud) == (970, 8, 19, 970)


def test_a_number_that_json_does_not_have_is_refused_before_anything(cloud: Cloud) -> None:
    studio = cloud.computer()
    event = Event(dseq=1, id=ids.new(), body={"type": "weather", "degrees": float("nan")}, prev="", hash="0" * 64)

    with pytest.raises(InvalidRequestError):
        cloud.sync.push(cloud.account, studio.device, Push(device=studio.device, events=[event]))

    assert studio.hello().server_time <= now()
