"""Ten photos, five of them broken, as the acceptance table has it: task, ZIP, list, library and balance then."""

import csv
import io
from collections.abc import Iterator

import pytest

from tests.journeys import photos
from tests.journeys.house import House
from tests.journeys.merchant import Merchant, refusal

pytestmark = pytest.mark.xdist_group("half-broken")


@pytest.fixture(scope="module")
def merchant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Merchant]:
    """Somebody with 100 quota, for all tests here."""
    with House(tmp_path_factory.mktemp("half") / "data") as house:
        yield house.merchant()


@pytest.fixture(scope="module")
def half_broken(merchant: Merchant) -> str:
    """A finished batch of ten photos of which every second is broken; no test here changes it."""
    ten = [photos.garment(n) if n % 2 else photos.cut_short(n) for n in range(10)]
    return str(merchant.wait(merchant.batch(merchant.uploads(ten)))["id"])


def test_of_ten_photos_with_five_broken_five_succeed_five_fail_with_a_reason_and_five_are_returned(
    merchant: Merchant, half_broken: str
):
    task = merchant.task(half_broken)

    assert task["status"] == "completed"
    assert [item["status"] for item in task["batch_items"]] == ["failed", "success"] * 5
    for item in task["batch_items"][::2]:
        assert (item["error"]["code"], item["error"]["slug"]) == (6001, "unreadable-picture")
        assert "已损坏或不完整" in item["error"]["message"]
    assert task["receipt"] == {"charged": 10, "used": 5, "returned": 5, "held": 0}
    assert merchant.balance == 95


def test_the_zip_is_named_after_the_batch_and_has_exactly_the_good_ones(merchant: Merchant, half_broken: str):
    answer = merchant.http.post(f"/api/tasks/{half_broken}/download-zip")
    inside = merchant.archive(half_broken)

    assert answer.headers["content-disposition"] == f'attachment; filename="batch_{half_broken}.zip"'
    assert int(answer.headers["content-length"]) == len(answer.content)
    good = [f"photo{number}.jpg" for number in (2, 4, 6, 8, 10)]
    assert inside.namelist() == [*good, "manifest.csv"]
    assert [photos.opened(inside.read(name)).size for name in good] == [photos.SMALL] * 5


def test_the_manifest_opens_in_a_spreadsheet_and_has_a_row_for_each_photo(merchant: Merchant, half_broken: str):
    content = merchant.archive(half_broken).read("manifest.csv")
    only_good = merchant.archive(half_broken, only_success=True).read("manifest.csv")

    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert content.startswith(b"\xef\xbb\xbf")
    assert [row["original"] for row in rows] == [f"photo{number}.jpg" for number in range(1, 11)]
    assert [row["status"] for row in rows] == ["failed", "success"] * 5
    assert [bool(row["reason"]) for row in rows] == [True, False] * 5
    assert rows[1]["file"] == "photo2.jpg"
    assert (rows[1]["width"], rows[1]["height"]) == ("240", "320")
    assert len(list(csv.DictReader(io.StringIO(only_good.decode("utf-8-sig"))))) == 5


def test_the_list_marks_the_batch_and_tells_5_of_10(merchant: Merchant, half_broken: str):
    (shown,) = merchant.get("/api/tasks")["tasks"]

    assert shown["id"] == half_broken
    assert (shown["is_batch"], shown["type"]) == (True, "batch")
    assert (shown["batch_success"], shown["batch_failed"], shown["batch_total"]) == (5, 5, 10)
    assert "batch_items" not in shown


def test_the_library_has_the_finished_pictures_when_a_batch_is_done(merchant: Merchant, half_broken: str):
    assets = merchant.get("/api/library")["assets"]

    good = {item["output"]["sha256"] for item in merchant.task(half_broken)["batch_items"] if item["output"]}
    assert len(assets) == 5
    assert {asset["sha256"] for asset in assets} == good
    for asset in assets:
        assert len(merchant.http.get(f"/api/library/{asset['id']}/file").content) == asset["size"]


def test_what_came_back_by_itself_is_not_refunded_again(merchant: Merchant, half_broken: str):
    refused = refusal(merchant.post(f"/api/tasks/{half_broken}/refund", {"items": [0], "reason": "broken"}))

    assert refused == (409, 4009, "已返还过配额")
    assert merchant.balance == 95
