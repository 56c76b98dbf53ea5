"""Settings: one bad value falls back alone, and nobody's keys are lost."""

from pathlib import Path

import pytest

from desktop_app.core import settings


def test_a_folder_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == settings.Settings()


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    settings.save(tmp_path, settings.Settings(workers=3))
    assert settings.load(tmp_path).workers == 3


def test_a_value_out_of_range_falls_back_alone_with_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / settings.FILE_NAME).write_text('{"workers": 99, "picture_seconds": 30}')
    loaded = settings.load(tmp_path)
    assert (loaded.workers, loaded.picture_seconds) == (0, 30)
    assert "workers" in caplog.text


def test_keys_of_a_newer_version_survive_a_save(tmp_path: Path) -> None:
    (tmp_path / settings.FILE_NAME).write_text('{"window_glow": "soft"}')
    settings.save(tmp_path, settings.load(tmp_path))
    assert "window_glow" in (tmp_path / settings.FILE_NAME).read_text()


@pytest.mark.parametrize("rubbish", ["", "[1, 2]", "{", "null"])
def test_a_damaged_file_means_the_defaults(tmp_path: Path, rubbish: str) -> None:
    (tmp_path / settings.FILE_NAME).write_text(rubbish)
    assert settings.load(tmp_path) == settings.Settings()
