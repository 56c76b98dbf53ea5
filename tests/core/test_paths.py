"""Which data folder is used."""

from pathlib import Path

import pytest

from desktop_app.core import paths


@pytest.fixture(autouse=True)
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system whose places for data and settings lie in a folder of the test, with no variable set."""
    monkeypatch.delenv(paths.DATA_DIR_VARIABLE, raising=False)
    monkeypatch.setattr(paths.platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "system" / "data"))
    monkeypatch.setattr(paths.platformdirs, "user_config_dir", lambda *_, **__: str(tmp_path / "system" / "config"))
    return tmp_path / "system"


def test_without_any_choice_the_system_says_where_data_goes(system: Path):
    assert paths.data_dir() == system / "data"


def test_the_merchants_choice_is_used_from_the_next_start_on(tmp_path: Path):
    paths.remember_data_dir(tmp_path / "素材 盘")

    assert paths.data_dir() == tmp_path / "素材 盘"


def test_an_option_and_a_variable_go_before_the_merchants_choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    paths.remember_data_dir(tmp_path / "chosen")

    monkeypatch.setenv(paths.DATA_DIR_VARIABLE, str(tmp_path / "variable"))

    assert paths.data_dir() == tmp_path / "variable"
    assert paths.data_dir(tmp_path / "option") == tmp_path / "option"


def test_taking_the_choice_back_leads_to_the_systems_place_again(tmp_path: Path, system: Path):
    paths.remember_data_dir(tmp_path / "chosen")

    paths.remember_data_dir(None)
    paths.remember_data_dir(None)

    assert paths.data_dir() == system / "data"


@pytest.mark.parametrize("content", [b"", b"   \n", b"not/absolute", b"\xff\xfe\x00broken"])
def test_a_choice_that_cannot_be_read_is_passed_over(content: bytes, system: Path):
    paths.pointer_file().parent.mkdir(parents=True)
    paths.pointer_file().write_bytes(content)

    assert paths.data_dir() == system / "data"


@pytest.fixture(params=["portable", "portable.txt", "data/"])
def stick(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A frozen program that is marked as portable."""
    (folder := tmp_path / "stick").mkdir()
    mark: str = request.param
    (folder / mark).mkdir() if mark.endswith("/") else (folder / mark).touch()
    frozen(folder / "cleanrack", monkeypatch)
    return folder


def frozen(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As PyInstaller starts us."""
    monkeypatch.setattr(paths.sys, "frozen", True, raising=False)
    monkeypatch.setattr(paths.sys, "executable", str(program))
    monkeypatch.delenv(paths.STATE_DIR_VARIABLE, raising=False)
    monkeypatch.delenv(paths.MODELS_VARIABLE, raising=False)


def test_a_portable_program_keeps_everything_beside_itself(stick: Path, tmp_path: Path):
    paths.remember_data_dir(tmp_path / "chosen on this computer")

    assert (paths.data_dir(), paths.models_dir(), paths.state_dir()) == (
        stick / "data",
        stick / "data" / "models",
        stick / "state",
    )
    assert paths.origin() is paths.Origin.PORTABLE


def test_a_folder_named_for_one_start_goes_before_the_portable_one(stick: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(paths.DATA_DIR_VARIABLE, str(stick / "other"))

    assert (paths.data_dir(), paths.origin()) == (stick / "other", paths.Origin.NAMED)


def test_a_frozen_program_without_the_mark_is_not_portable(
    tmp_path: Path, system: Path, monkeypatch: pytest.MonkeyPatch
):
    frozen(tmp_path / "Programs" / "cleanrack", monkeypatch)

    assert (paths.data_dir(), paths.origin()) == (system / "data", paths.Origin.STANDARD)


def test_on_macos_beside_the_program_is_beside_its_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "portable").touch()
    frozen(tmp_path / "CleanRack.app" / "Contents" / "MacOS" / "CleanRack", monkeypatch)

    assert paths.data_dir() == tmp_path / "data"


def test_from_a_checkout_a_file_beside_python_means_nothing(system: Path, monkeypatch: pytest.MonkeyPatch):
    assert paths.portable_root() is None
