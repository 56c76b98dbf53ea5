"""One run for several shops: a picture each, a folder each, one quota per photo."""

import csv
import io
from typing import Any

import pytest

from desktop_app.core.words import Language, say
from desktop_app.imaging.marketplaces import shops
from tests.journeys import photos
from tests.journeys.house import House
from tests.journeys.merchant import Answer, Merchant, data, refusal

CHOSEN = ["taobao", "jd", "amazon"]
NAMED = ["SKU1/front.jpg", "SKU2/front.jpg"]


@pytest.fixture
def done(merchant: Merchant) -> Answer:
    """A listing set of two photos for three shops, over."""
    sent = merchant.uploads([photos.garment(1), photos.garment(2)], NAMED)
    created = merchant.submit(sent, feature_id="listing_set", shops=CHOSEN)
    return merchant.wait(data(created, status=201)["task_id"])


def rows(merchant: Merchant, task: Answer, **wished: Any) -> list[dict[str, str]]:
    """What the manifest says."""
    content = merchant.archive(task["id"], **wished).read("manifest.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_each_photo_costs_one_quota_and_becomes_a_picture_for_each_shop(merchant: Merchant, done: Answer):
    assert done["receipt"] == {"charged": 2, "used": 2, "returned": 0, "held": 0}
    assert merchant.balance == 98
    for item in done["batch_items"]:
        made = [item["output"], *item["output"]["others"]]
        assert [each["shop"] for each in made] == CHOSEN
        for each in made:
            assert each["width"] == each["height"] > 0, "these shops ask for squares"


def test_the_zip_has_a_folder_for_each_shop_and_the_manifest_the_figures_of_each_file(merchant: Merchant, done: Answer):
    archive = merchant.archive(done["id"])
    told = rows(merchant, done)

    wanted = [f"{shop}/{name}" for name in NAMED for shop in CHOSEN]
    assert archive.namelist() == [*wanted, "manifest.csv"]
    assert [row["file"] for row in told] == wanted
    for row in told:
        assert photos.opened(archive.read(row["file"])).size == (int(row["width"]), int(row["height"]))
        assert archive.getinfo(row["file"]).file_size == int(row["bytes"])
        assert row["file"] == f"{row['shop']}/{row['original']}"
        assert row["sku"] == row["original"].split("/")[0]
        assert 0 <= float(row["delta_e"]) <= float(row["delta_e_95"])
        assert row["method"]
        assert len(row["checks"].split("；")) == len(shops()[row["shop"]].figures)
        assert "不合格：" in row["checks"], "photos of 240 × 320 are too small for these shops"
        assert "合格：格式 JPEG" in row["checks"]
        assert row["reason"] == ""


def test_each_picture_is_given_out_by_its_shop_and_an_unknown_shop_is_not_found(merchant: Merchant, done: Answer):
    path = f"/api/tasks/{done['id']}/items/0"
    first, *others = [done["batch_items"][0]["output"], *done["batch_items"][0]["output"]["others"]]

    assert len(merchant.http.get(f"{path}/output").content) == first["size"]
    for each in others:
        picture = merchant.http.get(f"{path}/output", params={"shop": each["shop"]})
        assert len(picture.content) == each["size"]
        seen = merchant.http.get(f"{path}/preview", params={"shop": each["shop"], "side": "128"})
        assert photos.opened(seen.content).format == "JPEG"
    for call in ("output", "preview"):
        assert refusal(merchant.http.get(f"{path}/{call}", params={"shop": "ebay"}))[:2] == (404, 4004)


def test_every_picture_is_in_the_library_with_its_shop(house: House, merchant: Merchant, done: Answer):
    assets = merchant.get("/api/library")["assets"]

    assert sorted((each["file_name"], each["shop"]) for each in assets) == sorted(
        (name, shop) for name in NAMED for shop in CHOSEN
    )
    assert {each["sha256"] for each in assets} <= house.blobs()
    assert len({each["id"] for each in assets}) == 6


def test_names_are_as_asked_also_with_a_table_of_skus(merchant: Merchant, done: Answer):
    skus = {"SKU1/front.jpg": "A/1"}
    by_template = merchant.archive(done["id"], names="template", template="{sku}-{shop}-{index:03}", skus=skus)
    in_folders = merchant.archive(done["id"], names="template", template="{sku}", skus=skus)
    told = rows(merchant, done, skus=skus)

    assert by_template.namelist()[:3] == ["A_1-taobao-001.jpg", "A_1-jd-001.jpg", "A_1-amazon-001.jpg"]
    assert in_folders.namelist()[:3] == ["taobao/A_1.jpg", "jd/A_1.jpg", "amazon/A_1.jpg"]
    dated = merchant.archive(done["id"], names="template", template="{date}/{index}", date="20240229")
    assert dated.namelist()[0] == "taobao/20240229/1.jpg"
    assert [row["sku"] for row in told] == ["A/1"] * 3 + ["SKU2"] * 3
    bad = {"names": "template", "template": "{colour}"}
    assert refusal(merchant.http.post(f"/api/tasks/{done['id']}/download-zip", json=bad))[:2] == (400, 4000)


def test_without_shops_there_are_no_folders_and_no_checks_and_second_hand_is_said(merchant: Merchant):
    sent = merchant.uploads([photos.garment(1), photos.cut_short(2)], ["=1+1.jpg", "broken.jpg"])
    task = merchant.wait(merchant.batch(sent, second_hand=True))

    good, bad = rows(merchant, task)

    assert merchant.archive(task["id"]).namelist() == ["=1+1.jpg", "manifest.csv"]
    assert (good["file"], good["original"]) == ("'=1+1.jpg", "'=1+1.jpg"), "no formula for a spreadsheet"
    assert (good["shop"], good["checks"], good["sku"]) == ("", "", "")
    assert say(Language.CHINESE, "notes.second-hand") in good["notes"].split("；")
    assert (bad["status"], bad["file"], bad["delta_e"]) == ("failed", "", "")
    assert "已损坏或不完整" in bad["reason"]


@pytest.mark.parametrize("chosen", [[], ["taobao", "taobao"], ["nowhere"], "taobao"])
def test_shops_that_make_no_sense_are_refused_and_cost_nothing(merchant: Merchant, chosen: Any):
    sent = merchant.uploads([photos.garment(1)])

    answer = merchant.submit(sent, feature_id="listing_set", shops=chosen)

    assert refusal(answer)[:2] == (400, 4000)
    assert merchant.balance == 100


def test_the_second_look_of_upkeep_finds_nothing_amiss(house: House, merchant: Merchant, done: Answer):
    before = house.blobs()

    house.close()
    house.open()

    told = house.merchant().get("/api/diagnostics")
    assert all(check["ok"] for check in told["checks"]), told
    assert house.blobs() == before
