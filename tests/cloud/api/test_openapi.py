"""Every call of the cloud's OpenAPI document, with input nobody thought of, by somebody who is signed in."""

from typing import Any, NamedTuple

import httpx
import psycopg
import pytest
import schemathesis

from tests.cloud.api.member import Member, Members, working
from tests.cloud.workers.fleet import Place
from tests.journeys import photos
from tests.journeys.merchant import data
from tests.server.document import CLOUD, document, operations
from tests.server.odd_input import about, ask, bounded
from tests.sync.cloud import PASSWORD, Cloud

pytestmark = pytest.mark.xdist_group("cloud-openapi")

LEFT_OUT = {
    ("GET", "/api/events"): "never ends",
    ("DELETE", "/api/sessions/current"): "ends the sign-in that all others need",
}
"""Calls that are asked by hand instead, and why."""

schema = schemathesis.openapi.from_dict(document(CLOUD))
for _, _path in LEFT_OUT:
    schema = schema.exclude(path=_path)


class Shop(NamedTuple):
    """A merchant with two computers in a cloud, and ids of what is really theirs."""

    member: Member
    path: dict[str, Any]
    body: dict[str, Any]


@pytest.fixture(scope="module")
def shop(cloud: Cloud, place: Place, members: Members) -> Shop:
    """Its first computer asks; its second is there to be renamed, recovered and forgotten."""
    member = members.sign_up("shop@example.com", quota=100_000)
    laptop = members.sign_in("shop@example.com")
    with working(place):
        task = member.wait(member.batch(member.uploads([photos.garment(1), photos.cut_short(2)])))
    asset = member.get("/api/library")["assets"][0]
    upload_id = task["batch_items"][0]["upload_id"]
    sha256 = task["batch_items"][0]["output"]["sha256"]
    path = {
        "task_id": task["id"],
        "upload_id": upload_id,
        "asset_id": asset["id"],
        "index": 0,
        "device_id": laptop.device,
        "sha256": sha256,
    }
    body = {
        "input_images": [upload_id],
        "upload_id": upload_id,
        "ids": [asset["id"]],
        "feature_id": "basic_clean",
        "device": member.device,
        "sha256": [sha256],
        "code": cloud.code(5),
        "refresh_token": laptop.refresh_token,
    }
    return Shop(member, path, body)


@schema.parametrize()
@bounded(6, systematic=False)
def test_odd_input_gets_an_answer_that_the_document_knows(case: Any, cloud: Cloud, shop: Shop):
    ask(case, port=cloud.port, token=shop.member.token)


@schema.parametrize()
@bounded(6, systematic=True)
def test_odd_input_about_real_things_gets_an_answer_that_the_document_knows(case: Any, cloud: Cloud, shop: Shop):
    ask(about(case, shop.path, shop.body), port=cloud.port, token=shop.member.token)


def test_the_document_is_the_one_that_a_process_serves_to_anybody(cloud: Cloud):
    served = httpx.get(f"{cloud.url}/api/openapi.json", trust_env=False)

    assert served.json() == document(CLOUD)


def test_what_is_left_out_is_still_there():
    assert {(verb, path) for verb, path, _ in operations(CLOUD)} > set(LEFT_OUT)


@pytest.mark.parametrize("last_event_id", [None, "", "never-1", "\u00ff", "x" * 64])
def test_events_begin_whatever_was_heard_last(shop: Shop, last_event_id: str | None):
    headers = {} if last_event_id is None else {"last-event-id": last_event_id.encode("latin-1")}
    with shop.member.http.stream("GET", "/api/events", headers=headers) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")


@pytest.fixture
def an_hour_later(place: Place) -> None:
    """Who has tried too often may try again."""
    with psycopg.connect(place.url) as connection:
        connection.execute("DELETE FROM tries")


@pytest.mark.usefixtures("an_hour_later")
def test_a_sign_out_ends_its_own_sign_in_alone(shop: Shop, members: Members):
    leaving = members.sign_in(shop.member.email)

    data(leaving.http.delete("/api/sessions/current"))

    assert leaving.http.get("/api/quota").status_code == 401
    assert shop.member.http.get("/api/quota").status_code == 200


@pytest.mark.usefixtures("an_hour_later")
def test_a_deleted_account_lets_nobody_in(cloud: Cloud, members: Members):
    member = members.sign_up("leaving@example.com", quota=5)

    data(member.post("/api/accounts/me/delete", {"password": PASSWORD}))

    assert member.http.get("/api/quota").status_code == 401
    again = {"email": "leaving@example.com", "password": PASSWORD, "device": {"name": "Studio"}}
    assert httpx.post(f"{cloud.url}/api/sessions", json=again, trust_env=False, timeout=60).status_code == 401
