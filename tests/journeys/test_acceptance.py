"""The acceptance table of the product, row by row, over real HTTP against a real bundled server."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from desktop_app.server import migrations
from desktop_app.server.database import sqlite
from desktop_app.server.migrations import upgrading
from tests.journeys import photos
from tests.journeys.house import House
from tests.journeys.merchant import Answer, Merchant, data, refusal

SLOW = {"format": "WebP", "quality": 100}
"""Takes long enough for a photo that one can look at what goes on."""


def states(task: Answer) -> list[str]:
    return [item["status"] for item in task["batch_items"]]


def damage(house: House, sha256: str) -> Callable[[], object]:
    """Cut an original short on the server's disk; what is answered puts it right again."""
    blob = house.blob(sha256)
    whole = blob.read_bytes()
    blob.write_bytes(whole[: len(whole) // 2])
    return lambda: blob.write_bytes(whole)


# batch upload, format check, size, number limit


def test_ten_photos_give_ten_thumbnails_and_each_can_be_removed(merchant: Merchant):
    uploads = merchant.uploads(photos.garment(number, (600, 800)) for number in range(10))

    shown = [photos.opened(merchant.http.get(f"/api/uploads/{upload}/thumbnail").content) for upload in uploads]
    removed = [merchant.http.delete(f"/api/uploads/{upload}").status_code for upload in uploads]
    after = [merchant.http.get(f"/api/uploads/{upload}").status_code for upload in uploads]

    assert [picture.size for picture in shown] == [(270, 360)] * 10
    assert removed == [200] * 10
    assert after == [404] * 10


def test_a_gif_is_refused_by_its_name_whatever_it_is_called(shop_merchant: Merchant):
    refused = refusal(shop_merchant.send(photos.gif(), "夏装.jpg"))

    assert refused[:2] == (415, 4015)
    assert refused[2].startswith("夏装.jpg 格式不支持")


def test_a_photo_of_20_mb_is_refused_and_one_of_10_mb_is_taken(shop_merchant: Merchant):
    refused = refusal(shop_merchant.send(photos.heavy(20_000_000)))
    taken = shop_merchant.upload(photos.heavy(10_000_000))

    assert refused == (413, 4013, "图片不能超过10MB")
    assert taken["size"] == 10_000_000


def test_51_photos_are_refused_and_nothing_is_charged(merchant: Merchant):
    refused = refusal(merchant.submit([merchant.upload(photos.garment())["id"]] * 51))

    assert refused == (400, 4001, "批量处理最多支持50张图片")
    assert merchant.balance == 100
    assert merchant.get("/api/tasks")["tasks"] == []


def test_50_photos_are_one_batch(merchant: Merchant):
    task = merchant.wait(merchant.batch(merchant.uploads(photos.garment(number) for number in range(50))))

    assert (task["status"], task["batch_success"], task["batch_total"]) == ("completed", 50, 50)
    assert merchant.balance == 50


def test_a_refusal_speaks_the_callers_language(shop: House, shop_merchant: Merchant):
    english = shop.merchant("en-GB, zh;q=0.5")
    uploads = [shop_merchant.upload(photos.garment())["id"]] * 51

    told = [refusal(each.submit(uploads))[2] for each in (shop_merchant, english)]

    assert told[0] == "批量处理最多支持50张图片"
    assert told[1] == "A batch takes at most 50 photos; 51 were given. Submit the rest as another batch."


# charge, too little quota, concurrency


def test_ten_photos_take_the_balance_from_100_to_90_and_a_task_is_there(merchant: Merchant):
    uploads = merchant.uploads(photos.garment(number) for number in range(10))
    before = merchant.balance

    created = data(merchant.submit(uploads), status=201)

    assert (before, merchant.balance) == (100, 90)
    assert (created["batch_total"], created["quota_cost"]) == (10, 10)
    assert [task["id"] for task in merchant.get("/api/tasks")["tasks"]] == [created["task_id"]]


def test_with_5_left_ten_photos_are_refused_with_the_shortfall(signed_in: Callable[..., House]):
    merchant = signed_in(5).merchant()
    uploads = merchant.uploads(photos.garment(number) for number in range(10))

    answer = merchant.submit(uploads)

    assert refusal(answer) == (402, 4002, "配额不足，还需 5 配额")
    assert answer.json()["error"]["details"] == {"required": 10, "available": 5, "shortfall": 5}
    assert merchant.balance == 5
    assert merchant.get("/api/tasks")["tasks"] == []


def test_ten_submits_at_once_never_overcharge(signed_in: Callable[..., House], at_once: Callable[..., list[int]]):
    house = signed_in(35)
    merchant = house.merchant()
    uploads = merchant.uploads(photos.garment(number) for number in range(10))

    statuses = at_once(10, lambda: house.merchant().submit(uploads).status_code)
    for task in merchant.get("/api/tasks")["tasks"]:
        merchant.wait(task["id"])

    assert sorted(statuses) == [201] * 3 + [402] * 7
    assert merchant.balance == 5
    assert merchant.get("/api/quota")["used"] == 30


# processing


def test_a_batch_counts_up_while_it_is_processed_and_no_bar_runs_back(merchant: Merchant):
    uploads = merchant.uploads(photos.garment(number, photos.MIDDLING) for number in range(10))

    with merchant.listening() as heard:
        task_id = merchant.batch(uploads)
        seen = merchant.watch(task_id)
        heard.until(lambda event: event.get("status") == "completed")

    processing = [task for task in seen if task["status"] == "processing"]
    assert any(0 < task["batch_success"] < 10 for task in processing)
    assert all(one["batch_success"] <= two["batch_success"] for one, two in pairwise(seen))
    for index in range(10):
        polled = [task["batch_items"][index]["progress"] for task in seen]
        told = [event["progress"] for event in heard.of("item") if event["index"] == index]
        assert polled == sorted(polled)
        assert told == sorted(told)
        assert told[-1] == 1.0
    counted = [event["batch_success"] for event in heard.of("task")]
    assert counted == sorted(counted)
    assert set(range(1, 11)) <= set(counted)


def test_no_bar_runs_back_however_often_one_looks(merchant: Merchant, house: House, at_once: Callable[..., list[bool]]):
    task_id = merchant.batch(merchant.uploads(photos.garment(number) for number in range(50)))

    def looks() -> bool:
        seen, looker = [], house.merchant()
        while not seen or seen[-1]["status"] != "completed":
            seen.append(looker.task(task_id))
        bars = ([task["batch_items"][index]["progress"] for task in seen] for index in range(50))
        return all(bar == sorted(bar) for bar in bars)

    assert at_once(4, looks) == [True] * 4


def test_the_time_left_is_told_only_when_it_is_known(merchant: Merchant):
    uploads = merchant.uploads(photos.garment(number, photos.MIDDLING) for number in range(10))

    seen = merchant.watch(merchant.batch(uploads))

    early = [task["seconds_left"] for task in seen if task["batch_success"] < 3]
    late = [task["seconds_left"] for task in seen if 4 <= task["batch_success"] < 10]
    assert set(early) <= {None}
    assert late
    assert None not in late
    assert seen[-1]["seconds_left"] is None


# partial failure (more in test_partial_failure.py), ZIP


def test_if_all_photos_are_broken_everything_is_returned(merchant: Merchant):
    task = merchant.wait(merchant.batch(merchant.uploads(photos.cut_short(number) for number in range(3))))

    assert task["status"] == "failed"
    assert task["receipt"] == {"charged": 3, "used": 0, "returned": 3, "held": 0}
    assert merchant.balance == 100
    assert refusal(merchant.http.post(f"/api/tasks/{task['id']}/download-zip"))[0] == 404


def test_names_in_the_zip_are_as_asked_and_same_names_stay_two_pictures(merchant: Merchant):
    named = ["SKU1/1.jpg", "SKU2/1.jpg", "连衣裙 红色.jpg", "dress.png", "Dress.JPG", "broken.jpg", "last.jpg"]
    content = [photos.garment(n, kind="PNG" if n == 3 else "JPEG") for n in range(5)]
    content += [photos.cut_short(5), photos.garment(6)]
    task_id = merchant.batch(merchant.uploads(content, named))
    merchant.wait(task_id)

    original = merchant.archive(task_id).namelist()[:-1]
    by_index = merchant.archive(task_id, names="index").namelist()[:-1]

    assert original == ["SKU1/1.jpg", "SKU2/1.jpg", "连衣裙 红色.jpg", "dress.jpg", "Dress (2).jpg", "last.jpg"]
    assert by_index == ["01.jpg", "02.jpg", "03.jpg", "04.jpg", "05.jpg", "07.jpg"]


# retry, cancel


def test_retrying_charges_the_failed_ones_again_and_the_same_task_counts_to_ten(merchant: Merchant, house: House):
    uploads = [merchant.upload(photos.garment(number)) for number in range(10)]
    repairs = [damage(house, upload["sha256"]) for upload in uploads[5:]]
    task_id = merchant.batch([upload["id"] for upload in uploads])
    first = merchant.wait(task_id)
    returned = merchant.balance

    for repair in repairs:
        repair()
    charged = merchant.steer(task_id, "retry-failed")
    at_once = merchant.balance
    second = merchant.wait(task_id)

    assert (first["batch_success"], first["batch_failed"], returned) == (5, 5, 95)
    assert (charged["receipt"]["charged"], at_once) == (15, 90)
    assert (second["status"], second["batch_success"], second["batch_failed"]) == ("completed", 10, 0)
    assert [item["attempt"] for item in second["batch_items"]] == [1] * 5 + [2] * 5
    assert second["receipt"] == {"charged": 15, "used": 10, "returned": 5, "held": 0}
    assert merchant.balance == 90


def test_a_retry_that_fails_again_is_returned_again(merchant: Merchant):
    task_id = merchant.batch(merchant.uploads([photos.garment(1), photos.cut_short(2)]))
    merchant.wait(task_id)

    merchant.steer(task_id, "retry-failed")
    task = merchant.wait(task_id)

    assert states(task) == ["success", "failed"]
    assert task["receipt"] == {"charged": 3, "used": 1, "returned": 2, "held": 0}
    assert merchant.balance == 99


def test_only_the_failed_ones_named_are_retried(merchant: Merchant):
    task_id = merchant.batch(merchant.uploads(photos.cut_short(number) for number in range(3)))
    merchant.wait(task_id)

    merchant.steer(task_id, "retry-failed", {"items": [1]})
    task = merchant.wait(task_id)

    assert [item["attempt"] for item in task["batch_items"]] == [1, 2, 1]
    assert task["receipt"]["charged"] == 4


def test_a_retry_of_nothing_that_failed_is_refused(shop_merchant: Merchant):
    task_id = shop_merchant.batch(shop_merchant.uploads([photos.garment()]))
    shop_merchant.wait(task_id)
    before = shop_merchant.balance

    assert refusal(shop_merchant.post(f"/api/tasks/{task_id}/retry-failed"))[:2] == (409, 4009)
    assert shop_merchant.balance == before


def test_a_stop_while_processing_keeps_what_is_finished_and_returns_the_rest(merchant: Merchant):
    task_id = merchant.batch(merchant.uploads(photos.garment(n, photos.MIDDLING) for n in range(10)), **SLOW)
    merchant.wait(task_id, until=lambda task: task["batch_success"] >= 2)

    stopped = merchant.steer(task_id, "cancel")
    at_once = merchant.balance
    merchant.wait(data(merchant.submit(merchant.uploads([photos.garment(99)]), single=True), status=201)["task_id"])
    later = merchant.task(task_id)

    finished = stopped["batch_success"]
    assert 2 <= finished < 10
    assert stopped["status"] == later["status"] == "cancelled"
    assert at_once == 100 - finished
    assert states(later) == states(stopped)
    assert sorted(set(states(stopped))) == ["cancelled", "success"]
    assert later["receipt"] == {"charged": 10, "used": finished, "returned": 10 - finished, "held": 0}
    assert len(merchant.get("/api/library")["assets"]) == finished + 1
    assert len(merchant.archive(task_id).namelist()) == finished + 1


def test_a_stopped_batch_can_be_taken_up_again_for_what_was_returned(merchant: Merchant):
    task_id = merchant.batch(merchant.uploads(photos.garment(number, photos.MIDDLING) for number in range(6)))
    merchant.steer(task_id, "cancel")

    merchant.steer(task_id, "retry-failed")
    task = merchant.wait(task_id)

    assert (task["status"], task["batch_success"]) == ("completed", 6)
    assert task["receipt"]["used"] == 6
    assert merchant.balance == 94


# double refund


def test_a_refund_gives_quota_back_once(merchant: Merchant):
    task_id = merchant.batch(merchant.uploads(photos.garment(number) for number in range(3)))
    merchant.wait(task_id)
    bad = {"items": [1], "reason": "袖子缺了一块"}

    first = merchant.steer(task_id, "refund", bad)
    after_first = merchant.balance
    second = refusal(merchant.post(f"/api/tasks/{task_id}/refund", bad))

    assert [item["refunded"] for item in first["batch_items"]] == [False, True, False]
    assert first["receipt"] == {"charged": 3, "used": 2, "returned": 1, "held": 0}
    assert (after_first, merchant.balance) == (98, 98)
    assert second == (409, 4009, "已返还过配额")


def test_ten_refunds_at_once_give_back_once(merchant: Merchant, house: House, at_once: Callable[..., list[int]]):
    task_id = merchant.batch(merchant.uploads([photos.garment()]))
    merchant.wait(task_id)
    bad = {"items": [0], "reason": "spoiled"}

    statuses = at_once(10, lambda: house.merchant().post(f"/api/tasks/{task_id}/refund", bad).status_code)

    assert sorted(statuses) == [200] + [409] * 9
    assert merchant.balance == 100


def test_no_more_is_refunded_than_the_policy_allows(merchant: Merchant):
    task_id = merchant.batch(merchant.uploads(photos.garment(number) for number in range(6)))
    merchant.wait(task_id)

    all_six = refusal(merchant.post(f"/api/tasks/{task_id}/refund", {"items": [*range(6)], "reason": "all"}))
    five = merchant.steer(task_id, "refund", {"items": [*range(5)], "reason": "five"})

    assert all_six[:2] == (409, 4009)
    assert five["receipt"]["returned"] == 5


# single mode, old data


def test_one_photo_is_an_ordinary_single_task(merchant: Merchant):
    upload = merchant.upload(photos.garment(), "连衣裙.jpg")

    created = data(merchant.submit([upload["id"]], single=True), status=201)
    task = merchant.wait(created["task_id"])
    (shown,) = merchant.get("/api/tasks")["tasks"]
    picture = merchant.http.get(f"/api/tasks/{task['id']}/items/0/output")

    assert (task["status"], task["type"], task["is_batch"]) == ("completed", "single", False)
    assert (shown["is_batch"], shown["batch_total"]) == (False, 1)
    assert photos.opened(picture.content).size == photos.SMALL
    assert picture.headers["content-disposition"].endswith("%E8%BF%9E%E8%A1%A3%E8%A3%99.jpg")
    assert merchant.balance == 99


def test_a_single_task_takes_one_photo(merchant: Merchant):
    two = merchant.uploads([photos.garment(1), photos.garment(2)])

    assert refusal(merchant.submit(two, single=True))[:2] == (400, 4000)
    assert merchant.balance == 100


def test_a_database_from_before_batch_is_migrated_and_its_single_tasks_are_listed(tmp_path: Path):
    house = House(tmp_path / "data")
    (house.folder / "cleanrack.db").unlink()
    engine = sqlite.migration_engine(house.folder / "cleanrack.db")
    upgrading.upgrade(engine, migrations.SINGLE_IMAGE_ERA)
    engine.dispose()
    for number in range(3):
        house.alter(
            "INSERT INTO tasks (id, user_id, feature_id, status, type, input_url, params, eligible_for_refund,"
            " refunded, created_at, updated_at) VALUES (?, 'old-merchant', 'basic_clean', 'completed', 'image',"
            " 'https://old.example/1.jpg', '{\"brightness\": 5}', 1, 0, ?, ?)",
            f"old-{number}",
            f"2024-05-0{number + 1} 08:00:00.000000",
            f"2024-05-0{number + 1} 08:00:09.000000",
        )

    with house:
        merchant = house.merchant()
        listed = merchant.get("/api/tasks")["tasks"]
        opened = merchant.task("old-1")
        new = merchant.wait(merchant.batch(merchant.uploads([photos.garment()])))

    assert [task["id"] for task in listed] == ["old-2", "old-1", "old-0"]
    assert {(task["is_batch"], task["status"], task["type"]) for task in listed} == {(False, "completed", "image")}
    assert (opened["input_data"], opened["batch_items"]) == ({"brightness": 5}, [])
    assert new["status"] == "completed"
    assert list((house.folder / "backups").iterdir())
