"""Work that stops and goes on: pause, closing time, a power cut, and only one server for each data folder."""

from collections.abc import Callable

import pytest

from desktop_app.client.bundled import BundledServer
from desktop_app.core.errors import DataFolderBusyError
from tests.journeys import photos
from tests.journeys.house import House
from tests.journeys.merchant import Answer, Merchant, data, refusal

SLOW = {"format": "WebP", "quality": 100}

LEAVE: dict[str, Callable[[House], None]] = {"closing": House.close, "a power cut": House.kill}


def some_done(task: Answer) -> bool:
    return 2 <= task["batch_success"] < task["batch_total"]


def healthy(merchant: Merchant) -> dict[str, bool]:
    return {check["kind"]: check["ok"] for check in merchant.get("/api/diagnostics")["checks"]}


def test_a_pause_starts_no_further_photo_and_going_on_finishes_them(merchant: Merchant):
    task_id = merchant.batch(merchant.uploads(photos.garment(n, photos.MIDDLING) for n in range(8)), **SLOW)
    merchant.wait(task_id, until=some_done)

    paused = merchant.steer(task_id, "pause")
    merchant.wait(data(merchant.submit(merchant.uploads([photos.garment(99)]), single=True), status=201)["task_id"])
    resting = merchant.task(task_id)
    balance_resting = merchant.balance
    merchant.steer(task_id, "resume")
    done = merchant.wait(task_id)

    assert paused["status"] == resting["status"] == "paused"
    assert resting["batch_success"] <= paused["batch_success"] + 1
    assert balance_resting == 100 - 8 - 1
    assert (done["status"], done["batch_success"]) == ("completed", 8)
    assert done["receipt"] == {"charged": 8, "used": 8, "returned": 0, "held": 0}


def test_a_paused_batch_can_be_stopped(merchant: Merchant):
    task_id = merchant.batch(merchant.uploads(photos.garment(n, photos.MIDDLING) for n in range(4)), **SLOW)
    merchant.steer(task_id, "pause")

    stopped = merchant.steer(task_id, "cancel")

    assert stopped["status"] == "cancelled"
    assert merchant.balance == 100 - stopped["batch_success"]


@pytest.mark.parametrize("verb", ["pause", "resume", "cancel"])
def test_a_finished_batch_cannot_be_steered(shop_merchant: Merchant, verb: str):
    task_id = shop_merchant.batch(shop_merchant.uploads([photos.garment()]))
    shop_merchant.wait(task_id)

    refused = refusal(shop_merchant.post(f"/api/tasks/{task_id}/{verb}"))

    assert refused[:2] == (409, 4009)
    assert "已完成" in refused[2]


@pytest.mark.parametrize("leave", LEAVE.values(), ids=LEAVE)
def test_a_batch_goes_on_where_it_was_after(merchant: Merchant, house: House, leave: Callable[[House], None]):
    task_id = merchant.batch(merchant.uploads(photos.garment(n, photos.MIDDLING) for n in range(8)), **SLOW)
    before = merchant.wait(task_id, until=some_done)

    leave(house)
    merchant = house.open().merchant()
    found = merchant.task(task_id)
    done = merchant.wait(task_id)

    finished = {item["index"]: item["output"] for item in before["batch_items"] if item["status"] == "success"}
    assert found["status"] in ("pending", "processing")
    assert found["batch_success"] >= before["batch_success"]
    assert (done["status"], done["batch_success"]) == ("completed", 8)
    assert {index: done["batch_items"][index]["output"] for index in finished} == finished
    assert [item["attempt"] for item in done["batch_items"]] == [1] * 8
    assert done["receipt"] == {"charged": 8, "used": 8, "returned": 0, "held": 0}
    assert merchant.balance == 92
    assert len(merchant.get("/api/library")["assets"]) == 8
    assert healthy(merchant) == dict.fromkeys(("database", "ledger", "pictures", "workers", "model", "disk"), True)


def test_a_paused_batch_stays_paused_over_night(merchant: Merchant, house: House):
    task_id = merchant.batch(merchant.uploads(photos.garment(n, photos.MIDDLING) for n in range(4)), **SLOW)
    merchant.steer(task_id, "pause")

    house.close()
    merchant = house.open().merchant()
    in_the_morning = merchant.task(task_id)
    merchant.steer(task_id, "resume")

    assert in_the_morning["status"] == "paused"
    assert merchant.wait(task_id)["batch_success"] == 4


def test_what_a_power_cut_leaves_behind_is_tidied_up(merchant: Merchant, house: House):
    upload = merchant.upload(photos.garment())
    house.kill()
    orphan = house.blob("f" * 64)
    orphan.parent.mkdir(exist_ok=True)
    for left in (orphan, house.folder / "incoming" / "half.part"):
        left.write_bytes(b"half")

    house.open()

    assert list((house.folder / "incoming").iterdir()) == []
    assert house.blobs() == {upload["sha256"]}


def test_the_workers_do_not_outlive_a_killed_server(merchant: Merchant, house: House):
    merchant.upload(photos.garment())
    workers = house.process.children(recursive=True)

    house.kill()

    assert workers
    for worker in workers:
        worker.wait(10)


def test_a_data_folder_in_use_is_refused_to_a_second_server(merchant: Merchant, house: House):
    second = BundledServer(house.folder)

    with pytest.raises(DataFolderBusyError) as refused:
        second.start()

    assert refused.value.details["folder"] == str(house.folder)
    assert merchant.balance == 100
