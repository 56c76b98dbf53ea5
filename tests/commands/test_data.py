"""`cleanrack data`: where it is, and its move."""

import json
from pathlib import Path

import filelock
import pytest

from desktop_app.core import paths, settings
from desktop_app.core.settings import Settings
from tests.relocation.conftest import contents, data, fill, system  # noqa: F401 - fixtures


@pytest.fixture
def cleanrack_at_home(cleanrack, monkeypatch: pytest.MonkeyPatch):
    """The command line without a folder named for it."""
    for variable in (paths.DATA_DIR_VARIABLE, paths.MODELS_VARIABLE, paths.STATE_DIR_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    return cleanrack


def test_where_says_why(cleanrack_at_home, data: Path):  # noqa: F811
    said = cleanrack_at_home("data", "where")
    told = json.loads(cleanrack_at_home("data", "where", "--json").out)

    assert said.out.splitlines()[:2] == [str(data), "The standard place of this system."]
    assert told == {
        "origin": "standard",
        "data": str(data),
        "models": str(data / "models"),
        "state": str(data.parent / "state"),
    }


def test_a_move_is_told_and_where_names_the_new_place(cleanrack_at_home, data: Path, tmp_path: Path):  # noqa: F811
    before = contents(data)

    said = cleanrack_at_home("data", "move", tmp_path / "新盘", "--remove-old", lang="zh-CN")

    assert (said.code, said.err) == (0, "")
    assert f"数据文件夹已移至 {tmp_path / '新盘'}" in said.out
    assert contents(tmp_path / "新盘") == before
    assert cleanrack_at_home("data", "where").out.startswith(f"{tmp_path / '新盘'}\nChosen by you.")


def test_the_old_folder_stays_unless_it_is_not_wanted(cleanrack_at_home, data: Path, tmp_path: Path):  # noqa: F811
    told = json.loads(cleanrack_at_home("data", "move", tmp_path / "new", "--json").out)

    assert (told["ok"], told["kept"], told["files"]) == (True, True, 7)
    assert (data / "cleanrack.db.moved").exists()


def test_a_refusal_is_a_sentence_and_an_exit_code(cleanrack_at_home, data: Path, tmp_path: Path):  # noqa: F811
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "photo.jpg").touch()

    said = cleanrack_at_home("data", "move", tmp_path / "full")

    assert (said.code, said.err.strip()) == (9, f"{tmp_path / 'full'} is not empty. Choose a new or an empty folder.")


def test_a_folder_in_use_stays(cleanrack_at_home, data: Path, tmp_path: Path):  # noqa: F811
    with filelock.FileLock(data / paths.LOCK):
        said = cleanrack_at_home("data", "move", tmp_path / "new", lang="zh-CN")

    assert said.code == 6
    assert str(data) in said.err
    assert paths.data_dir() == data


def test_a_folder_named_for_this_start_is_not_moved(cleanrack, tmp_path: Path):
    said = cleanrack("data", "move", tmp_path / "new")

    assert said.code == 9
    assert "CLEANRACK_DATA_DIR" in said.err


def test_portable_says_what_it_means(
    cleanrack_at_home,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    system,  # noqa: F811
):
    monkeypatch.setattr(paths, "portable_root", lambda: tmp_path / "stick")
    fill(tmp_path / "stick" / "data")
    settings.save(tmp_path / "stick" / "data", Settings())

    said = cleanrack_at_home("data", "where")

    assert said.out.startswith(str(tmp_path / "stick" / "data"))
    assert "keyring of each computer" in said.out
    assert str(tmp_path / "stick" / "state") in said.out
