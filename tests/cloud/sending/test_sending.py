"""Batches that a computer sends to the cloud: seen there and here, charged once, steered from here."""

import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from desktop_app.core import ids
from desktop_app.server.database import ENGINE
from desktop_app.server.database.postgres import PostgresDatabase
from desktop_app.server.ledger.verify import violations
from desktop_app.server.tables import tasks, transfers
from tests import depth
from tests.cloud.cutting import CuttingProxy
from tests.cloud.workers.fleet import Fleet, wait_for
from tests.journeys.merchant import Answer, data
from tests.journeys.photos import MIDDLING, garment
from tests.sync.cloud import Cloud
from tests.sync.computer import Computer
from tests.sync.conftest import Buy


def test_a_batch_is_carried_out_by_the_cloud_and_is_on_every_computer(cloud: Cloud, buy: Buy, fleet: Fleet) -> None:
    studio, desk = buy("studio"), buy("desk")
    cloud.sign_up(studio, quota=10)
    cloud.sign_in(desk)
    fleet.start()

    task = _send(studio, 4)
    done = _ended(studio, task)

    assert (done["status"], done["device"], done["sending"]) == ("completed", "cloud", None)
    assert [studio.somebody.http.get(_picture(task, n)).status_code for n in range(4)] == [200] * 4
    before = studio.somebody.http.get(f"/api/tasks/{task}/items/0/preview", params={"which": "before"})
    assert before.status_code == 200, "the photo is still here"
    studio.wait_for("synced")
    desk.sync()
    assert desk.somebody.task(task)["status"] == "completed"
    assert desk.somebody.http.get(_picture(task, 3)).content == studio.somebody.http.get(_picture(task, 3)).content
    assert (studio.quota["balance"], desk.quota["balance"], studio.quota["on_this_computer"]) == (6, 6, 0)


def test_its_progress_is_shown_while_it_runs_and_no_bar_runs_back(cloud: Cloud, buy: Buy, fleet: Fleet) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=10)
    fleet.start()

    task = _send(studio, 4, size=MIDDLING)
    shown: list[list[float]] = []
    wait_for(lambda: _noted(studio, task, shown) == "completed", what="its end")

    by_item = list(zip(*shown, strict=True))
    assert all(list(bars) == sorted(bars) for bars in by_item), by_item
    assert any(0 < progress < 1 for bars in by_item for progress in bars)


def test_without_a_network_it_waits_and_says_how_many_photos_are_there(cloud: Cloud, buy: Buy, fleet: Fleet) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=10)
    cloud.kill()

    task = _send(studio, 3)
    waiting = studio.somebody.task(task)
    listed = studio.somebody.get("/api/tasks")["tasks"]
    studio.close()
    studio.open()  # a computer that was switched off meanwhile
    cloud.start()
    fleet.start()
    studio.do("sync")

    assert (waiting["status"], waiting["device"], waiting["sending"]) == ("pending", "cloud", {"sent": 0, "total": 3})
    assert [each["id"] for each in listed] == [task]
    assert waiting["receipt"]["charged"] == 0
    assert _ended(studio, task)["status"] == "completed"
    assert studio.wait_for("synced")["pending_blobs"] == 0
    assert studio.quota["balance"] == 7


def test_too_little_quota_is_told_takes_nothing_and_more_quota_lets_it_go(cloud: Cloud, buy: Buy, fleet: Fleet) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=2)
    fleet.start()

    task = _send(studio, 3)
    refused = _once(studio, task, "paused")
    studio.do("redeem", {"code": cloud.code(5)})
    studio.somebody.post(f"/api/tasks/{task}/resume")
    done = _ended(studio, task)

    assert refused["pause_reason"]["slug"] == "insufficient-quota"
    assert refused["pause_reason"]["details"]["shortfall"] == 1
    assert done["status"] == "completed"
    studio.wait_for("synced")
    assert studio.quota["balance"] == 4


def test_quota_that_lies_idle_here_goes_back_when_the_cloud_needs_it(cloud: Cloud, buy: Buy, fleet: Fleet) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=6)
    studio.do("allowance", {"amount": 5})
    studio.sync()
    assert studio.quota["on_this_computer"] == 5
    fleet.start()

    task = _send(studio, 4)

    assert _ended(studio, task)["status"] == "completed"
    studio.wait_for("synced")
    assert (studio.quota["balance"], studio.quota["on_this_computer"]) == (2, 2)


def test_stopped_before_it_went_it_never_reaches_the_cloud(cloud: Cloud, buy: Buy) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=6)
    cloud.kill()
    task = _send(studio, 3)

    stopped = data(studio.somebody.post(f"/api/tasks/{task}/cancel"))
    again = studio.somebody.post(f"/api/tasks/{task}/cancel")
    cloud.start()
    studio.sync()

    assert stopped["status"] == "cancelled"
    assert {item["status"] for item in stopped["batch_items"]} == {"cancelled"}
    assert again.json()["error"]["slug"] == "state-conflict"
    assert _in_the_cloud(cloud) == []
    assert studio.quota["balance"] == 6


def test_it_is_steered_from_here(cloud: Cloud, buy: Buy, fleet: Fleet) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=30)
    task = _send(studio, 5)
    wait_for(lambda: _in_the_cloud(cloud) == [task], what="the task in the cloud")
    _once(studio, task, "pending")

    paused = _steered(studio, task, "pause")
    resumed = _steered(studio, task, "resume")
    stopped = _steered(studio, task, "cancel")
    fleet.start()
    again = _steered(studio, task, "retry-failed")
    done = _ended(studio, task)
    refunded = _steered(studio, task, "refund", {"items": [1], "reason": "dark"})

    told = [each["status"] for each in (paused, resumed, stopped, again, done)]
    assert told == ["paused", "pending", "cancelled", "pending", "completed"] or told[3] == "processing"
    assert refunded["batch_items"][1]["refunded"] is True
    assert (refunded["receipt"]["charged"], refunded["receipt"]["used"]) == (10, 4)
    assert studio.quota["balance"] == 26


def test_without_the_cloud_its_tasks_cannot_be_steered_and_the_reason_is_told(cloud: Cloud, buy: Buy) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=6)
    task = _send(studio, 3)
    wait_for(lambda: _in_the_cloud(cloud) == [task], what="the task in the cloud")
    studio.wait_for("synced")
    cloud.kill()

    refused = studio.somebody.post(f"/api/tasks/{task}/cancel")

    assert refused.json()["error"]["slug"] == "cloud-unreachable"


def test_nobody_signed_in_is_told_so(buy: Buy) -> None:
    studio = buy("studio")

    refused = _sent(studio, 2)

    assert (refused.status_code, refused.json()["error"]["slug"]) == (403, "not-signed-in")


@pytest.mark.parametrize("seed", range(1, depth.times(1, deep=5) + 1))
def test_cut_lines_dying_clouds_and_dying_computers_charge_nothing_twice(
    cloud: Cloud, buy: Buy, fleet: Fleet, seed: int
) -> None:
    studio = buy("studio")
    with closing(CuttingProxy(target=cloud.port, seed=seed, share=0.7)) as proxy:
        studio.do("sign-in", _sign_up(f"http://127.0.0.1:{proxy.port}"))
        studio.do("redeem", {"code": cloud.code(40)})
        fleet.start()
        sent = [_send(studio, 4, size=MIDDLING) for _ in range(4)]
        for _ in range(3):
            time.sleep(1.0)
            cloud.kill()
            studio.kill()
            cloud.start()
            studio.open()
        proxy.heal()
        studio.do("sync")
        done = [_ended(studio, task) for task in sent]

        assert proxy.traffic.cut >= 2, "the proxy must cut, or this proves nothing"
        assert [each["status"] for each in done] == ["completed"] * 4
        assert sorted(_in_the_cloud(cloud)) == sorted(sent)
        assert _held(cloud) == 16
        studio.wait_for("synced")
        assert studio.quota["balance"] == 24
        assert _faults(cloud) == []


def _sent(computer: Computer, count: int, size: tuple[int, int] | None = None) -> httpx.Response:
    photos = computer.somebody.uploads([garment(n, size) if size else garment(n) for n in range(count)])
    body = {"feature_id": "basic_clean", "input_images": photos, "input_data": {}, "where": "cloud"}
    return computer.somebody.http.post("/api/tasks/batch", json=body, headers={"Idempotency-Key": ids.new()})


def _send(computer: Computer, count: int, size: tuple[int, int] | None = None) -> str:
    return str(data(_sent(computer, count, size), status=201)["task_id"])


def _steered(computer: Computer, task: str, verb: str, body: Any = None) -> Answer:
    return dict(data(computer.somebody.post(f"/api/tasks/{task}/{verb}", body)))


def _once(computer: Computer, task: str, status: str) -> Answer:
    wait_for(lambda: computer.somebody.task(task)["status"] == status, what=f"{task} being {status}", patience=60)
    return dict(computer.somebody.task(task))


def _ended(computer: Computer, task: str) -> Answer:
    over: Callable[[], bool] = lambda: computer.somebody.task(task)["status"] in ("completed", "failed", "cancelled")  # noqa: E731
    wait_for(over, what=f"the end of {task}", patience=120)
    return dict(computer.somebody.task(task))


def _noted(computer: Computer, task: str, shown: list[list[float]]) -> str:
    now = computer.somebody.task(task)
    shown.append([item["progress"] for item in now["batch_items"]])
    return str(now["status"])


def _picture(task: str, item: int) -> str:
    return f"/api/tasks/{task}/items/{item}/output"


def _sign_up(server: str) -> dict[str, Any]:
    return {"server": server, "email": "studio@example.com", "password": "a password nobody guesses", "sign_up": True}


def _in_the_cloud(cloud: Cloud) -> list[str]:
    with closing(PostgresDatabase(url=cloud.database_url)) as database, database.read(ENGINE) as connection:
        return list(connection.scalars(sa.select(tasks.c.id)))


def _held(cloud: Cloud) -> int:
    query = sa.select(sa.func.count()).where(transfers.c.kind == "hold")
    with closing(PostgresDatabase(url=cloud.database_url)) as database, database.read(ENGINE) as connection:
        return connection.scalar(query) or 0


def _faults(cloud: Cloud) -> list[str]:
    with closing(PostgresDatabase(url=cloud.database_url)) as database, database.read(ENGINE) as connection:
        return violations(connection)
