"""To each their own: nobody gets at, or learns anything of, what belongs to another account."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.journeys import photos
from tests.journeys.house import House
from tests.journeys.merchant import Merchant, data, refusal
from tests.server.document import operations
from tests.server.tries import BODIES, headers

pytestmark = pytest.mark.xdist_group("estate")


@dataclass
class Estate:
    """What merchant A owns, and merchant B who tries to get at it; the server is B's now."""

    house: House
    b: Merchant
    ids: dict[str, str]
    as_a_left_it: list[tuple[Any, ...]]

    def now(self) -> list[tuple[Any, ...]]:
        """Everything of A's that somebody could have changed."""
        return _belongings(self.house)


def _belongings(house: House) -> list[tuple[Any, ...]]:
    tables = ("tasks", "uploads", "assets", "transfers", "ledger_accounts")
    owner = {"transfers": "owner", "ledger_accounts": "owner"}
    return [
        row
        for table in tables
        for row in house.rows(f"SELECT * FROM {table} WHERE {owner.get(table, 'user_id')} = 'merchant-a' ORDER BY 1")
    ]


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Estate]:
    house = House(tmp_path_factory.mktemp("estate") / "data", account="merchant-a")
    house.give("merchant-a", 100)
    house.give("merchant-b", 100)
    with house:
        a = house.merchant()
        uploads = a.uploads([photos.garment(1), photos.cut_short(2)])
        task_id = a.wait(a.batch(uploads))["id"]
        asset_id = a.get("/api/library")["assets"][0]["id"]
    house.account = "merchant-b"
    with house:
        ids = {"task_id": task_id, "upload_id": uploads[0], "asset_id": asset_id, "index": "0"}
        yield Estate(house, house.merchant(), ids, _belongings(house))


OWNED = [(verb, path) for verb, path, _ in operations() if "{" in path]


@pytest.mark.parametrize(("verb", "path"), OWNED, ids=[f"{verb} {path}" for verb, path in OWNED])
def test_b_gets_nowhere_with_an_id_of_a(estate: Estate, verb: str, path: str):
    answer = estate.b.http.request(verb, path.format(**estate.ids), json=BODIES.get(path), headers=headers(verb, path))

    assert refusal(answer) == (403, 4003, "无权访问该任务")
    assert estate.now() == estate.as_a_left_it


def _with_photo_of_a(estate: Estate) -> list[httpx.Response]:
    preview = {"feature_id": "basic_clean", "upload_id": estate.ids["upload_id"]}
    upload = [estate.ids["upload_id"]]
    return [
        estate.b.submit(upload),
        estate.b.submit(upload, single=True),
        estate.b.post("/api/previews", preview),
        estate.b.post("/api/library/download-zip", {"ids": [estate.ids["asset_id"]]}),
    ]


def test_b_cannot_use_a_photo_or_a_picture_of_a(estate: Estate):
    answers = _with_photo_of_a(estate)

    assert [refusal(answer)[:2] for answer in answers] == [(403, 4003)] * 4
    assert estate.b.balance == 100
    assert estate.now() == estate.as_a_left_it


@pytest.mark.parametrize("verb", ["delete", "restore"])
def test_b_deletes_and_restores_nothing_of_a(estate: Estate, verb: str):
    answer = estate.b.post(f"/api/library/{verb}", {"ids": [estate.ids["asset_id"]]})

    assert data(answer) == {"count": 0}
    assert estate.now() == estate.as_a_left_it


def test_b_sees_nothing_of_a_in_lists_and_balance(estate: Estate):
    tasks, assets = estate.b.get("/api/tasks")["tasks"], estate.b.get("/api/library")["assets"]
    entries = estate.b.get("/api/quota/entries")["entries"]

    assert (tasks, assets) == ([], [])
    assert [entry["kind"] for entry in entries] == ["grant"]
    assert estate.b.balance == 100
