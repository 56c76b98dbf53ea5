"""The move of a data folder: whole or not at all, refused in words where it cannot be."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import filelock
import pytest

from desktop_app.core import paths, words
from desktop_app.core.errors import (
    CleanRackError,
    DataFolderBusyError,
    MovedAwayError,
    MoveFixedError,
    MoveInsideError,
    MoveNetworkError,
    MoveNoRoomError,
    MoveNotEmptyError,
    MovePortableError,
    MoveVerifyError,
    MoveWriteError,
    UnfinishedMoveError,
)
from desktop_app.core.words import Language
from desktop_app.relocation import copying, drives, marks, moving
from desktop_app.sync.anchor import Anchor
from tests.relocation.conftest import contents, fill


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "另一块盘" / "CleanRack"


def silent(_: float) -> None:
    pass


def move(source: Path, target: Path, *, keep: bool = False) -> None:
    moving.move(moving.look(source, target), keep=keep, report=silent)


@pytest.mark.parametrize("keep", [True, False])
def test_everything_lies_in_the_new_place_and_is_used_from_there(keep: bool, data: Path, target: Path):
    before = contents(data)

    move(data, target, keep=keep)

    assert contents(target) == before
    assert paths.data_dir() == target
    assert not (target / marks.MOVING).exists()
    assert (data / "models" / "u2netp.onnx").exists()
    assert keep or [each.name for each in data.iterdir()] == ["models"]


def test_an_old_folder_that_is_kept_is_no_place_to_work_in_any_more(data: Path, target: Path):
    before = contents(data)

    move(data, target, keep=True)

    kept = contents(data)
    assert kept.pop("cleanrack.db.moved") == before.pop("cleanrack.db")
    assert kept.pop("cleanrack.db.moved-wal") == before.pop("cleanrack.db-wal")
    assert kept == before
    with pytest.raises(MovedAwayError) as refused:
        moving.finish(data)
    assert refused.value.details["target"] == str(target)


def test_it_moves_on_and_back_again(data: Path, target: Path, tmp_path: Path):
    before = contents(data)

    move(data, target)
    move(target, tmp_path / "third")
    move(tmp_path / "third", data)

    assert contents(data) == before
    assert paths.data_dir() == data
    assert not target.exists()
    assert not (tmp_path / "third").exists()


def test_the_share_that_is_done_only_grows_up_to_all(data: Path, target: Path):
    told: list[float] = []

    moving.move(moving.look(data, target), keep=True, report=told.append)

    assert told == sorted(told)
    assert told[-1] == 1


def test_stopped_in_the_middle_all_is_as_before(data: Path, target: Path):
    before = contents(data)

    def stop(share: float) -> None:
        if share > 0.4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        moving.move(moving.look(data, target), keep=False, report=stop)

    assert contents(data) == before
    assert paths.data_dir() == data
    assert list(target.iterdir()) == []


def test_a_copy_that_reads_back_otherwise_is_noticed(data: Path, target: Path, monkeypatch: pytest.MonkeyPatch):
    copied = copying._copied

    def rotting(source: Path, copy: Path) -> bytes:
        told = copied(source, copy)
        if copy.name == "abcd":
            copy.write_bytes(copy.read_bytes().replace(b"\x07", b"\x08"))
        return told

    monkeypatch.setattr(copying, "_copied", rotting)

    with pytest.raises(MoveVerifyError):
        move(data, target)

    assert paths.data_dir() == data
    assert list(target.iterdir()) == []


# refusals


@pytest.mark.parametrize("place", ["inside", "around", "same"])
def test_one_in_the_other_is_refused(place: str, data: Path):
    target = {"inside": data / "new", "around": data.parent, "same": data}[place]

    with pytest.raises(MoveInsideError):
        moving.look(data, target)


def test_a_link_does_not_hide_that_one_lies_in_the_other(data: Path, tmp_path: Path):
    (link := tmp_path / "link").symlink_to(data, target_is_directory=True)

    with pytest.raises(MoveInsideError):
        moving.look(data, link / "new")


def test_a_folder_with_something_in_it_is_refused_and_untouched(data: Path, target: Path):
    target.mkdir(parents=True)
    (target / "原图.jpg").write_bytes(b"a merchant's photo")

    with pytest.raises(MoveNotEmptyError):
        moving.look(data, target)

    assert contents(target) == {"原图.jpg": b"a merchant's photo"}


def test_too_little_room_is_told_before_anything_is_copied(data: Path, target: Path, monkeypatch: pytest.MonkeyPatch):
    usage = shutil.disk_usage(data)._replace(free=40_000_000)
    monkeypatch.setattr(moving.shutil, "disk_usage", lambda _: usage)

    with pytest.raises(MoveNoRoomError) as refused:
        moving.look(data, target)

    assert (refused.value.details["needed_megabytes"], refused.value.details["free_megabytes"]) == (51, 40)


@pytest.mark.skipif(sys.platform == "win32", reason="folders are locked otherwise there")
def test_a_place_that_cannot_be_written_is_refused(data: Path, tmp_path: Path):
    (tmp_path / "file").touch()

    with pytest.raises(MoveWriteError):
        moving.look(data, tmp_path / "file" / "new")


def test_a_folder_named_for_this_start_is_not_moved(data: Path, target: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(paths.DATA_DIR_VARIABLE, str(data))

    with pytest.raises(MoveFixedError):
        moving.look(data, target)


def test_portable_data_moves_with_its_program(
    data: Path, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(paths, "portable_root", lambda: tmp_path / "stick")

    with pytest.raises(MovePortableError):
        moving.look(data, target)


def test_a_folder_in_use_is_not_moved(data: Path, target: Path):
    plan = moving.look(data, target)

    with filelock.FileLock(data / paths.LOCK), pytest.raises(DataFolderBusyError):
        moving.move(plan, keep=True, report=silent)

    assert paths.data_dir() == data


def test_a_network_drive_is_refused(data: Path, target: Path, monkeypatch: pytest.MonkeyPatch):
    mounts = [(Path("/"), "ext4"), (target.parent, "cifs")]
    monkeypatch.setattr(drives, "_mounts", lambda: mounts)
    monkeypatch.setattr(drives.sys, "platform", "linux")

    with pytest.raises(MoveNetworkError):
        moving.look(data, target)


def test_mounts_of_linux_are_understood_with_blanks_and_chinese_names():
    table = (
        "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        "90 22 0:50 / /mnt/店铺\\040NAS rw,relatime shared:2 master:3 - cifs //nas/shop rw\n"
        "91 22 0:51 / /mnt/ssh rw - fuse.sshfs me@host: rw\n"
    )
    mounts = drives.mounts_of_linux(table)

    kinds = [drives.kind_at(Path(place), mounts) for place in ("/mnt/店铺 NAS/data", "/mnt/ssh", "/mnt/店铺", "/srv")]

    assert kinds == ["cifs", "fuse.sshfs", "ext4", "ext4"]
    assert [drives.is_network_kind(kind) for kind in kinds] == [True, True, False, False]


def test_mounts_of_macos_are_understood():
    told = "/dev/disk3s1 on / (apfs, sealed, local)\n//me@nas/shop on /Volumes/shop (1) (smbfs, nodev, nosuid)\n"
    mounts = drives.mounts_of_macos(told)

    assert drives.kind_at(Path("/Volumes/shop (1)/data"), mounts) == "smbfs"
    assert drives.kind_at(Path("/Volumes/other"), mounts) == "apfs"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "error",
    [
        MoveFixedError(variable="CLEANRACK_DATA_DIR"),
        MovePortableError(folder="E:/CleanRack/data"),
        MoveInsideError(folder="D:/数据"),
        MoveNotEmptyError(folder="D:/数据"),
        MoveNetworkError(folder="Z:/数据"),
        MoveNoRoomError(folder="D:/数据", needed_megabytes=900, free_megabytes=12),
        MoveWriteError(file="blobs/ab/abcd", reason="Permission denied"),
        MoveVerifyError(file="blobs/ab/abcd"),
        UnfinishedMoveError(folder="D:/数据", source="C:/旧"),
        MovedAwayError(folder="C:/旧", target="D:/数据"),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, CleanRackError) else str(each),
)
def test_each_refusal_is_a_sentence_with_everything_filled_in(error: CleanRackError, language: Language):
    sentence = words.explain(language, error)

    assert "{" not in sentence
    assert all(str(value) in sentence for value in error.details.values())


# what an earlier try has left


def test_a_half_copy_is_no_place_to_work_in_and_the_next_try_begins_anew(data: Path, target: Path):
    before = contents(data)
    fill(target)
    (target / "cleanrack.db").write_bytes(b"half")
    marks.write_moving(
        target, marks.Moving(source=data, names=tuple({each.name for each in target.iterdir()}), keep=True)
    )

    with pytest.raises(UnfinishedMoveError):
        moving.finish(target)
    move(data, target)

    assert contents(target) == before


def test_a_half_copy_of_another_folder_is_not_touched(data: Path, target: Path, tmp_path: Path):
    fill(target)
    marks.write_moving(target, marks.Moving(source=tmp_path / "other", names=("cleanrack.db",), keep=True))

    with pytest.raises(MoveNotEmptyError):
        moving.look(data, target)


def test_an_old_folder_on_a_drive_that_is_gone_holds_nobody_up(data: Path, target: Path):
    before = contents(data)
    move(data, target, keep=True)
    marks.write_moving(target, marks.Moving(source=target.parent / "gone", names=("cleanrack.db",), keep=False))

    moving.finish(target)

    assert contents(target) == before
    assert not (target / marks.MOVING).exists()


def test_an_old_folder_that_is_busy_is_left_for_the_next_start(data: Path, target: Path):
    fill(target)
    paths.remember_data_dir(target)
    marks.write_moving(target, marks.Moving(source=data, names=("cleanrack.db",), keep=True))

    with filelock.FileLock(data / paths.LOCK):
        moving.finish(target)
    waits = (target / marks.MOVING).exists()
    paths.remember_data_dir(None)
    moving.finish(target)  # complete it is, wherever the pointer points meanwhile

    assert waits
    assert not (target / marks.MOVING).exists()
    assert (data / marks.MOVED).exists()


# a full drive


@pytest.fixture
def small_drive(tmp_path: Path) -> Iterator[Path]:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small file system takes root on Linux")
    (root := tmp_path / "small").mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", root], capture_output=True, check=False)
    if mounted.returncode != 0:
        pytest.skip(f"no tmpfs can be mounted here: {mounted.stderr.decode().strip()}")
    yield root
    subprocess.run(["umount", "--lazy", root], check=True)


def test_a_drive_that_fills_up_while_copying_is_told_and_left_clean(
    data: Path, small_drive: Path, monkeypatch: pytest.MonkeyPatch
):
    (data / "blobs" / "large").write_bytes(os.urandom(6_000_000))
    before = contents(data)
    with monkeypatch.context() as hopeful:
        hopeful.setattr(moving.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**12, 0, 10**12))
        plan = moving.look(data, small_drive / "CleanRack")

    with pytest.raises(MoveNoRoomError):
        moving.move(plan, keep=False, report=silent)

    assert contents(data) == before
    assert paths.data_dir() == data
    assert list((small_drive / "CleanRack").iterdir()) == []


def test_what_has_changed_between_looking_and_moving_moves_as_it_is_then(data: Path, target: Path):
    plan = moving.look(data, target)
    (data / "cleanrack.db-wal").unlink()
    (data / "blobs" / "ef").mkdir()
    (data / "blobs" / "ef" / "efgh").write_bytes(b"finished meanwhile")
    before = contents(data)

    moving.move(plan, keep=False, report=silent)

    assert contents(target) == before


def test_the_anchor_of_a_computer_knows_its_data_again_in_the_new_place(data: Path, target: Path):
    anchor = Anchor.model_construct(folder=str(data))
    copied_by_hand = anchor.is_of(target)

    move(data, target, keep=True)

    assert (copied_by_hand, anchor.is_of(target)) == (False, True)
