"""The same over HTTP, past the cloud's real guard: who may, and what a refusal looks like."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from desktop_app.api.allowances import AllowanceToken
from desktop_app.api.sync import type_of
from desktop_app.core import clock, ids
from desktop_app.server.accounts.credentials import Passwords
from desktop_app.server.accounts.endpoints import router as accounts
from desktop_app.server.allowances.endpoints import router as allowances
from desktop_app.server.app import create_app
from desktop_app.server.cloud_security import CloudGuard
from desktop_app.server.devices.endpoints import router as devices
from desktop_app.server.devices.service import DeviceService
from desktop_app.server.ledger.endpoints import router as quota
from desktop_app.server.limits import Buckets, TryLimits
from desktop_app.server.sessions.service import SessionService
from desktop_app.server.storage.bucket import Bucket
from desktop_app.server.storage.s3 import S3Storage
from desktop_app.server.sync.blobs import BlobService
from desktop_app.server.sync.endpoints import router as sync
from tests.cloud.sync.cloud import Cloud
from tests.cloud.sync.computer import Computer

Http = httpx.AsyncClient
ROUTERS = (accounts, allowances, devices, quota, sync)


@pytest.fixture
def guarded(cloud: Cloud, bucket: Bucket, tmp_path: Any) -> CloudGuard:
    """The cloud's calls that a computer's sync makes."""
    sessions = SessionService(
        database=cloud.database,
        passwords=Passwords(),
        limits=TryLimits(database=cloud.database, clock=clock.now),
        signer=cloud.signer,
        clock=clock.now,
        is_open=True,
    )

    @asynccontextmanager
    async def lifespan(_: object) -> Any:
        yield

    services: Any = SimpleNamespace(database=cloud.database, ledger=cloud.ledger)
    app = create_app(services, routers=ROUTERS, lifespan=lifespan)
    app.state.cloud = SimpleNamespace(
        sessions=sessions,
        devices=DeviceService(database=cloud.database),
        closing=cloud.closing,
        allowances=cloud.allowances,
        sync=cloud.sync,
        blobs=BlobService(database=cloud.database, objects=S3Storage(bucket=bucket, folder=tmp_path), clock=clock.now),
    )
    buckets = Buckets(per_second=1000, burst=1000)
    return CloudGuard(app, sessions=sessions, buckets=buckets, proxies=(), metrics_token=None)


class Line:
    """A signed-in computer's HTTP."""

    def __init__(self, http: Http, told: dict[str, Any]) -> None:
        self._http = http
        self._headers = {"Authorization": f"Bearer {told['access_token']}", "Accept-Language": "en"}
        self.account, self.device = told["account"]["id"], told["device"]["id"]
        self.computer = Computer(account=self.account, device=self.device, sync=None, session="")  # type: ignore[arg-type]

    async def get(self, path: str, **query: Any) -> tuple[int, Any]:
        return _read(await self._http.get(path, params=query, headers=self._headers))

    async def post(self, path: str, body: Any) -> tuple[int, Any]:
        raw = {"content": json.dumps(body), "headers": {**self._headers, "Content-Type": "application/json"}}
        return _read(await self._http.post(path, **raw))

    async def push(self) -> tuple[int, Any]:
        events = [event.model_dump(mode="json") for event in self.computer.told]
        return await self.post("/api/sync/events", {"device": self.device, "events": events})

    async def hello(self) -> tuple[int, Any]:
        wall = clock.now().isoformat()
        return await self.post(
            "/api/sync/hello", {"device": self.device, "dseq": 0, "head": "", "cursor": 0, "wall": wall}
        )


def _read(answer: httpx.Response) -> tuple[int, Any]:
    body = answer.json()
    return answer.status_code, body["data"] if body["success"] else body["error"]["slug"]


def told_by_nobody(what: object) -> dict[str, Any]:
    return {"dseq": 1, "id": "x", "body": {"type": "weather", "told": what}, "prev": "", "hash": "0" * 64}


def over_http(guarded: CloudGuard, story: Callable[[Callable[[str], Awaitable[Line]]], Awaitable[None]]) -> None:
    """Tell a story in which computers of new accounts sign up."""

    async def run() -> None:
        transport = httpx.ASGITransport(app=guarded, client=("127.0.0.1", 50000))  # type: ignore[arg-type]
        async with Http(transport=transport, base_url="https://cloud.example") as http:

            async def sign_up(name: str) -> Line:
                device = {"name": name, "platform": "Linux"}
                body = {"email": f"{name}@example.com", "password": "correct horse", "device": device}
                status, told = _read(await http.post("/api/accounts", json=body))
                assert status == 201
                return Line(http, told)

            await story(sign_up)

    asyncio.run(run())


def test_a_computers_day(cloud: Cloud, guarded: CloudGuard) -> None:
    async def story(sign_up: Callable[[str], Awaitable[Line]]) -> None:
        studio = await sign_up("studio")
        with cloud.database.write(studio.account) as connection:
            cloud.ledger.grant(connection, studio.account, 100, reason="topup|test")
        asked = await studio.post("/api/allowances", {"id": ids.new(), "want": 40})
        studio.computer.open(AllowanceToken.model_validate(asked[1]["token"]))
        studio.computer.finish(studio.computer.make(2), 0)

        assert asked[0] == 200
        pushed = await studio.push()
        assert (pushed[0], pushed[1]["refused"], pushed[1]["acked_dseq"]) == (200, [], 5)
        assert (await studio.hello())[1]["acked_dseq"] == 5
        pulled = await studio.get("/api/sync/events", after=1, limit=2)
        assert [event["seq"] for event in pulled[1]["events"]] == [2, 3]
        assert pulled[1]["head"] == 6
        quota = (await studio.get("/api/quota"))[1]
        assert [quota[name] for name in ("balance", "held", "used", "on_this_computer", "in_cloud")] == [
            98,
            1,
            1,
            38,
            60,
        ]
        assert len((await studio.get("/api/quota/entries"))[1]["entries"]) == 4
        recovered = await studio.post(f"/api/devices/{studio.device}/recover", {"claim": ids.new(), "anchor": None})
        assert (recovered[0], recovered[1]["forfeited"]) == (200, 39)
        assert await studio.hello() == (403, "device-closed"), "its sign-in is its successor's now"
        studio.device = recovered[1]["device"]["id"]
        assert (await studio.hello())[1]["state"] == "ok"

    over_http(guarded, story)
    assert cloud.violations() == []


def test_a_forgotten_computer_is_told_so_and_gets_nothing_more(cloud: Cloud, guarded: CloudGuard) -> None:
    async def story(sign_up: Callable[[str], Awaitable[Line]]) -> None:
        studio = await sign_up("studio")
        studio.computer.tell({"type": "weather"})
        await studio.post(f"/api/devices/{studio.device}/forget", {})

        assert await studio.push() == (403, "device-closed")
        assert (await studio.hello())[1]["state"] == "closed"
        for path in ("/api/sync/events", "/api/quota", "/api/devices", f"/api/blobs/{'a' * 64}"):
            assert await studio.get(path) == (403, "device-closed")
        assert await studio.post("/api/allowances", {"id": ids.new(), "want": 1}) == (403, "device-closed")
        recover = {"claim": ids.new(), "anchor": None}
        assert await studio.post(f"/api/devices/{studio.device}/recover", recover) == (403, "device-closed")

    over_http(guarded, story)


def test_every_call_is_asked_as_somebody_else_too(cloud: Cloud, guarded: CloudGuard) -> None:
    async def story(sign_up: Callable[[str], Awaitable[Line]]) -> None:
        studio, stranger = await sign_up("studio"), await sign_up("stranger")
        studio.computer.make(1)
        await studio.push()
        sha256 = "a" * 64
        await studio.post("/api/blobs/want", {"items": [{"sha256": sha256, "size": 5}]})

        assert (await stranger.get("/api/sync/events"))[1]["events"] == []
        assert await stranger.get(f"/api/blobs/{sha256}") == (404, "not-found")
        assert (await stranger.post("/api/blobs/done", {"sha256": [sha256]}))[1]["verified"] == []
        recover = {"claim": ids.new(), "anchor": None}
        assert await stranger.post(f"/api/devices/{studio.device}/recover", recover) == (404, "not-found")
        assert await stranger.post(f"/api/devices/{studio.device}/forget", {}) == (404, "not-found")
        assert (await studio.hello())[1]["state"] == "ok"
        place = (await stranger.post("/api/blobs/want", {"items": [{"sha256": sha256, "size": 5}]}))[1][0]
        assert stranger.account in place["url"]

    over_http(guarded, story)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/sync/events", {"device": "x", "events": [told_by_nobody("\ud800")]}),
        ("/api/sync/events", {"device": "x", "events": [told_by_nobody(float("inf"))]}),
        ("/api/sync/events", {"device": "x", "events": []}),
        (
            "/api/sync/events",
            {"device": "x", "events": [{"dseq": 0, "id": "x", "body": {}, "prev": "", "hash": "0" * 64}]},
        ),
        (
            "/api/sync/events",
            {"device": "x", "events": [{"dseq": 1, "id": "a\u0000", "body": {}, "prev": "", "hash": "0" * 64}]},
        ),
        ("/api/allowances", {"id": "short", "want": 1}),
        ("/api/allowances", {"id": "a" * 32, "want": 0}),
        ("/api/blobs/want", {"items": [{"sha256": "../" + "a" * 61, "size": 1}]}),
        ("/api/blobs/done", {"sha256": ["A" * 64]}),
    ],
)
def test_what_is_badly_asked_is_refused_before_anything_is_done(
    guarded: CloudGuard, path: str, body: dict[str, Any]
) -> None:
    async def story(sign_up: Callable[[str], Awaitable[Line]]) -> None:
        studio = await sign_up("studio")
        asked = {**body, "device": studio.device} if "device" in body else body
        assert await studio.post(path, asked) == (400, "invalid-request")

    over_http(guarded, story)


ODD = [
    '{"type": "weather", "told\\u0000": "\\u0000"}',
    '{"type": "weather", "told": 1e308, "more": 1' + "0" * 400 + "}",
    '{"type": ["entries"], "entries": 5}',
    '{"type": null}',
    "{}",
    '{"type": "task-moved", "task_id": "\\u0000", "status": "", "refunded": "perhaps", "updated_at": -1}',
    '{"type": "entries", "entries": [{"id": "x", "kind": "return", "amount": 1, "note": "\\u0000",'
    ' "created_at": "2026-05-02T09:00:00Z"}]}',
    '{"type": "assets", "ids": ["\\u0000"], "deleted_at": "9999-12-31T23:59:59-14:00"}',
]


@pytest.mark.parametrize("body", ODD)
def test_whatever_a_computer_tells_its_story_goes_on(cloud: Cloud, guarded: CloudGuard, body: str) -> None:
    async def story(sign_up: Callable[[str], Awaitable[Line]]) -> None:
        studio = await sign_up("studio")
        odd = json.loads(body)
        sealed = studio.computer.chain.link("odd", type_of(odd), odd)
        told = {"dseq": 1, "id": "odd", "body": odd, "prev": "", "hash": sealed.hash}

        status, answer = await studio.post("/api/sync/events", {"device": studio.device, "events": [told]})

        assert (status, answer["acked_dseq"]) == (200, 1)
        assert (await studio.get("/api/sync/events"))[1]["events"][0]["body"] == odd

    over_http(guarded, story)
