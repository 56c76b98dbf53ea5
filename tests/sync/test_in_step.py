"""Two computers and their account: what one does is on the other, also after days without a network."""

from tests.journeys.photos import garment
from tests.sync.cloud import Cloud
from tests.sync.conftest import Buy


def test_a_picture_finished_on_one_computer_opens_on_the_other_byte_for_byte(cloud: Cloud, buy: Buy) -> None:
    studio, desk = buy("studio"), buy("desk")
    cloud.sign_up(studio, quota=10)
    task = studio.somebody.wait(studio.somebody.batch(studio.somebody.uploads([garment(1), garment(2)])))
    studio.wait_for("synced")

    cloud.sign_in(desk)
    desk.wait_for("synced")

    there = desk.somebody.task(task["id"])
    assert (there["status"], there["device"]) == ("completed", studio.account_view["device"])
    for item in (0, 1):
        output = f"/api/tasks/{task['id']}/items/{item}/output"
        assert desk.somebody.http.get(output).content == studio.somebody.http.get(output).content
    assert len(desk.somebody.archive(task["id"]).namelist()) == 3
    assert desk.statement == studio.statement
    assert desk.quota["balance"] == studio.quota["balance"] == 8
    steered = desk.somebody.post(f"/api/tasks/{task['id']}/cancel")
    assert steered.json()["error"]["slug"] == "made-elsewhere"


def test_work_without_a_network_is_told_when_it_is_back(cloud: Cloud, buy: Buy) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=10)
    studio.do("allowance", {"amount": 4})
    studio.sync()
    cloud.kill()

    task = studio.somebody.batch(studio.somebody.uploads([garment(n) for n in range(3)]))
    assert studio.somebody.wait(task)["status"] == "completed"
    refused = studio.somebody.submit(studio.somebody.uploads([garment(5), garment(6)]))
    view = studio.wait_for("offline")

    error = refused.json()["error"]
    assert (error["slug"], error["details"]["available"], error["details"]["in_cloud"]) == ("offline-quota", 1, 6)
    assert (view["trouble"], view["pending_blobs"]) == ("cloud-unreachable", 3)
    cloud.start()
    assert studio.sync()["pending_events"] == 0
    assert (studio.quota["balance"], studio.quota["used"], studio.quota["on_this_computer"]) == (7, 3, 1)


def test_computers_that_are_all_offline_never_deliver_more_than_was_bought(cloud: Cloud, buy: Buy) -> None:
    studio, desk = buy("studio"), buy("desk")
    cloud.sign_up(studio, quota=5)
    cloud.sign_in(desk)
    studio.do("allowance", {"amount": 3})
    desk.do("allowance", {"amount": 5})
    cloud.kill()

    taken = [_submit_until_refused(each) for each in (studio, desk)]

    assert taken == [3, 2]
    cloud.start()
    for each in (studio, desk, studio):
        each.sync()
    assert studio.statement == desk.statement
    assert [each.quota["balance"] for each in (studio, desk)] == [0, 0]
    assert {task["status"] for task in desk.somebody.get("/api/tasks")["tasks"]} == {"completed"}


def test_a_picture_that_cannot_be_fetched_is_a_clear_answer_and_not_a_broken_zip(cloud: Cloud, buy: Buy) -> None:
    studio, desk = buy("studio"), buy("desk")
    cloud.sign_up(studio, quota=2)
    task = studio.somebody.wait(studio.somebody.batch(studio.somebody.uploads([garment(1), garment(2)])))
    studio.wait_for("synced")
    cloud.sign_in(desk)
    desk.wait_for("synced")
    cloud.kill()

    answer = desk.somebody.http.post(f"/api/tasks/{task['id']}/download-zip", json={})

    assert (answer.status_code, answer.json()["error"]["slug"]) == (502, "cloud-unreachable")


def _submit_until_refused(computer) -> int:
    somebody = computer.somebody
    for number in range(10):
        answer = somebody.submit(somebody.uploads([garment(number)]), single=True)
        if answer.status_code != 201:
            assert answer.json()["error"]["slug"] == "offline-quota"
            return number
        somebody.wait(answer.json()["data"]["task_id"])
    raise AssertionError
