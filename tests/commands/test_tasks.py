"""`cleanrack tasks`, `library` and `doctor` after a batch with one broken photo."""

import json
import zipfile
from pathlib import Path

import pytest

from desktop_app.client.bundled import BundledServer
from tests.client.photos import broken_jpeg, jpeg, put


@pytest.fixture
def task_id(cleanrack, shoot) -> str:
    """A batch of two, one of which failed."""
    put(shoot, "羊毛.jpg", jpeg(seed=1))
    put(shoot, "坏.jpg", broken_jpeg())
    return json.loads(cleanrack("clean", shoot, "--yes", "--json").out)["task_id"]


def test_a_batch_is_listed_shown_retried_and_exported(cleanrack, task_id):
    listed = cleanrack("tasks", "list", lang="zh-CN")
    assert listed.code == 0
    assert "批量" in listed.out
    assert "1/2 (50%)" in listed.out
    shown = cleanrack("tasks", "show", task_id[:6])
    assert "✗ 拍摄/坏.jpg" in shown.out
    assert "charged 2 · used 1 · returned 1" in shown.out
    retried = cleanrack("tasks", "retry", task_id, "--yes")
    assert retried.code == 1
    assert "羊毛" not in retried.out
    assert "charged 3 · used 1 · returned 2" in retried.out
    assert cleanrack("tasks", "zip", task_id, "再.zip").code == 0
    assert zipfile.ZipFile("再.zip").namelist() == ["拍摄/羊毛.jpg", "manifest.csv"]


def test_an_ended_task_is_not_steered(cleanrack, task_id):
    said = cleanrack("tasks", "cancel", task_id)
    assert said.code == 9
    assert "state" in said.err


def test_an_unknown_task_is_told(cleanrack):
    said = cleanrack("tasks", "show", "abc", "--json", lang="zh-CN")
    assert said.code == 9
    assert json.loads(said.out)["error"]["slug"] == "no-such-task"
    assert "没有编号为" in said.err


def test_finished_pictures_are_found_and_exported(cleanrack, task_id):
    assert "拍摄/羊毛.jpg" in cleanrack("library", "--search", "羊毛").out
    told = json.loads(cleanrack("library", "--zip", "a.zip", "--json").out)
    assert [asset["file_name"] for asset in told["assets"]] == ["拍摄/羊毛.jpg"]
    assert zipfile.ZipFile(told["zip"]).namelist() == ["拍摄/羊毛.jpg"]
    nothing = cleanrack("library", "--search", "亚麻", "--zip", "b.zip")
    assert nothing.code == 3
    assert not Path("b.zip").exists()


@pytest.mark.parametrize(("lang", "well"), [("en", "All is well."), ("zh-CN", "一切正常。")])
def test_the_doctor_finds_all_well(cleanrack, lang, well):
    said = cleanrack("doctor", lang=lang)
    assert said.code == 0
    assert well in said.out
    assert said.out.count("✓") == 6


def test_the_doctor_tells_why_the_server_cannot_start(cleanrack, tmp_path):
    with BundledServer(tmp_path / "数据"):
        said = cleanrack("doctor", lang="zh-CN")
    assert said.code == 1
    assert "✗ 服务" in said.out
    assert "已在使用数据文件夹" in said.out


def test_serve_works_for_the_folder_and_account_it_is_given(tmp_path):
    from desktop_app.commands import main

    asked = []
    code = main.run(
        serve=lambda *given: asked.append(given) or 0,
        window=lambda *_: 0,
        args=["serve", "--data-dir", str(tmp_path), "--account", "merchant-a"],
    )
    assert code == 0
    assert asked == [(tmp_path, "merchant-a")]
