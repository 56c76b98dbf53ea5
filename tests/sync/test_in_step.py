"""Two computers and their account: what one does is on the other, also after days without a network."""

from tests.journeys.photos import drawing, garment, saved
from tests.sync.cloud import Cloud
from tests.sync.computer import Computer
from tests.sync.conftest import Buy

MAX_BATCH = 50


def test_two_computers_offline_deliver_the_hundred_that_was_bought_and_then_show_the_same(
    cloud: Cloud, buy: Buy
) -> None:
    studio, desk = buy("studio"), buy("desk")
    cloud.sign_up(studio, quota=100)
    cloud.sign_in(desk)
    desk.wait_for("synced")
    studio.do("allowance", {"amount": 60})
    desk.do("allowance", {"amount": 100})  # gets what is left
    cloud.kill()

    made = {each: _made_until_refused(each) for each in (studio, desk)}
    cloud.start()
    for each in (studio, desk, studio):
        each.sync()

    assert [len(made[each]) for each in (studio, desk)] == [60, 40]
    assert _shown(studio) == _shown(desk)
    assert {task["status"] for task in desk.every("/api/tasks", "tasks")} == {"completed"}
    assert studio.statement == desk.statement
    for each in (studio, desk):
        assert [each.quota[name] for name in ("balance", "used", "held")] == [0, 100, 0]
    for maker, other in ((studio, desk), (desk, studio)):
        for output, content in made[maker].items():
            assert other.somebody.http.get(output).content == content
    _is_at_home_on(studio, desk)


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


def _made_until_refused(computer: Computer) -> dict[str, bytes]:
    """Batches of fifty, then of what is left, until nothing is: the pictures that came of them, by their address."""
    somebody, pictures, wanted = computer.somebody, dict[str, bytes](), MAX_BATCH
    uploads = somebody.uploads(saved(drawing(number), "JPEG") for number in range(MAX_BATCH))
    while wanted:
        answer = somebody.submit(uploads[:wanted])
        if answer.status_code == 201:
            task = somebody.wait(answer.json()["data"]["task_id"])
            outputs = [f"/api/tasks/{task['id']}/items/{item}/output" for item in range(task["batch_success"])]
            pictures |= {output: somebody.http.get(output).content for output in outputs}
        else:
            error = answer.json()["error"]
            assert error["slug"] == "offline-quota"
            wanted = min(wanted, error["details"]["available"])
    return pictures


def _shown(computer: Computer) -> list[tuple[str, str, int]]:
    tasks = computer.every("/api/tasks", "tasks")
    return [(task["id"], task["status"], task["batch_success"]) for task in tasks]


def _is_at_home_on(maker: Computer, other: Computer) -> None:
    """The other one shows where a task was made and gives its ZIP, and leaves the steering to its maker."""
    task = next(each for each in maker.every("/api/tasks", "tasks") if each["device"] is None)
    assert other.somebody.task(task["id"])["device"] == maker.account_view["device"]
    assert len(other.somebody.archive(task["id"]).namelist()) == task["batch_total"] + 1
    steered = other.somebody.post(f"/api/tasks/{task['id']}/cancel")
    assert steered.json()["error"]["slug"] == "made-elsewhere"
