"""Signing in and out: what is kept where, what stays apart, and what may go wrong with tokens."""

import json
from pathlib import Path

import httpx

from tests.journeys.merchant import data
from tests.journeys.photos import garment
from tests.sync.cloud import PASSWORD, Cloud
from tests.sync.computer import NO_KEYRING, Computer
from tests.sync.conftest import Buy


def test_a_sign_in_lasts_over_a_restart_and_holds_nothing_but_the_long_token(cloud: Cloud, buy: Buy) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=1)
    studio.close()

    studio.open()

    assert studio.wait_for("synced")["session_only"] is False
    (kept,) = json.loads(_pocket(studio).read_text()).values()
    assert len(kept) < 1000
    assert PASSWORD not in kept
    everything = b"".join(file.read_bytes() for file in studio.folder.rglob("*") if file.is_file())
    assert kept.encode() not in everything
    assert PASSWORD.encode() not in everything


def test_without_a_keyring_the_sign_in_ends_with_the_program_and_work_goes_on(cloud: Cloud, buy: Buy) -> None:
    studio = buy("studio", keyring=NO_KEYRING)
    cloud.sign_up(studio, quota=3)
    studio.do("allowance", {"amount": 1})
    assert studio.wait_for("synced")["session_only"] is True
    studio.close()

    studio.open()
    studio.wait_for("signed-out")

    assert studio.somebody.wait(studio.somebody.batch(studio.somebody.uploads([garment(1)])))["status"] == "completed"
    assert studio.account_view["pending_events"] > 0
    cloud.sign_in(studio)
    assert studio.wait_for("synced")["pending_events"] == 0


def test_a_crash_between_the_renewal_of_tokens_and_their_keeping_signs_nobody_out(cloud: Cloud, buy: Buy) -> None:
    studio = buy("studio")
    cloud.sign_up(studio)
    studio.close()
    (kept,) = json.loads(_pocket(studio).read_text()).values()

    answer = httpx.post(f"{cloud.url}/api/sessions/refresh", json={"refresh_token": kept}, trust_env=False)
    assert answer.status_code == 200  # and the program dies: what it was given is lost
    studio.open()

    assert studio.wait_for("synced", "signed-out")["state"] == "synced"


def test_a_long_token_that_somebody_else_has_used_ends_the_sign_in(cloud: Cloud, buy: Buy) -> None:
    studio = buy("studio")
    cloud.sign_up(studio)
    studio.close()
    (kept,) = json.loads(_pocket(studio).read_text()).values()

    stolen = data(httpx.post(f"{cloud.url}/api/sessions/refresh", json={"refresh_token": kept}, trust_env=False))
    authorization = {"authorization": f"Bearer {stolen['access_token']}"}
    assert httpx.get(f"{cloud.url}/api/devices", headers=authorization, trust_env=False).status_code == 200
    studio.open()

    assert studio.wait_for("synced", "signed-out")["state"] == "signed-out"
    assert httpx.get(f"{cloud.url}/api/devices", headers=authorization, trust_env=False).status_code == 401


def test_accounts_on_one_computer_stay_apart_and_the_last_one_is_current_after_a_restart(
    cloud: Cloud, buy: Buy
) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=5, email="first@example.com")
    task = studio.somebody.wait(studio.somebody.batch(studio.somebody.uploads([garment(1)])))

    cloud.sign_up(studio, quota=7, email="second@example.com")
    second = (studio.quota["balance"], studio.somebody.get("/api/tasks")["tasks"], studio.account_view["others"])
    stranger = studio.somebody.http.get(f"/api/tasks/{task['id']}")
    studio.close()
    studio.open()

    assert second == (7, [], ["first@example.com"])
    assert stranger.status_code == 403
    assert studio.wait_for("synced")["email"] == "second@example.com"
    cloud.sign_in(studio, email="first@example.com")
    assert studio.wait_for("synced")["email"] == "first@example.com"
    assert [each["id"] for each in studio.somebody.get("/api/tasks")["tasks"]] == [task["id"]]
    assert studio.quota["balance"] == 4


def test_listeners_hear_that_another_account_is_current(cloud: Cloud, buy: Buy) -> None:
    studio = buy("studio")
    with studio.somebody.listening() as heard:
        cloud.sign_in(studio, sign_up=True)

        heard.ended()


def test_signing_out_gives_back_what_was_not_used(cloud: Cloud, buy: Buy) -> None:
    studio, desk = buy("studio"), buy("desk")
    cloud.sign_up(studio, quota=10)
    cloud.sign_in(desk)
    studio.do("allowance", {"amount": 6})
    studio.sync()

    studio.do("sign-out")

    assert studio.account_view["state"] == "trial"
    assert (studio.quota["balance"], studio.quota["is_trial"]) == (100, True)
    desk.sync()
    assert (desk.quota["in_cloud"], desk.quota["on_others"]) == (10, 0)
    assert json.loads(_pocket(studio).read_text()) == {}


def test_a_computer_that_is_forgotten_at_its_sign_out_is_gone_from_the_list(cloud: Cloud, buy: Buy) -> None:
    studio, desk = buy("studio"), buy("desk")
    cloud.sign_up(studio, quota=10)
    studio.somebody.wait(studio.somebody.batch(studio.somebody.uploads([garment(1)])))
    studio.sync()
    cloud.sign_in(desk)

    studio.do("sign-out", {"forget": True})

    states = sorted(each["state"] for each in desk.somebody.get("/api/account/devices"))
    assert states == ["closed", "ok"]
    desk.sync()
    assert desk.quota["balance"] == 9
    cloud.sign_in(studio)
    studio.wait_for("synced")
    assert studio.statement == desk.statement
    assert studio.somebody.get("/api/tasks")["tasks"][0]["device"] is not None


def test_what_the_trial_made_can_be_taken_into_the_account(cloud: Cloud, buy: Buy) -> None:
    studio, desk = buy("studio"), buy("desk")
    task = studio.somebody.wait(studio.somebody.batch(studio.somebody.uploads([garment(1), garment(2)])))
    cloud.sign_up(studio, quota=5)
    assert studio.account_view["trial_tasks"] == 1

    taken = studio.do("take-trial")

    assert taken == {"tasks": 1, "pictures": 2}
    assert studio.sync()["trial_tasks"] == 0
    assert (studio.quota["balance"], studio.quota["used"]) == (5, 0)
    refund = studio.somebody.post(f"/api/tasks/{task['id']}/refund", {"items": [0], "reason": "bad"})
    assert refund.json()["error"]["slug"] == "refund-policy"
    cloud.sign_in(desk)
    desk.wait_for("synced")
    assert desk.somebody.task(task["id"])["status"] == "completed"
    assert len(desk.somebody.get("/api/library")["assets"]) == 2
    assert desk.somebody.http.get(f"/api/tasks/{task['id']}/items/1/output").status_code == 200


def test_what_was_not_told_before_a_sign_out_is_told_after_the_next_sign_in(cloud: Cloud, buy: Buy) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=10)
    studio.do("allowance", {"amount": 4})
    studio.sync()
    device = studio.account_view["device"]
    cloud.kill()
    studio.somebody.wait(studio.somebody.batch(studio.somebody.uploads([garment(1)])))
    studio.do("sign-out")
    cloud.start()

    cloud.sign_in(studio)

    view = studio.wait_for("synced")
    assert (view["device"], view["refused_events"]) == (device, 0)
    assert (studio.quota["balance"], studio.quota["used"], studio.quota["on_this_computer"]) == (9, 1, 0)


def test_a_deleted_account_is_gone_everywhere_and_its_pictures_stay_here(cloud: Cloud, buy: Buy) -> None:
    studio, desk = buy("studio"), buy("desk")
    cloud.sign_up(studio, quota=3)
    studio.somebody.wait(studio.somebody.batch(studio.somebody.uploads([garment(1)])))
    studio.sync()
    cloud.sign_in(desk)
    desk.wait_for("synced")

    wrong = studio.ask("delete", {"password": "not the one"})
    studio.do("delete", {"password": PASSWORD})

    assert wrong.json()["error"]["slug"] == "sign-in-refused"
    assert studio.account_view["state"] == "trial"
    assert studio.rows("SELECT count(*) FROM links") == [(0,)]
    assert len(studio.blobs()) == 2
    desk.do("sync")
    desk.wait_for("signed-out")


def test_a_wrong_password_is_refused_and_changes_nothing(cloud: Cloud, buy: Buy) -> None:
    studio = buy("studio")
    cloud.sign_up(studio)
    studio.do("sign-out")

    answer = studio.ask("sign-in", {"server": cloud.url, "email": "studio@example.com", "password": "not the one"})

    assert (answer.status_code, answer.json()["error"]["slug"]) == (401, "sign-in-refused")
    assert studio.account_view["state"] == "trial"


def _pocket(computer: Computer) -> Path:
    return computer.state.with_name(f"{computer.state.name}-pocket")
