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
