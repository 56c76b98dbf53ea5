"""Files arrive whole or not at all."""

import errno
import os
import zipfile

import pytest

from desktop_app.client.keeping import Arrival, full_drive_told
from desktop_app.core.errors import DiskFullError, ServerLostError


def test_a_file_has_its_name_only_once_it_is_whole(tmp_path):
    arrival = Arrival(tmp_path / "a.zip", size=3, overwrite=False)
    arrival.write(b"abc")
    assert [file.suffix for file in tmp_path.iterdir()] == [".part"]
    arrival.finish()
    arrival.discard()
    assert [file.name for file in tmp_path.iterdir()] == ["a.zip"]


def test_a_file_that_is_cut_short_leaves_nothing(tmp_path):
    arrival = Arrival(tmp_path / "a.zip", size=3, overwrite=False)
    arrival.write(b"ab")
    with pytest.raises(ServerLostError):
        arrival.finish()
    arrival.discard()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("has_hard_links", [True, False])
def test_a_file_that_came_in_between_is_kept(tmp_path, monkeypatch, has_hard_links):
    if not has_hard_links:
        monkeypatch.setattr(os, "link", _no_hard_links)
    arrival = Arrival(tmp_path / "a.zip", size=0, overwrite=False)
    (tmp_path / "a.zip").write_text("mine")
    with pytest.raises(FileExistsError):
        arrival.finish()
    arrival.discard()
    assert (tmp_path / "a.zip").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_drive_without_hard_links_takes_files_too(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", _no_hard_links)
    arrival = Arrival(tmp_path / "a.zip", size=1, overwrite=False)
    arrival.write(b"a")
    arrival.finish()
    arrival.discard()
    assert (tmp_path / "a.zip").read_bytes() == b"a"


def test_a_damaged_zip_is_not_kept(tmp_path):
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("1.jpg", b"picture" * 10)
    damaged = whole.read_bytes().replace(b"picture", b"pikture", 1)
    arrival = Arrival(tmp_path / "a.zip", size=len(damaged), overwrite=False)
    arrival.write(damaged)
    with pytest.raises(ServerLostError):
        arrival.finish(is_zip=True)
    arrival.discard()
    assert not (tmp_path / "a.zip").exists()


def test_a_full_drive_is_told_with_the_room_it_needs(tmp_path):
    with pytest.raises(DiskFullError) as told, full_drive_told(tmp_path / "a.zip.part", 2_500_000):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert told.value.details["needed_megabytes"] == 3
    assert told.value.details["folder"] == str(tmp_path)


def _no_hard_links(*_: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")
