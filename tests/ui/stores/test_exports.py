"""What the merchant finds on the disk after saving, and reads when it cannot be saved."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.ui.notices import Notice, Tone
from desktop_app.ui.workbench import Workbench
from tests.ui.submitting import broken, done

Photos = Callable[[int], list[Path]]


def test_a_zip_is_saved_under_its_name_and_never_over_another(bench: Workbench, qtbot: QtBot, photos: Photos):
    task = done(bench, qtbot, photos(2))
    taken = bench.preferences.output_folder / f"batch_{task.id}.zip"
    taken.write_bytes(b"mine")

    with qtbot.waitSignal(bench.exports.saved, timeout=20_000) as saved:
        bench.exports.task_zip(task.id)

    assert saved.args == [taken.with_name(f"batch_{task.id} (2).zip")]
    assert taken.read_bytes() == b"mine"
    assert zipfile.ZipFile(saved.args[0]).namelist() == ["衬衫 01.jpg", "衬衫 02.jpg", "manifest.csv"]


def test_pictures_are_saved_by_the_names_the_settings_want(bench: Workbench, qtbot: QtBot, photos: Photos):
    task = done(bench, qtbot, photos(2))
    bench.preferences.change(names="template", name_template="{index:03}_{name}")

    with qtbot.waitSignal(bench.exports.saved, timeout=20_000):
        bench.exports.task_pictures(task, [0, 1])

    assert sorted(file.name for file in bench.preferences.output_folder.iterdir()) == [
        "001_衬衫 01.jpg",
        "002_衬衫 02.jpg",
    ]


def test_a_folder_that_is_gone_is_told_with_what_to_do(bench: Workbench, qtbot: QtBot, photos: Photos):
    task = done(bench, qtbot, photos(1))
    bench.preferences.output_folder.rmdir()
    told: list[Notice] = []
    bench.notices.told.connect(told.append)

    bench.exports.task_zip(task.id)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)

    assert told[0].tone is Tone.DANGER
    assert told[0].text == f"文件夹 {bench.preferences.output_folder} 已不存在。图片没有丢失，请选择其他文件夹。"
    assert told[0].offer is not None
    assert not bench.exports.running


def test_saving_can_be_stopped_and_leaves_nothing_half_written(bench: Workbench, qtbot: QtBot, photos: Photos):
    task = done(bench, qtbot, photos(3))
    bench.exports.task_zip(task.id)

    bench.exports.cancel(bench.exports.running[0].id)
    qtbot.wait(300)

    assert not bench.exports.running
    assert not list(bench.preferences.output_folder.iterdir())


def test_who_wants_to_be_asked_is_asked_where(bench: Workbench, qtbot: QtBot, photos: Photos, tmp_path: Path):
    task = done(bench, qtbot, photos(1))
    bench.preferences.change(ask_where=True)

    bench.exports.task_zip(task.id)
    dialog = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QFileDialog))
    with qtbot.waitSignal(bench.exports.saved, timeout=20_000) as saved:
        dialog.fileSelected.emit(str(tmp_path / "给客户.zip"))
        dialog.close()

    assert saved.args == [tmp_path / "给客户.zip"]


def test_pictures_of_one_name_are_lent_as_two_files_and_taken_back(bench: Workbench, qtbot: QtBot, photos: Photos):
    first, second = photos(2)
    (second.parent / "B").mkdir()
    second = second.rename(second.parent / "B" / first.name)
    task = done(bench, qtbot, [first, second])

    lent = bench.exports.lend_items(task, [0, 1])

    assert [file.name for file in lent] == ["衬衫 01.jpg", "衬衫 01 (2).jpg"]
    assert lent[0].read_bytes() != lent[1].read_bytes()
    bench.exports.close()
    assert not (bench.folder / "outgoing").exists()


def test_a_photo_that_failed_is_not_lent(bench: Workbench, qtbot: QtBot, photos: Photos):
    good, bad = photos(2)
    task = done(bench, qtbot, [good, broken(bad)])

    assert [file.name for file in bench.exports.lend_items(task, [0, 1])] == ["衬衫 01.jpg"]
