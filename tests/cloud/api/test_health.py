"""What a balancer, Prometheus and an operator ask of a process: alive, ready, and its figures, for whom they are."""

from collections.abc import Callable, Iterator
from contextlib import closing

import httpx
import psycopg
import pytest

from tests.cloud.api.member import Member, Members
from tests.cloud.objects import ObjectServer
from tests.cloud.postgres import PostgresServer
from tests.cloud.workers.fleet import Place, wait_for
from tests.journeys.merchant import Heard, data, refusal
from tests.sync.cloud import Cloud

pytestmark = pytest.mark.xdist_group("cloud-health")

TOKEN = "only Prometheus knows it"
BEARER = {"authorization": f"Bearer {TOKEN}"}
FORWARDED = {"x-forwarded-for": "203.0.113.7"}
"""What a proxy on this machine adds to a call from elsewhere."""


@pytest.fixture(scope="module")
def objects() -> Iterator[ObjectServer]:
    """A storage that may be killed here."""
    with closing(ObjectServer()) as server:
        yield server


@pytest.fixture(scope="module")
def place(postgres_server: PostgresServer, objects: ObjectServer) -> Iterator[Place]:
    url = postgres_server.fresh()
    yield Place(url, objects, objects.bucket())
    postgres_server.drop(url)


@pytest.fixture(scope="module")
def cloud(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    started = Cloud.at(place, tmp_path_factory.mktemp("cloud") / "api", CLEANRACK_METRICS_TOKEN=TOKEN)
    started.start()
    yield started
    started.kill()


@pytest.fixture
def ask(cloud: Cloud) -> Callable[..., httpx.Response]:
    """GET without a member's token."""

    def get(path: str, **headers: str) -> httpx.Response:
        return httpx.get(f"{cloud.url}{path}", headers=headers, trust_env=False, timeout=60)

    return get


Ask = Callable[..., httpx.Response]


def missing(ask: Ask) -> list[str]:
    """What the process says it lacks."""
    answer = ask("/health/ready")
    if answer.status_code == 200:
        return []
    assert refusal(answer)[:2] == (503, 5004)
    found: list[str] = answer.json()["error"]["details"]["missing"]
    return found


def test_a_process_is_alive_and_ready(ask: Ask) -> None:
    assert data(ask("/health/live")) == {"status": "alive"}
    assert data(ask("/health/ready")) == {"status": "ready", "checked": ["database", "storage", "events"]}


def test_without_its_storage_it_is_alive_and_not_ready_until_that_is_back(ask: Ask, objects: ObjectServer) -> None:
    try:
        objects.kill()

        assert missing(ask) == ["storage"]
        assert ask("/health/live").status_code == 200
    finally:
        objects.start()
    assert missing(ask) == []


def test_without_its_database_it_is_alive_and_not_ready_until_that_is_back(
    ask: Ask, members: Members, postgres_server: PostgresServer
) -> None:
    member = members.sign_up("during@example.com")
    try:
        postgres_server.kill()

        assert missing(ask) == ["database"]
        assert ask("/health/live").status_code == 200
        assert refusal(member.http.get("/api/quota"))[:2] == (503, 5004)
        assert "cleanrack_database_up 0.0" in ask("/metrics").text
    finally:
        postgres_server.start()
    wait_for(lambda: missing(ask) == [], what="the process being ready again")
    assert member.get("/api/quota")["balance"] == 0
    with member.listening() as heard:
        wait_for(lambda: _was_heard(member, heard), what="events going round again")


def test_a_schema_that_became_another_meanwhile_is_none_it_serves(ask: Ask, place: Place) -> None:
    set_schema = "UPDATE alembic_version SET version_num = %s RETURNING (SELECT version_num FROM alembic_version)"
    with psycopg.connect(place.url, autocommit=True) as operator:
        (before,) = operator.execute(set_schema, ["9999"]).fetchone() or ("",)
        assert missing(ask) == ["database"]
        operator.execute(set_schema, [before])

    assert missing(ask) == []


# figures


def test_figures_are_for_this_machine_and_for_whoever_has_the_token(ask: Ask) -> None:
    statuses = {
        "from here": ask("/metrics").status_code,
        "through a proxy": ask("/metrics", **FORWARDED).status_code,
        "with the token": ask("/metrics", **FORWARDED, **BEARER).status_code,
        "with another": ask("/metrics", **FORWARDED, authorization="Bearer nobody knows it").status_code,
    }

    assert statuses == {"from here": 200, "through a proxy": 401, "with the token": 200, "with another": 401}


def test_a_members_token_opens_no_figures(ask: Ask, members: Members) -> None:
    member = members.sign_up("curious@example.com")

    assert refusal(ask("/metrics", **FORWARDED, authorization=f"Bearer {member.token}"))[:2] == (401, 4010)


def test_figures_count_calls_by_what_was_called_and_never_by_whom(ask: Ask, members: Members) -> None:
    member = members.sign_up("counted@example.com", quota=7)
    member.http.get("/api/tasks/one-that-is-not-there")
    member.http.get("/nowhere/at-all")

    told = ask("/metrics").text

    assert 'cleanrack_requests_total{method="GET",path="/api/tasks/{task_id}",status="404"} 1.0' in told
    assert 'cleanrack_requests_total{method="GET",path="-",status="404"}' in told
    assert "cleanrack_accounts " in told
    assert 'cleanrack_quota_posted{kind="balance"}' in told
    for secret in ("one-that-is-not-there", "nowhere", member.account, member.email):
        assert secret not in told


def _was_heard(member: Member, heard: Heard) -> bool:
    member.act()
    return bool(heard.of("account"))
