"""What a process writes down of a day of calls: one line of JSON for each, and nothing that could be misused."""

import json
from typing import Any

import httpx
import pytest

from tests.cloud.api.member import Members
from tests.journeys import photos
from tests.journeys.merchant import data, refusal
from tests.sync.cloud import PASSWORD, Cloud

pytestmark = pytest.mark.xdist_group("cloud-request-log")

EMAIL = "anna.who-is-secret@example.com"
WRONG = "a password that was mistyped"
PHOTO_NAME = "spring-collection-not-out-yet.jpg"
COMPUTER = "Annas own computer"
ID_HEADER = "x-request-id"


class Diary:
    """The numbers of all calls that one caller makes, as the answers tell them."""

    def __init__(self, *lines: httpx.Client) -> None:
        self.numbers: list[str] = []
        for line in lines:
            self.follow(line)

    def follow(self, line: httpx.Client) -> None:
        """Note the calls of one more line."""
        line.event_hooks["response"].append(lambda answer: self.numbers.append(answer.headers[ID_HEADER]))


@pytest.fixture(scope="module")
def day(cloud: Cloud, members: Members) -> tuple[set[str], set[str]]:
    """Everything that somebody does in a day: the numbers of the calls, and what no log may hold."""
    anybody = httpx.Client(base_url=cloud.url, trust_env=False, timeout=60)
    diary = Diary(anybody)
    code = cloud.code(20)
    member = members.sign_up(EMAIL, name=COMPUTER)
    diary.follow(member.http)
    device = {"name": COMPUTER}
    wrong = anybody.post("/api/sessions", json={"email": EMAIL, "password": WRONG, "device": device})
    assert refusal(wrong)[:2] == (401, 4011)
    member.redeem(code)
    assert refusal(member.post("/api/topups/redeem", {"code": code}))[:2] == (409, 4009)
    upload = member.upload(photos.garment(1), PHOTO_NAME)["id"]
    assert member.send(b"not a picture", PHOTO_NAME).status_code == 415
    task_id = member.batch([upload])
    member.get("/api/library", text=PHOTO_NAME)
    assert member.http.get(f"/nowhere/{EMAIL}?token={member.token}").status_code == 404
    assert member.post("/api/topups/redeem", {"code": code, "more": PASSWORD}).status_code == 400
    assert anybody.post("/api/sessions", content=f'{{"password": "{WRONG}"').status_code == 415
    with member.listening() as heard:
        member.steer(task_id, "cancel")
        heard.until(lambda event: event["type"] == "task" and event["status"] == "cancelled")
    pair = data(anybody.post("/api/sessions/refresh", json={"refresh_token": member.refresh_token}))
    late = anybody.get("/api/quota", headers={"authorization": f"Bearer {member.token}"})
    laptop = members.sign_in(EMAIL)
    anybody.close()
    secrets = {EMAIL, PASSWORD, WRONG, code, PHOTO_NAME, PHOTO_NAME[:-4], COMPUTER, upload, task_id, member.account}
    secrets |= {member.token, member.refresh_token, laptop.token, pair["access_token"], pair["refresh_token"]}
    assert late.status_code in (200, 401)
    return set(diary.numbers), secrets | {"anna"}


def lines(cloud: Cloud) -> list[dict[str, Any]]:
    """The whole log, each line read."""
    return [json.loads(line) for line in cloud.log.splitlines()]


def test_each_call_is_one_line(cloud: Cloud, day: tuple[set[str], set[str]]) -> None:
    numbers, _ = day

    told = [line["request"] for line in lines(cloud) if line["message"] == "answered"]

    assert len(numbers) > 10
    assert len(told) == len(set(told))
    assert numbers <= set(told)


def test_a_line_says_who_by_number_which_call_by_template_how_it_ended_and_how_long(
    cloud: Cloud, day: tuple[set[str], set[str]]
) -> None:
    answered = [line for line in lines(cloud) if line["message"] == "answered"]

    (redeemed,) = [line for line in answered if (line["path"], line["status"]) == ("/api/topups/redeem", 200)]
    assert redeemed.keys() == {
        *("at", "level", "from", "message"),
        *("request", "account", "method", "path", "status", "milliseconds"),
    }
    assert (redeemed["method"], len(redeemed["account"])) == ("POST", 12)
    assert {line["account"] for line in answered if line["path"] == "/api/sessions"} == {None}
    assert {line["path"] for line in answered if line["status"] == 404} == {"-"}


def test_nothing_that_could_be_misused_is_written_down(cloud: Cloud, day: tuple[set[str], set[str]]) -> None:
    _, secrets = day

    assert {secret for secret in secrets if secret in cloud.log} == set()
