"""`cleanrack clean` from photos on the disk to pictures on the disk."""

import asyncio
import json
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.api.tasks import CreateTask
from desktop_app.client.bundled import BundledServer
from desktop_app.client.server import ServerClient
from desktop_app.core.words import Language
from tests.client.photos import broken_jpeg, gif, jpeg, put


def names_in(archive: str) -> list[str]:
    with zipfile.ZipFile(archive) as opened:
        return sorted(set(opened.namelist()) - {"manifest.csv"})


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "zh-CN",
            ["file1.gif 格式不支持，已移除", "无法读取", "已选择: 3 张图片 × 1 配额 = 3 配额", "现在 100，之后 97"],
        ),
        (
            "en",
            ["file1.gif: the format is not supported", "cannot be read", "3 pictures × 1 quota = 3 quota", "97 after"],
        ),
    ],
)
def test_a_folder_is_cleaned_and_every_refusal_is_told(cleanrack, shoot, lang, sentences):
    put(shoot, "连衣裙 红色/1.jpg", jpeg(seed=1))
    put(shoot, "连衣裙 红色/坏.jpg", broken_jpeg())
    put(shoot, "衬衫/1.jpg", jpeg(seed=2))
    put(shoot, "file1.gif", gif())
    for hidden in (".DS_Store", "._1.jpg", "Thumbs.db", "desktop.ini"):
        put(shoot, hidden, b"system")
    said = cleanrack("clean", shoot, "--yes", "--zip", "成品.zip", lang=lang)
    assert said.code == 1
    assert all(sentence in said.out for sentence in sentences), said.out
    assert "Thumbs" not in said.out
    assert names_in("成品.zip") == ["拍摄/衬衫/1.jpg", "拍摄/连衣裙 红色/1.jpg"]
    assert "\x1b" not in said.out
    assert said.err == ""


def test_more_than_fifty_photos_are_cut_at_fifty_and_it_is_said(cleanrack, shoot):
    for number in range(52):
        put(shoot, f"{number + 1}.jpg", jpeg(seed=number))
    put(shoot, "0.gif", gif())
    said = cleanrack("clean", shoot, "--yes", "--background", "keep", lang="zh-CN")
    assert "最多支持50张图片：共 52 张，保留前 50 张，其余 2 张" in said.out
    assert said.code == 1
    assert names_in("cleaned.zip") == sorted(f"拍摄/{number + 1}.jpg" for number in range(50))
    assert "现在 100，之后 50" in said.out


def test_files_of_one_name_from_two_folders_stay_two(cleanrack, shoot):
    first, second = put(shoot, "SKU1/1.jpg", jpeg(seed=1)), put(shoot, "SKU2/1.jpg", jpeg(seed=2))
    assert cleanrack("clean", first, second, "--yes").code == 0
    assert names_in("cleaned.zip") == ["SKU1/1.jpg", "SKU2/1.jpg"]


def test_a_twin_within_the_run_is_told_and_can_be_left_out(cleanrack, shoot):
    put(shoot, "1.jpg", jpeg(seed=1))
    put(shoot, "2.jpg", jpeg(seed=1))
    again = cleanrack("clean", shoot / "1.jpg", "--yes")
    assert "the same file" not in again.out
    said = cleanrack("clean", shoot, "--yes", "--skip", "duplicate")
    assert "the same file as 拍摄/1.jpg" in said.out
    assert names_in("cleaned (2).zip") == ["拍摄/1.jpg"]


def test_an_existing_zip_is_kept_and_force_replaces_it(cleanrack, shoot):
    put(shoot, "1.jpg", jpeg(seed=1))
    Path("cleaned.zip").write_text("mine")
    said = cleanrack("clean", shoot, "--yes")
    assert "cleaned (2).zip" in said.out
    assert Path("cleaned.zip").read_text() == "mine"
    cleanrack("clean", shoot, "--yes", "--force")
    assert names_in("cleaned.zip") == ["拍摄/1.jpg"]


def test_pictures_go_into_a_folder_without_replacing_any(cleanrack, shoot):
    put(shoot, "1.jpg", jpeg(seed=1))
    put(shoot, "2.jpg", jpeg(seed=2))
    kept = put(Path.cwd(), "out/01.png", b"mine")
    assert cleanrack("clean", shoot, "--yes", "--out", "out", "--names", "index", "--format", "png").code == 0
    assert sorted(file.name for file in Path("out").iterdir()) == ["01 (2).png", "01.png", "02.png"]
    assert kept.read_bytes() == b"mine"
    with Image.open("out/02.png") as made:
        assert made.format == "PNG"
    assert not Path("cleaned.zip").exists()


def test_pictures_are_named_by_a_template(cleanrack, shoot):
    put(shoot, "SKU7/1.jpg", jpeg(seed=1))
    assert cleanrack("clean", shoot / "SKU7", "--yes", "--out", "out", "--template", "{sku}-{index:03}").code == 0
    assert [file.name for file in Path("out").iterdir()] == ["SKU7-001.jpg"]


def test_json_is_one_document_and_nothing_else(cleanrack, shoot):
    photo = put(shoot, "1.jpg", jpeg(seed=1))
    put(shoot, "坏.jpg", broken_jpeg())
    put(shoot, "file1.gif", gif())
    said = cleanrack("clean", shoot, "--yes", "--json")
    told = json.loads(said.out)
    good, bad = told["photos"]
    assert said.err == ""
    assert (told["ok"], told["exit_code"], told["status"]) == (False, 1, "completed")
    assert (good["status"], good["path"]) == ("success", str(photo))
    assert good["output"]["width"] == 64
    assert (bad["status"], bad["error"]["slug"]) == ("failed", "unreadable-picture")
    assert [refusal["slug"] for refusal in told["refused"]] == ["unsupported-format"]
    assert told["receipt"] == {"charged": 2, "used": 1, "returned": 1, "held": 0}
    assert Path(told["zip"]).is_absolute()


def test_one_photo_can_be_an_ordinary_single_task(cleanrack, shoot):
    put(shoot, "1.jpg", jpeg(seed=1))
    assert cleanrack("clean", shoot, "--single", "--yes").code == 0
    (task,) = json.loads(cleanrack("tasks", "list", "--json").out)["tasks"]
    assert (task["is_batch"], task["type"]) == (False, "single")


def test_originals_are_not_touched(cleanrack, shoot):
    photo = put(shoot, "1.jpg", jpeg(seed=1))
    before = (photo.read_bytes(), photo.stat().st_mtime_ns)
    cleanrack("clean", shoot, "--yes", "--out", shoot.parent)
    assert (photo.read_bytes(), photo.stat().st_mtime_ns) == before


@pytest.mark.parametrize("content", [gif(), b""])
def test_nothing_that_can_be_used_ends_with_3(cleanrack, shoot, content):
    file = put(shoot, "1.jpg", content)
    said = cleanrack("clean", file, "--yes", "--json")
    assert said.code == 3
    assert len(json.loads(said.out)["refused"]) == 1


def test_none_that_succeeds_ends_with_3_and_costs_nothing(cleanrack, shoot):
    said = cleanrack("clean", put(shoot, "1.jpg", broken_jpeg()), "--yes", "--json")
    assert said.code == 3
    assert json.loads(said.out)["balance"] == 100
    assert not Path("cleaned.zip").exists()


@pytest.mark.parametrize(
    "args",
    [
        ["clean", "{photo}"],
        ["clean", "{photo}", "--json"],
        ["clean"],
        ["clean", "nowhere.jpg", "--yes"],
        ["clean", "{photo}", "--yes", "--brightness", "101"],
        ["clean", "{photo}", "--yes", "--brightness", "bright"],
        ["clean", "{photo}", "--yes", "--max-side", "100"],
        ["clean", "{photo}", "--yes", "--format", "BMP"],
        ["clean", "{photo}", "--yes", "--zip"],
        ["clean", "{photo}", "--yes", "--sepia"],
        ["clean", "{photo}", "{photo}2", "--yes", "--single"],
        ["clean", "{photo}", "--yes", "--template", "{{colour}}"],
        ["clean", "{photo}", "--yes", "--zip", "."],
        ["polish"],
        ["tasks", "polish"],
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_wrong_usage_ends_with_2_and_a_sentence(cleanrack, shoot, args, lang):
    photo = put(shoot, "1.jpg", jpeg(seed=1))
    put(shoot, "1.jpg2", jpeg(seed=2))
    said = cleanrack(*(arg.format(photo=photo) for arg in args), lang=lang)
    assert said.code == 2
    assert said.err.strip()
    assert any("一" <= char <= "鿿" for char in said.err) == (lang == "zh-CN")


def test_too_little_quota_ends_with_4_and_the_shortfall(cleanrack, shoot, tmp_path):
    spend(tmp_path / "数据", batches=2, photos=49)
    for number in range(5):
        put(shoot, f"{number}.jpg", jpeg(seed=90 + number))
    said = cleanrack("clean", shoot, "--yes", lang="zh-CN")
    assert said.code == 4
    assert "配额不足，还需 3 配额" in said.err


def test_too_many_batches_end_with_5(cleanrack, shoot, tmp_path):
    spend(tmp_path / "数据", batches=5, photos=1)
    said = cleanrack("clean", put(shoot, "1.jpg", jpeg(seed=90)), "--yes", "--json")
    assert said.code == 5
    assert json.loads(said.out)["error"]["slug"] == "rate-limited"


def test_a_data_folder_that_cannot_be_used_ends_with_6(cleanrack, shoot):
    Path("file").write_text("no folder")
    said = cleanrack("--data-dir", "file", "clean", put(shoot, "1.jpg", jpeg(seed=1)), "--yes", lang="zh-CN")
    assert said.code == 6
    assert "数据文件夹" in said.err


def test_a_place_that_cannot_be_written_ends_with_8_before_anything_is_charged(cleanrack, shoot):
    Path("file").write_text("no folder")
    said = cleanrack("clean", put(shoot, "1.jpg", jpeg(seed=1)), "--yes", "--out", "file/inside")
    assert said.code == 8


def spend(folder: Path, *, batches: int, photos: int) -> None:
    """Use up quota and batches of a data folder."""

    async def run() -> None:
        async with BundledServer(folder) as running, ServerClient.local(running.handshake, Language.ENGLISH) as client:
            uploads = [(await client.upload(jpeg(seed=number), "1.jpg")).id for number in range(photos)]
            for _ in range(batches):
                await client.create_batch(CreateTask(feature_id="basic_clean", input_images=uploads))

    asyncio.run(run())
