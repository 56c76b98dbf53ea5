"""Live news: heard as they happen, taken up again where one left, and told plainly when some were missed."""

from collections.abc import Callable

from tests.journeys import photos
from tests.journeys.house import House
from tests.journeys.merchant import Answer, Merchant


def is_over(event: Answer) -> bool:
    return event["type"] == "task" and event["status"] in ("completed", "failed", "cancelled")


def is_quota(event: Answer) -> bool:
    return event["type"] == "quota"


def number(event_id: str) -> int:
    return int(event_id.rpartition("-")[2])


def test_a_listener_hears_items_tasks_and_quota_move(merchant: Merchant):
    uploads = merchant.uploads([photos.garment(1), photos.cut_short(2)])

    with merchant.listening() as heard:
        task_id = merchant.batch(uploads)
        merchant.wait(task_id)
        heard.until(lambda event: is_quota(event) and event["quota"]["held"] == 0)

    ends = {event["index"]: event["status"] for event in heard.of("item") if event["progress"] == 1.0}
    assert ends == {0: "success", 1: "failed"}
    assert heard.of("task")[0]["status"] in ("pending", "processing")
    assert heard.of("task")[-1] | {"seconds_left": None} == {
        "type": "task",
        "task_id": task_id,
        "status": "completed",
        "batch_total": 2,
        "batch_success": 1,
        "batch_failed": 1,
        "seconds_left": None,
    }
    balances = [event["quota"]["balance"] for event in heard.of("quota")]
    assert (balances[0], balances[-1]) == (98, 99)


def test_news_come_in_the_order_of_what_happened(signed_in: Callable[..., House]):
    merchant = signed_in(1000, workers=2).merchant()
    uploads = merchant.uploads(photos.garment(n) if n % 2 else photos.cut_short(n) for n in range(50))

    with merchant.listening() as heard:
        for _ in range(3):
            merchant.wait(merchant.batch(uploads))
        heard.until(lambda event: is_quota(event) and event["quota"]["used"] == 75 and event["quota"]["held"] == 0)
        merchant.batch(uploads[:1])
        heard.until(lambda event: is_over(event) and event["batch_total"] == 1)

    tasks = [event for event in heard.of("task") if event["batch_total"] == 50]
    for task_id in dict.fromkeys(event["task_id"] for event in tasks):
        counted = [(e["batch_success"], e["batch_failed"]) for e in tasks if e["task_id"] == task_id]
        assert counted == sorted(counted, key=sum)
        assert counted[-1] == (25, 25)
    used = [event["quota"]["used"] for event in heard.of("quota")]
    assert used == sorted(used)


def test_a_listener_who_comes_back_hears_exactly_what_was_missed(merchant: Merchant):
    upload = merchant.uploads([photos.garment(1)])
    with merchant.listening() as first:
        merchant.batch(upload)
        first.until(is_over)
    last_id = first.events[-1][0]
    merchant.wait(merchant.batch(upload))

    with merchant.listening(last_id) as second:
        second.until(is_over)

    ids = [number(event_id) for event_id, _ in second.events]
    assert second.of("resync") == []
    assert ids == list(range(number(last_id) + 1, number(last_id) + 1 + len(ids)))


def test_a_listener_who_missed_nothing_is_told_nothing(merchant: Merchant):
    upload = merchant.uploads([photos.garment(1)])
    with merchant.listening() as first:
        merchant.batch(upload)
        first.until(lambda event: is_quota(event) and event["quota"]["held"] == 0)
    last_id = first.events[-1][0]

    with merchant.listening(last_id) as second:
        merchant.batch(upload)
        second.until(is_over)

    assert number(second.events[0][0]) == number(last_id) + 1


def test_a_listener_from_before_a_restart_is_told_to_ask_again(merchant: Merchant, house: House):
    with merchant.listening() as first:
        merchant.batch(merchant.uploads([photos.garment(1)]))
        first.until(is_over)
    house.close()
    merchant = house.open().merchant()

    with merchant.listening(first.events[-1][0]) as second:
        heard = second.until(lambda event: True)

    assert heard == [{"type": "resync"}]


def test_a_listener_who_was_away_too_long_is_told_to_ask_again(signed_in: Callable[..., House]):
    house = signed_in(1000)
    merchant = house.merchant()
    uploads = merchant.uploads(photos.garment(number) for number in range(50))
    with merchant.listening() as first:
        merchant.batch(uploads[:1])
        first.until(is_over)
    for _ in range(5):
        merchant.wait(merchant.batch(uploads))
        house.time_passes("1 hours")

    with merchant.listening(first.events[-1][0]) as second:
        told = second.until(lambda event: True)

    assert told == [{"type": "resync"}]
    assert number(second.events[0][0]) - number(first.events[-1][0]) > 2000


def test_a_listener_with_an_id_nobody_gave_is_told_to_ask_again(merchant: Merchant):
    with merchant.listening("from-elsewhere-1") as heard:
        told = heard.until(lambda event: True)

    assert told == [{"type": "resync"}]


def test_listening_ends_when_the_server_closes(merchant: Merchant, house: House):
    with merchant.listening() as heard:
        house.process.terminate()
        heard.ended()

    assert not heard.of("resync")
