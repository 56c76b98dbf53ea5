"""The photos of a task as rows: they change one by one, and nothing jumps."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.api.pictures import Measures
from desktop_app.api.tasks import ItemStatus, TaskView
from desktop_app.core.words import Language
from desktop_app.ui.models.item_model import ItemFilterModel, ItemModel, Shown
from desktop_app.ui.models.roles import ItemSource, PictureRole
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.workbench import Workbench
from tests.ui.submitting import broken, done

Photos = Callable[[int], list[Path]]


def shown(bench: Workbench, task: TaskView) -> ItemModel:
    words = TaskWords(
        speech=bench.speech, features=bench.features, account=bench.account, preferences=bench.preferences, parent=bench
    )
    model = ItemModel(words=words, parent=bench)
    model.show_task(task)
    return model


def finished(task: TaskView, index: int, *notes: str, **measured: float) -> TaskView:
    """The task with these notes and figures on one of its pictures."""
    items = list(task.batch_items)
    output = items[index].output
    assert output is not None
    told = output.model_copy(update={"notes": list(notes), "measures": Measures(**measured)})
    items[index] = items[index].model_copy(update={"output": told})
    return task.model_copy(update={"batch_items": items})


def moved(task: TaskView, index: int, progress: float) -> TaskView:
    items = [
        item.model_copy(update={"status": ItemStatus.PROCESSING, "progress": progress}) if item.index == index else item
        for item in task.batch_items
    ]
    return task.model_copy(update={"batch_items": items})


def test_a_row_tells_what_came_out_and_why_one_failed(bench: Workbench, qtbot: QtBot, photos: Photos):
    good, bad = photos(2)
    task = done(bench, qtbot, [good, broken(bad)])

    model = shown(bench, task)

    assert "120 × 160 · " in model.index(0).data(PictureRole.DETAIL)
    assert isinstance(model.index(0).data(PictureRole.SOURCE), ItemSource)
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "衬衫 02.jpg，失败，文件已损坏或不完整，无法读取，配额已返还。请重新复制或导出该图片。"
    )


def test_a_colour_that_moved_too_far_and_a_doubtful_edge_are_to_be_looked_at(
    bench: Workbench, qtbot: QtBot, photos: Photos
):
    task = done(bench, qtbot, photos(3))
    fine = finished(task, 0, delta_e=0.42)
    moved_far = finished(fine, 1, delta_e=4.2)

    model = shown(bench, finished(moved_far, 2, "check-soft-edge", delta_e=0.4))

    assert [model.index(row).data(PictureRole.BADGE) for row in range(3)] == ["成功", "请检查", "请检查"]
    assert [model.index(row).data(PictureRole.STATE) for row in range(3)] == ["done", "warning", "warning"]
    details = [model.index(row).data(PictureRole.DETAIL) for row in range(3)]
    assert details[0].startswith("ΔE 0.4 · 120 × 160")
    assert details[1].startswith("ΔE 4.2 超过 3.0，请与原图核对颜色 · ")
    assert details[2].startswith("ΔE 0.4 · 边缘不清晰，请放大检查 · ")

    bench.preferences.change(delta_e_limit=5.0)
    assert model.index(1).data(PictureRole.BADGE) == "成功"


def test_progress_changes_one_row_and_nothing_but_its_bar(bench: Workbench, qtbot: QtBot, photos: Photos):
    task = done(bench, qtbot, photos(3))
    model = shown(bench, moved(task, 1, 0.2))
    changes: list[tuple[int, int, list[int]]] = []
    model.dataChanged.connect(lambda first, last, roles: changes.append((first.row(), last.row(), roles)))
    model.modelReset.connect(lambda: changes.append((-1, -1, [])))

    model.show_task(moved(task, 1, 0.6))

    assert changes == [(1, 1, [PictureRole.PROGRESS, Qt.ItemDataRole.AccessibleTextRole])]


def test_a_filter_shows_the_failed_ones_alone(bench: Workbench, qtbot: QtBot, photos: Photos):
    good, bad = photos(2)
    filtered = ItemFilterModel(bench)
    filtered.setSourceModel(shown(bench, done(bench, qtbot, [good, broken(bad)])))

    filtered.choose(Shown.FAILED)

    assert filtered.indexes(list(range(filtered.rowCount()))) == [1]


def test_another_language_is_spoken_at_once(bench: Workbench, qtbot: QtBot, photos: Photos):
    model = shown(bench, done(bench, qtbot, photos(1)))
    assert model.index(0).data(PictureRole.BADGE) == "成功"

    with qtbot.waitSignal(model.dataChanged):
        bench.speech.choose(Language.ENGLISH)

    assert model.index(0).data(PictureRole.BADGE) == "Succeeded"
