"""A computer whose data came from a backup, or is a copy, does not spend until the cloud has settled it."""

import json
import shutil
from pathlib import Path

from tests.faults.floor import soon
from tests.journeys.photos import garment
from tests.sync.cloud import Cloud
from tests.sync.computer import Computer
from tests.sync.conftest import Buy


def test_a_restored_old_database_is_frozen_and_recovered_with_nothing_spent_twice(
    cloud: Cloud, buy: Buy, tmp_path: Path
) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=10)
    studio.do("allowance", {"amount": 6})
    _photos_done(studio, 1)
    studio.sync()
    _close_with_backup(studio, tmp_path / "yesterday")
    cloud.kill()
    studio.open()
    _photos_done(studio, 3)
    studio.close()
    _put_back(studio, tmp_path / "yesterday")

    studio.open()
    frozen = studio.account_view
    refused = studio.somebody.submit(studio.somebody.uploads([garment(9)]))
    cloud.start()
    studio.do("recover")
    view = studio.wait_for("synced")

    assert (frozen["state"], frozen["frozen_reason"]) == ("frozen", "anchor-ahead")
    assert refused.json()["error"]["slug"] == "frozen"
    assert view["device"] != frozen["device"]
    assert (studio.quota["balance"], studio.quota["used"], studio.quota["held"]) == (6, 4, 0)
    _photos_done(studio, 2)
    studio.wait_for("synced")
    assert studio.quota["balance"] == 4


def test_work_in_hand_when_a_computer_is_recovered_ends_with_a_reason_and_its_quota_comes_back(
    cloud: Cloud, buy: Buy, tmp_path: Path
) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=5)
    task = studio.somebody.batch(studio.somebody.uploads([garment(1, (2400, 2400)), garment(2)]))
    studio.somebody.steer(task, "pause")
    studio.sync()
    _close_with_backup(studio, tmp_path / "yesterday")
    studio.open()
    studio.somebody.steer(task, "cancel")
    studio.close()
    _put_back(studio, tmp_path / "yesterday")

    studio.open()
    studio.do("recover")
    studio.wait_for("synced")

    ended = studio.somebody.task(task)
    assert ended["status"] == "cancelled"
    assert {item["error"]["slug"] for item in ended["batch_items"] if item["status"] == "cancelled"} <= {"frozen"}
    assert studio.quota["held"] == 0
    assert studio.quota["balance"] + studio.quota["used"] == 5


def test_a_copied_data_folder_is_frozen_and_goes_on_as_another_computer_after_a_sign_in(
    cloud: Cloud, buy: Buy, tmp_path: Path
) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=10)
    studio.do("allowance", {"amount": 5})
    studio.sync()
    device = studio.account_view["device"]
    studio.close()
    copy = studio.copy(tmp_path / "computers" / "copy", state=studio.state)
    studio.open()

    with copy:
        frozen = copy.account_view
        assert (frozen["state"], frozen["frozen_reason"]) == ("frozen", "other-device")
        assert copy.somebody.submit(copy.somebody.uploads([garment(9)])).json()["error"]["slug"] == "frozen"
        cloud.sign_in(copy)
        assert copy.wait_for("synced")["device"] != device
        assert (copy.quota["on_this_computer"], copy.quota["balance"]) == (0, 10)

    assert studio.sync()["device"] == device
    assert (studio.quota["on_this_computer"], studio.quota["balance"]) == (5, 10)


def test_a_cloned_disk_becomes_a_computer_of_its_own_and_the_first_one_keeps_its_quota(
    cloud: Cloud, buy: Buy, tmp_path: Path
) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=10)
    studio.do("allowance", {"amount": 6})
    studio.sync()
    device = studio.account_view["device"]
    studio.close()
    clone = _cloned(studio, tmp_path / "computers" / "clone")
    studio.open()
    _photos_done(studio, 2)
    studio.sync()

    with clone:
        cloud.sign_in(clone)
        frozen = clone.wait_for("frozen")
        clone.do("recover")
        anew = clone.wait_for("synced")
        assert (clone.quota["on_this_computer"], clone.quota["balance"]) == (0, 8)

    assert (frozen["device"], frozen["frozen_reason"]) == (device, "cloud-ahead")
    assert anew["device"] != device
    cloud.sign_in(studio)
    assert studio.wait_for("synced")["device"] == device
    assert (studio.quota["on_this_computer"], studio.quota["balance"]) == (4, 8)


def test_a_data_folder_without_its_anchor_is_frozen(cloud: Cloud, buy: Buy, tmp_path: Path) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=3)
    _photos_done(studio, 1)
    studio.sync()
    studio.close()

    with studio.copy(tmp_path / "computers" / "elsewhere") as elsewhere:
        view = elsewhere.account_view

    assert (view["state"], view["frozen_reason"]) == ("frozen", "no-anchor")


def test_a_moved_data_folder_goes_on(cloud: Cloud, buy: Buy, tmp_path: Path) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=3)
    _photos_done(studio, 1)
    studio.sync()
    studio.close()
    moved = studio.copy(tmp_path / "computers" / "moved", state=studio.state)
    moved._environ = studio._environ
    shutil.rmtree(studio.folder)

    with moved:
        view = moved.wait_for("synced")
        _photos_done(moved, 1)

    assert view["frozen_reason"] is None


def test_a_forgotten_computer_stops_and_its_late_events_are_counted(cloud: Cloud, buy: Buy) -> None:
    studio, desk = buy("studio"), buy("desk")
    cloud.sign_up(studio, quota=10)
    studio.do("allowance", {"amount": 4})
    studio.sync()
    cloud.sign_in(desk)
    desk.wait_for("synced")
    studio.do("pause")
    _photos_done(studio, 2)

    desk.do(f"devices/{studio.account_view['device']}/forget")
    studio.do("resume")
    studio.wait_for("forgotten")

    refused = studio.somebody.submit(studio.somebody.uploads([garment(9)]))
    assert refused.json()["error"]["slug"] == "frozen"
    assert soon(lambda: _late_events(desk, studio.account_view["device"]) > 0), "its last words were counted"
    desk.sync()
    assert desk.quota["balance"] == 6
    cloud.sign_in(studio)
    assert studio.wait_for("synced")["frozen_reason"] is None
    assert studio.quota["balance"] == 6


def _late_events(desk: Computer, device: str) -> int:
    told = {each["id"]: each for each in desk.somebody.get("/api/account/devices")}
    return int(told[device]["late_events"])


def _photos_done(computer: Computer, count: int) -> None:
    somebody = computer.somebody
    task = somebody.wait(somebody.batch(somebody.uploads([garment(n) for n in range(count)])))
    assert task["status"] == "completed"


def _close_with_backup(computer: Computer, to: Path) -> None:
    computer.close()
    shutil.copytree(computer.folder, to)


def _put_back(computer: Computer, backup: Path) -> None:
    shutil.rmtree(computer.folder)
    shutil.copytree(backup, computer.folder)


def _cloned(computer: Computer, folder: Path) -> Computer:
    """The whole disk, as another machine would have it: there the data folder lies where it lay."""
    state = folder.with_name(f"{folder.name}-state")
    shutil.copytree(computer.state, state)
    for anchor in (state / "anchors").glob("*.json"):
        told = json.loads(anchor.read_text())
        anchor.write_text(json.dumps({**told, "folder": str(folder)}))
    return computer.copy(folder, state=state)
