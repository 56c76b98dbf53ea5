"""What a computer tells is taken once, in its order, and written down whatever the ledger says to it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop_app.api.devices import DeviceState
from desktop_app.api.sync import Push, Refused, Share
from desktop_app.core import ids
from desktop_app.core.errors import DeviceClosedError, DeviceQuarantinedError, SyncGapError
from desktop_app.server.tasks import repository as tasks
from tests.cloud.sync.cloud import Cloud


def test_what_a_computer_did_is_known_in_the_cloud(cloud: Cloud) -> None:
    studio = cloud.equipped(100)
    task_id = studio.make(3)
    studio.finish(task_id, 0, 1)

    answer = studio.push()

    assert (answer.acked_dseq, answer.acked_hash) == (studio.chain.dseq, studio.chain.head)
    assert answer.refused == []
    assert answer.totals.pool == Share(available=900, held=0)
    assert answer.totals.devices == {studio.device: Share(available=97, held=1)}
    assert answer.totals.spent == 2
    with cloud.database.read(cloud.account) as connection:
        record = tasks.get(connection, task_id, owner=cloud.account)
    assert (record.row.device, record.row.status, record.row.batch_success) == (studio.device, "processing", 2)
    assert cloud.violations() == []


def test_the_same_push_twice_is_one(cloud: Cloud) -> None:
    studio = cloud.equipped(100)
    studio.finish(studio.make(2), 0, 1)
    first = studio.push()

    second = studio.push(studio.told)

    assert second == first
    assert cloud.violations() == []


def test_a_cut_between_doing_and_answering_does_nothing_twice(cloud: Cloud) -> None:
    studio = cloud.equipped(100)
    studio.finish(studio.make(2), 0, 1)
    before = studio.acked
    lost = studio.push()
    studio.acked = before
    studio.finish(studio.make(1), 0)

    answer = studio.push()

    assert answer.totals.spent == lost.totals.spent + 1 == 3
    assert answer.acked_dseq == studio.chain.dseq
    assert cloud.violations() == []


def test_events_beyond_a_gap_are_asked_for_from_where_it_begins(cloud: Cloud) -> None:
    studio = cloud.equipped(100)
    studio.make(1)

    with pytest.raises(SyncGapError) as told:
        studio.push(studio.told[2:])

    assert told.value.details == {"acked_dseq": 1}
    assert studio.push().acked_dseq == studio.chain.dseq


def test_two_stories_under_one_number_quarantine_the_computer(cloud: Cloud) -> None:
    studio = cloud.equipped(100)
    told, chain = list(studio.told), studio.chain
    studio.make(1)
    studio.push()
    copy = cloud.computer()
    copy.device, copy.told, copy.chain, copy.acked = studio.device, told, chain, chain
    copy.make(2)

    with pytest.raises(DeviceQuarantinedError):
        copy.push()

    assert studio.hello().state is DeviceState.QUARANTINED
    with pytest.raises(DeviceQuarantinedError):
        studio.push(studio.told)
    assert cloud.totals().devices[studio.device] == Share(available=99, held=1)
    assert cloud.violations() == []


def test_eight_computers_push_at_once_and_the_ledger_is_exact(cloud: Cloud) -> None:
    computers = [cloud.equipped(50, f"desk {number}") for number in range(8)]
    for computer in computers:
        for _ in range(5):
            computer.finish(computer.make(4), 0, 1, 2)

    def push_in_pages(computer: object) -> None:
        while computer.acked != computer.chain:
            computer.push(computer.told[computer.acked.dseq : computer.acked.dseq + 7])

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(push_in_pages, computers))

    totals = cloud.totals()
    assert totals.spent == 8 * 5 * 3
    assert all(share == Share(available=30, held=5) for share in totals.devices.values())
    assert totals.pool.available == 1000 - 8 * 50
    assert cloud.violations() == []
    pulled = computers[0].pull().events
    assert [event.seq for event in pulled] == list(range(1, totals.seq + 1))
    for computer in computers:
        mine = [event.id for event in pulled if event.device == computer.device]
        assert mine == [event.id for event in computer.told]


def test_a_computer_that_overspends_is_refused_and_it_is_written_down(cloud: Cloud) -> None:
    studio = cloud.equipped(10)
    studio.make(10)
    too_much = studio.make(1)
    studio.mark([ids.new()], None)

    answer = studio.push()

    assert answer.acked_dseq == studio.chain.dseq
    assert answer.refused == [Refused(dseq=4, slug="insufficient-quota")]
    assert answer.totals.devices[studio.device] == Share(available=0, held=10)
    refused = [event for event in studio.pull().events if event.refused]
    assert [(event.body["entries"][0]["task_id"], event.refused) for event in refused] == [
        (too_much, "insufficient-quota")
    ]
    assert studio.push(studio.told).refused == answer.refused, "asked again, it is told again"
    assert cloud.violations() == []


def test_another_computers_task_cannot_be_moved(cloud: Cloud) -> None:
    studio, laptop = cloud.equipped(10), cloud.equipped(10, "laptop")
    task_id = studio.make(1)
    studio.push()
    laptop.tasks[task_id] = studio.tasks[task_id]
    laptop.finish(task_id, 0)

    answer = laptop.push()

    assert [refused.slug for refused in answer.refused] == ["made-elsewhere", "state-conflict"]
    assert answer.totals.spent == 0
    assert cloud.violations() == []


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({"type": "entries", "entries": []}, "invalid-request"),
        ({"type": "task-moved", "task_id": "nobody's", "status": "completed", "refunded": False,
          "updated_at": "2026-05-02T09:00:00Z"}, "not-found"),
        ({"type": "assets", "ids": ["a\0b"], "deleted_at": None}, "state-conflict"),
        ({"type": "weather", "degrees": 21.5}, None),
        ({"type": "entries", "entries": [{"id": "x", "kind": "grant", "amount": 1000,
          "created_at": "2026-05-02T09:00:00Z"}]}, "invalid-request"),
        ({"type": "entries", "entries": [{"id": "x", "kind": "return", "amount": 5,
          "created_at": "0001-01-01T00:00:00+14:00"}]}, "invalid-request"),
    ],
    ids=["nothing", "an unknown task", "no text", "from a newer version", "quota from nowhere", "before time began"],
)  # fmt: skip
def test_what_makes_no_sense_is_no_gap(cloud: Cloud, body: dict[str, object], slug: str | None) -> None:
    studio = cloud.equipped(10)
    studio.tell(body)
    studio.make(1)

    answer = studio.push()

    assert answer.acked_dseq == studio.chain.dseq
    assert [refused.slug for refused in answer.refused] == ([slug] if slug else [])
    assert [event.body for event in studio.pull().events][-3] == body
    assert cloud.violations() == []


def test_a_picture_whose_name_leads_elsewhere_is_refused(cloud: Cloud) -> None:
    studio = cloud.equipped(10)
    task_id = studio.make(1)
    studio.finish(task_id, 0)
    moved = studio.told.pop(-2)
    studio.told.pop()
    forged = moved.body
    forged["items"][0]["output"]["sha256"] = "../../secrets"
    studio.chain = type(studio.chain)(moved.dseq - 1, moved.prev)
    studio.tell(forged)

    assert [refused.slug for refused in studio.push().refused] == ["invalid-request"]


def test_a_computer_that_signed_in_again_as_another_is_told_so(cloud: Cloud) -> None:
    studio = cloud.equipped(10)
    studio.make(1)
    successor = cloud.computer("successor")

    with pytest.raises(DeviceClosedError):
        cloud.sync.push(cloud.account, successor.device, Push(device=studio.device, events=studio.told))


def test_tasks_from_before_the_sign_in_come_along_without_their_quota(cloud: Cloud) -> None:
    studio = cloud.equipped(10)
    task_id = studio.make(2)
    studio.finish(task_id, 0, 1)
    before = [event for event in studio.told if event.body["type"] in ("task", "task-moved")]
    laptop = cloud.equipped(5, "laptop")
    for event in before:
        laptop.tell(event.body)

    answer = laptop.push()

    assert (answer.refused, answer.totals.spent) == ([], 0)
    assert cloud.violations() == []
    laptop.tell({**before[-1].body, "items": [{**before[-1].body["items"][0], "attempt": 2, "status": "pending"}]})
    laptop.mark([ids.new()], None)
    laptop.push()
    assert [line[:2] for line in cloud.violations()] == ["L6"], "one that is still to be done is not from before"
