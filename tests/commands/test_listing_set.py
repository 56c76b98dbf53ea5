"""`cleanrack clean --feature listing_set`, and names by a table of SKUs."""

import csv
import json
import zipfile
from pathlib import Path

from tests.client.photos import jpeg, put


def test_one_run_for_two_shops_fills_a_folder_each_at_one_quota_per_photo(cleanrack, shoot):
    put(shoot, "SKU1/1.jpg", jpeg(seed=1))
    put(shoot, "SKU2/1.jpg", jpeg(seed=2))
    run = ["--feature", "listing_set", "--shops", "amazon", "--shops", "taobao", "--shops", "amazon"]
    said = cleanrack(
        "clean", shoot / "SKU1", shoot / "SKU2", *run, "--out", "done", "--zip", "a.zip", "--json", "--yes"
    )
    told = json.loads(said.out)
    assert said.code == 0
    assert told["receipt"]["charged"] == 2
    wanted = {f"{shop}/{sku}/1.jpg" for shop in ("amazon", "taobao") for sku in ("SKU1", "SKU2")}
    assert {file.relative_to("done").as_posix() for file in Path("done").rglob("*.jpg")} == wanted
    assert set(zipfile.ZipFile("a.zip").namelist()) == {*wanted, "manifest.csv"}
    assert {Path(file).parent.parent.name for file in told["photos"][0]["saved_for"].values()} == {"amazon", "taobao"}


def test_pictures_are_named_by_a_table_and_what_is_odd_in_it_is_told_beforehand(cleanrack, shoot):
    put(shoot, "正面.jpg", jpeg(seed=1))
    put(shoot, "背面.jpg", jpeg(seed=2))
    Path("货号.csv").write_bytes("货号,文件名\nA-1,正面.jpg\nB-1,没有.jpg\n".encode("gbk"))
    named = ["--skus", "货号.csv", "--template", "{sku}_{index}"]
    said = cleanrack("clean", shoot, *named, "--yes", lang="zh-CN")
    assert said.code == 0
    assert "第 3 行：没有名为 没有.jpg 的图片" in said.out
    assert "拍摄/背面.jpg 不在表格中" in said.out
    assert said.out.index("第 3 行") < said.out.index("配额")
    with zipfile.ZipFile("cleaned.zip") as archive:
        rows = list(csv.DictReader(archive.read("manifest.csv").decode("utf-8-sig").splitlines()))
        assert sorted(archive.namelist()) == sorted([row["file"] for row in rows] + ["manifest.csv"])
    assert {row["original"]: row["sku"] for row in rows} == {"拍摄/正面.jpg": "A-1", "拍摄/背面.jpg": "拍摄"}
    assert {row["file"].split("_")[0] for row in rows} == {"A-1", "拍摄"}


def test_a_table_that_cannot_be_used_stops_before_anything_is_done(cleanrack, shoot):
    put(shoot, "1.jpg", jpeg(seed=1))
    Path("表.csv").write_text("nothing but words")
    said = cleanrack("clean", shoot, "--skus", "表.csv", "--yes")
    assert said.code == 9
    assert "表.csv has no two columns" in said.err
    assert not Path("cleaned.zip").exists()


def test_shops_belong_to_the_listing_set_alone(cleanrack, shoot):
    put(shoot, "1.jpg", jpeg(seed=1))
    said = cleanrack("clean", shoot, "--shops", "taobao", "--yes")
    assert said.code == 2
    assert "--shops is no parameter of" in said.err
