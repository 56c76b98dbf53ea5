"""Rules the server enforces whatever a window does: so many batches, one charge for each key, to each their own."""

from collections.abc import Callable

import pytest

from tests.journeys import photos
from tests.journeys.house import House
from tests.journeys.merchant import Merchant, data, refusal

# limits


def test_the_sixth_batch_of_an_hour_has_to_wait(merchant: Merchant, house: House):
    upload = merchant.upload(photos.garment())["id"]
    five = [merchant.submit([upload]).status_code for _ in range(5)]

    answer = merchant.submit([upload])
    single = merchant.submit([upload], single=True)
    house.time_passes("59 minutes")
    almost = merchant.submit([upload])
    house.time_passes("2 minutes")
    later = merchant.submit([upload])

    assert five == [201] * 5
    assert refusal(answer)[:2] == (429, 4029)
    assert 3500 < int(answer.headers["retry-after"]) <= 3600
    assert answer.json()["error"]["details"]["retry_after"] == int(answer.headers["retry-after"])
    assert single.status_code == 201
    assert 0 < int(almost.headers["retry-after"]) <= 60
    assert later.status_code == 201
    assert merchant.balance == 100 - 7


def test_batches_made_while_the_clock_was_forty_days_ahead_stand_in_nobodys_way(merchant: Merchant, house: House):
    upload = merchant.upload(photos.garment())["id"]
    for _ in range(5):
        merchant.batch([upload])
    house.clock_was_ahead("40 days")

    answer = merchant.submit([upload])

    assert answer.status_code == 201


def test_the_21st_batch_of_a_day_has_to_wait_for_the_next(merchant: Merchant, house: House):
    upload = merchant.upload(photos.garment())["id"]
    for _ in range(4):
        for _ in range(5):
            merchant.batch([upload])
        house.time_passes("2 hours")

    answer = merchant.submit([upload])
    house.time_passes("16 hours")
    next_day = merchant.submit([upload])

    assert refusal(answer)[:2] == (429, 4029)
    assert 15 * 3600 < int(answer.headers["retry-after"]) <= 16 * 3600
    assert answer.json()["error"]["details"]["limit"] == 20
    assert next_day.status_code == 201
    assert merchant.balance == 79


def test_batches_count_towards_the_overall_limit_of_tasks(merchant: Merchant, house: House):
    upload = merchant.upload(photos.garment())["id"]
    merchant.wait(data(merchant.submit([upload], single=True), status=201)["task_id"])
    columns = ", ".join(row[1] for row in house.rows("PRAGMA table_info(tasks)") if row[1] != "id")
    house.alter(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 498)"
        f" INSERT INTO tasks (id, {columns}) SELECT 'copy' || i, {columns} FROM tasks, n"
    )

    last = merchant.submit([upload])
    one_more = [merchant.submit([upload]), merchant.submit([upload], single=True)]

    assert last.status_code == 201
    assert [refusal(answer)[:2] for answer in one_more] == [(429, 4029)] * 2
    assert [answer.json()["error"]["details"]["limit"] for answer in one_more] == [500] * 2


def test_ten_batches_at_once_do_not_race_past_the_limit(
    merchant: Merchant, house: House, at_once: Callable[..., list[int]]
):
    upload = merchant.upload(photos.garment())["id"]

    statuses = at_once(10, lambda: house.merchant().submit([upload]).status_code)

    assert sorted(statuses) == [201] * 5 + [429] * 5
    assert merchant.balance == 95


# one charge for each key


def test_the_same_key_with_the_same_body_gives_the_same_answer_and_one_charge(merchant: Merchant):
    uploads = merchant.uploads([photos.garment(1), photos.garment(2)])

    answers = [merchant.submit(uploads, key="one-key-for-all").json() for _ in range(3)]

    assert answers[0] == answers[1] == answers[2]
    assert merchant.balance == 98


def test_the_same_key_ten_times_at_once_is_one_task(
    merchant: Merchant, house: House, at_once: Callable[..., list[str]]
):
    uploads = merchant.uploads([photos.garment(1), photos.garment(2)])

    made = at_once(10, lambda: house.merchant().submit(uploads, key="one-key-for-all").json()["data"]["task_id"])

    assert len(set(made)) == 1
    assert merchant.balance == 98


def test_the_same_key_with_another_body_is_refused(merchant: Merchant):
    first, second = merchant.uploads([photos.garment(1), photos.garment(2)])
    merchant.submit([first], key="one-key-for-all")

    answers = [
        merchant.submit([second], key="one-key-for-all"),
        merchant.submit([first], key="one-key-for-all", brightness=1),
        merchant.submit([first], key="one-key-for-all", single=True),
    ]

    assert [refusal(answer)[:2] for answer in answers] == [(409, 4009)] * 3
    assert {answer.json()["error"]["slug"] for answer in answers} == {"key-reused"}
    assert merchant.balance == 99


def test_a_refusal_for_lack_of_quota_stays_the_answer_of_its_key(signed_in: Callable[..., House]):
    house = signed_in(1)
    merchant = house.merchant()
    uploads = merchant.uploads([photos.garment(1), photos.garment(2)])
    refused = refusal(merchant.submit(uploads, key="too-little-quota"))
    house.close()
    house.give("merchant-a", 10)
    merchant = house.open().merchant()

    again = refusal(merchant.submit(uploads, key="too-little-quota"))
    anew = merchant.submit(uploads)

    assert refused == again == (402, 4002, "配额不足，还需 1 配额")
    assert anew.status_code == 201


def test_a_stop_or_retry_or_refund_sent_twice_happens_once(merchant: Merchant):
    task_id = merchant.batch(merchant.uploads([photos.garment(1), photos.cut_short(2)]))
    merchant.wait(task_id)
    refund = {"items": [0], "reason": "spoiled"}

    retries = [merchant.post(f"/api/tasks/{task_id}/retry-failed", key="retry-it-once").status_code for _ in range(2)]
    merchant.wait(task_id)
    refunds = [merchant.post(f"/api/tasks/{task_id}/refund", refund, key="refund-it-once") for _ in range(2)]

    assert retries == [200, 200]
    assert [answer.status_code for answer in refunds] == [200, 200]
    assert refunds[1].json()["data"]["receipt"] == {"charged": 3, "used": 0, "returned": 3, "held": 0}
    assert merchant.balance == 100


MOVES_QUOTA = {
    "/api/tasks": {"feature_id": "basic_clean", "input_images": ["x"]},
    "/api/tasks/batch": {"feature_id": "basic_clean", "input_images": ["x"]},
    "/api/tasks/{task_id}/cancel": None,
    "/api/tasks/{task_id}/retry-failed": None,
    "/api/tasks/{task_id}/refund": {"items": [0], "reason": "spoiled"},
}


@pytest.mark.parametrize("key", [None, "short", "with space", "k" * 129], ids=["missing", "short", "space", "long"])
@pytest.mark.parametrize("path", MOVES_QUOTA)
def test_what_moves_quota_needs_a_proper_key(shop_merchant: Merchant, path: str, key: str | None):
    headers = {"idempotency-key": key} if key else {}

    answer = shop_merchant.http.post(path.format(task_id="x"), json=MOVES_QUOTA[path], headers=headers)

    assert refusal(answer)[:2] == (400, 4000)
    assert "Idempotency-Key" in answer.json()["error"]["message"]
