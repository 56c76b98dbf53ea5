"""To each their own, in the cloud: every call of its document is tried as another account, and as nobody at all."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from desktop_app.server.cloud_security import METRICS, OPEN
from tests.cloud.api.estate import PASSWORD, PHOTO_NAME, Estate
from tests.cloud.api.member import Member, Members
from tests.cloud.workers.fleet import Place
from tests.journeys.merchant import Answer, data, refusal
from tests.server.document import CLOUD, operations
from tests.server.tries import BODIES, headers
from tests.sync.cloud import Cloud

pytestmark = pytest.mark.xdist_group("cloud-ownership")

ANYBODY = {
    ("POST", "/api/accounts"): "who signs up has no token yet",
    ("POST", "/api/sessions"): "who signs in has none either",
    ("POST", "/api/sessions/refresh"): "its access token is over; the other one is in the body",
    ("GET", "/api/openapi.json"): "says what there is, and nothing of anybody",
    ("GET", "/health/live"): "a balancer asks",
    ("GET", "/health/ready"): "a balancer asks",
    ("GET", "/metrics"): "has a guard of its own: this machine, or the operator's token",
}
"""Calls that need no member's token, and why."""

FORGOTTEN_MAY = {
    ("POST", "/api/sync/hello"): (200, "hears that it is closed"),
    ("POST", "/api/sync/events"): (403, "tells what it did, which is counted and refused"),
    ("DELETE", "/api/sessions/current"): (200, "signs out"),
}
"""Calls of a computer that was removed which come through to their handlers: how those answer, and what they do."""


@dataclass
class Intruder:
    """Merchant B, in the same cloud, who has been told all ids of A's."""

    estate: Estate
    b: Member
    as_a_left_it: dict[str, list[str]]

    def tries(self, verb: str, path: str, **sent: Any) -> httpx.Response:
        """The answer of a call."""
        address = path.format(**self.estate.ids)
        return self.b.http.request(verb, address, headers=headers(verb, path) | sent.pop("headers", {}), **sent)


@pytest.fixture(scope="module")
def intruder(cloud: Cloud, place: Place, members: Members) -> Intruder:
    estate = Estate.of(cloud, place, members)
    b = members.sign_up("bert@example.com", quota=100, name="Berts shop")
    return Intruder(estate, b, estate.belongings())


# What B sends without any id in the path. A call that is not here fails until somebody says what it must come to.

Sent = Callable[[Intruder], dict[str, Any]]
Found = Callable[[Intruder, httpx.Response], bool]


def nothing(_: Intruder) -> dict[str, Any]:
    return {}


def json(body: Callable[[Intruder], Any]) -> Sent:
    return lambda intruder: {"json": body(intruder)}


def is_refused(_: Intruder, answer: httpx.Response) -> bool:
    return answer.status_code in (403, 404)


def is_refused_as(status: int, slug: str) -> Found:
    return lambda _, answer: (answer.status_code, answer.json()["error"]["slug"]) == (status, slug)


def shows_nothing_of_a(intruder: Intruder, answer: httpx.Response) -> bool:
    return answer.status_code in (200, 201) and intruder.estate.told_in(answer.text) == set()


def answers(wanted: Callable[[Intruder, Any], bool]) -> Found:
    return lambda intruder, answer: wanted(intruder, data(answer))


def photo_of_a(intruder: Intruder) -> Any:
    return {"feature_id": "basic_clean", "input_images": [intruder.estate.ids["upload_id"]]}


def picture_of_a(intruder: Intruder) -> Any:
    return {"ids": [intruder.estate.ids["asset_id"]]}


def hello_as_a(intruder: Intruder) -> Any:
    return intruder.estate.a.hello_body


def events_as_a(intruder: Intruder) -> Any:
    return intruder.estate.a.push_body


def password_of_a(_: Intruder) -> Any:
    return {"password": PASSWORD, "new_password": "correct horse battery"}


TRIED: dict[tuple[str, str], tuple[Sent, Found]] = {
    ("GET", "/api/features"): (nothing, shows_nothing_of_a),
    ("POST", "/api/uploads"): (
        lambda intruder: {"content": intruder.estate.photo, "headers": {"x-file-name": "mine.jpg"}},
        shows_nothing_of_a,
    ),
    ("POST", "/api/previews"): (
        json(lambda intruder: {"feature_id": "basic_clean", "upload_id": intruder.estate.ids["upload_id"]}),
        is_refused,
    ),
    ("GET", "/api/tasks"): (nothing, shows_nothing_of_a),
    ("POST", "/api/tasks"): (json(photo_of_a), is_refused),
    ("POST", "/api/tasks/batch"): (json(photo_of_a), is_refused),
    ("POST", "/api/library/download-zip"): (json(picture_of_a), is_refused),
    ("GET", "/api/library"): (lambda _: {"params": {"text": PHOTO_NAME[:5]}}, shows_nothing_of_a),
    ("POST", "/api/library/delete"): (json(picture_of_a), answers(lambda _, told: told == {"count": 0})),
    ("POST", "/api/library/restore"): (json(picture_of_a), answers(lambda _, told: told == {"count": 0})),
    ("GET", "/api/quota"): (nothing, shows_nothing_of_a),
    ("GET", "/api/quota/entries"): (nothing, shows_nothing_of_a),
    ("GET", "/api/accounts/me"): (nothing, shows_nothing_of_a),
    ("POST", "/api/accounts/me/password"): (json(password_of_a), is_refused_as(401, "sign-in-refused")),
    ("POST", "/api/accounts/me/delete"): (
        json(lambda _: {"password": PASSWORD}),
        is_refused_as(401, "sign-in-refused"),
    ),
    ("GET", "/api/devices"): (nothing, shows_nothing_of_a),
    ("POST", "/api/topups/redeem"): (
        json(lambda intruder: {"code": intruder.estate.code}),
        is_refused_as(409, "code-used"),
    ),
    ("POST", "/api/allowances"): (
        json(lambda intruder: {"id": intruder.estate.allowance, "want": 3}),
        answers(lambda intruder, told: told["token"]["device"] == intruder.b.device),
    ),
    ("POST", "/api/sync/hello"): (json(hello_as_a), is_refused),
    ("GET", "/api/sync/events"): (nothing, shows_nothing_of_a),
    ("POST", "/api/sync/events"): (json(events_as_a), is_refused),
    ("POST", "/api/blobs/want"): (
        json(lambda intruder: {"items": [{"sha256": intruder.estate.ids["sha256"], "size": 5}]}),
        answers(lambda intruder, told: f"/{intruder.b.account}/" in told[0]["url"]),
    ),
    ("POST", "/api/blobs/done"): (
        json(lambda intruder: {"sha256": [intruder.estate.ids["sha256"]]}),
        answers(lambda _, told: told["verified"] == []),
    ),
}
BY_HAND = {
    ("GET", "/api/events"): "never ends",
    ("DELETE", "/api/sessions/current"): "ends the sign-in that tries it",
}
"""Tried in tests of their own, and why."""

MEMBERS_ONLY = [(verb, path) for verb, path, _ in operations(CLOUD) if (verb, path) not in ANYBODY]
WITH_ID = [call for call in MEMBERS_ONLY if "{" in call[1]]


def each(calls: Collection[tuple[str, str]]) -> pytest.MarkDecorator:
    """The test once for each of these calls."""
    return pytest.mark.parametrize(("verb", "path"), calls, ids=[f"{verb} {path}" for verb, path in calls])


def test_it_is_known_what_anybody_may_call_and_why():
    assert set(ANYBODY) == OPEN | {("GET", METRICS)}


def test_it_is_known_what_every_call_without_an_id_must_come_to():
    assert {call for call in MEMBERS_ONLY if "{" not in call[1]} == TRIED.keys() | BY_HAND.keys()


@each(WITH_ID)
def test_b_gets_nowhere_with_an_id_of_a(intruder: Intruder, verb: str, path: str):
    answer = intruder.tries(verb, path, json=BODIES.get(path))

    assert is_refused(intruder, answer), (answer.status_code, answer.text)
    assert intruder.estate.belongings() == intruder.as_a_left_it


@each(TRIED)
def test_b_is_refused_or_hears_of_b_alone(intruder: Intruder, verb: str, path: str):
    send, is_found = TRIED[verb, path]

    answer = intruder.tries(verb, path, **send(intruder))

    assert is_found(intruder, answer), (answer.status_code, answer.text)
    assert intruder.estate.belongings() == intruder.as_a_left_it


def test_nobody_hears_what_happens_to_another_account(members: Members):
    carla, dora = (members.sign_up(f"{name}@example.com") for name in ("carla", "dora"))
    with carla.listening() as by_carla, dora.listening() as by_dora:
        carla.act()
        by_carla.until(_is_of_an_account)

        dora.act()
        by_dora.until(_is_of_an_account)

    assert (len(by_carla.of("account")), len(by_dora.of("account"))) == (1, 1)


def test_b_signs_out_and_a_stays(intruder: Intruder, members: Members):
    leaving = members.sign_in(intruder.b.email)

    data(leaving.http.delete("/api/sessions/current"))

    assert intruder.estate.belongings() == intruder.as_a_left_it


# nobody, and those who were somebody


def asked(http: httpx.Client, verb: str, path: str) -> httpx.Response:
    """The answer of a call, also of one whose answer never ends: that is not read."""
    with http.stream(verb, path, json={}) as answer:
        if answer.status_code >= 400:
            answer.read()
        return answer


@each(MEMBERS_ONLY)
def test_without_a_token_nothing_is_answered(cloud: Cloud, intruder: Intruder, verb: str, path: str):
    with httpx.Client(base_url=cloud.url, trust_env=False) as nobody:
        answer = asked(nobody, verb, path.format(**intruder.estate.ids))

    assert answer.status_code == 401
    assert refusal(answer)[:2] == (401, 4010)


@pytest.fixture(scope="module")
def gone(intruder: Intruder, members: Members) -> Member:
    """B at a computer that has signed out."""
    member = members.sign_in(intruder.b.email)
    data(member.http.delete("/api/sessions/current"))
    return member


@each(MEMBERS_ONLY)
def test_with_the_token_of_a_sign_in_that_is_over_nothing_is_answered(
    gone: Member, intruder: Intruder, verb: str, path: str
):
    answer = asked(gone.http, verb, path.format(**intruder.estate.ids))

    assert answer.status_code == 401
    assert refusal(answer)[:2] == (401, 4010)


@pytest.fixture(scope="module")
def forgotten(intruder: Intruder, members: Members) -> Member:
    """B at a computer that B has removed."""
    member = members.sign_in(intruder.b.email)
    data(intruder.b.post(f"/api/devices/{member.device}/forget"))
    return member


@each([call for call in MEMBERS_ONLY if call not in FORGOTTEN_MAY])
def test_a_computer_that_was_removed_is_told_so(forgotten: Member, intruder: Intruder, verb: str, path: str):
    answer = asked(forgotten.http, verb, path.format(**intruder.estate.ids))

    assert answer.status_code == 403
    assert refusal(answer)[:2] == (403, 4032)


def test_a_computer_that_was_removed_may_still_tell_and_sign_out(intruder: Intruder, members: Members):
    member = members.sign_in(intruder.b.email)
    data(intruder.b.post(f"/api/devices/{member.device}/forget"))
    member.computer.tell({"type": "weather"})
    bodies = {"/api/sync/hello": member.hello_body, "/api/sync/events": member.push_body}

    for (verb, path), (status, _) in FORGOTTEN_MAY.items():
        answer = member.http.request(verb, path, json=bodies.get(path))
        assert answer.status_code == status, answer.text

    (row,) = [each for each in intruder.b.get("/api/devices") if each["id"] == member.device]
    assert (row["state"], row["late_events"]) == ("closed", 1)


def _is_of_an_account(event: Answer) -> bool:
    return bool(event["type"] == "account")
