"""What can be done with photos of a task: one table for the menu and the keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.api.tasks import OPEN, ItemStatus, TaskView
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.review import reportable
from desktop_app.ui.stores.task_facts import is_elsewhere
from desktop_app.ui.theme import Theme

PREVIEW, SAVE, ZIP, NAMES, SHOW, RETRY, REPORT = "preview", "save", "zip", "names", "show", "retry", "report"


@dataclass(frozen=True)
class _Row:
    icon: str
    keys: str


_ROWS = {
    PREVIEW: _Row("eye", "Space"),
    SAVE: _Row("download", "Ctrl+D"),
    ZIP: _Row("file-archive", "Ctrl+E"),
    NAMES: _Row("hash", "Ctrl+Shift+S"),
    SHOW: _Row("folder-open", "Ctrl+Shift+E"),
    RETRY: _Row("rotate-ccw", "Ctrl+Shift+R"),
    REPORT: _Row("thumbs-down", "Ctrl+B"),
}


def possible(task: TaskView, indexes: Sequence[int]) -> frozenset[str]:
    """What makes sense with these photos."""
    chosen = [item for item in task.batch_items if item.index in set(indexes)]
    done = [item for item in chosen if item.status is ItemStatus.SUCCESS]
    again = [item for item in chosen if item.status in (ItemStatus.FAILED, ItemStatus.CANCELLED)]
    sensible = {
        PREVIEW: bool(chosen),
        SAVE: bool(done),
        ZIP: task.batch_success > 0,
        NAMES: task.batch_success > 0,
        SHOW: len(done) == 1,
        RETRY: bool(again) and task.status not in OPEN and not is_elsewhere(task),
        REPORT: bool(reportable(task, indexes)),
    }
    return frozenset(verb for verb, makes_sense in sensible.items() if makes_sense)


class ItemActions(Translated, QWidget):
    """Lives unseen on `parent`; its keys hold in the `views` that show the photos."""

    asked = Signal(str)

    def __init__(self, *, theme: Theme, views: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.actions_by_verb: dict[str, QAction] = {}
        for verb, row in _ROWS.items():
            action = QAction(theme.icon(row.icon), "", self)
            action.setShortcut(QKeySequence(row.keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _=False, verb=verb: self.asked.emit(verb))
            for view in views:
                view.addAction(action)
            self.actions_by_verb[verb] = action
        self.retranslate()

    def retranslate(self) -> None:
        texts = {
            PREVIEW: self.tr("Preview"),
            SAVE: self.tr("Download"),
            ZIP: self.tr("Export ZIP"),
            NAMES: self.tr("Export with names…"),
            SHOW: self.tr("Show in folder"),
            RETRY: self.tr("Retry"),
            REPORT: self.tr("Report as bad…"),
        }
        for verb, text in texts.items():
            self.actions_by_verb[verb].setText(text)

    def enable(self, verbs: frozenset[str]) -> None:
        """Only these make sense now."""
        for verb, action in self.actions_by_verb.items():
            action.setEnabled(verb in verbs)

    def pop_up(self, position: QPoint) -> None:
        """Show the menu at a place of the screen."""
        menu = QMenu(self.parentWidget())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for verb, action in self.actions_by_verb.items():
            if verb in (SHOW, RETRY):
                menu.addSeparator()
            menu.addAction(action)
        menu.popup(position)
