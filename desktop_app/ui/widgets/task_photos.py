"""The photos of a batch: as a grid or as a list, all or some of them, with menu, keys and files to drag out."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.api.tasks import TaskView
from desktop_app.ui.delegates.item_row_delegate import ItemRowDelegate
from desktop_app.ui.models.item_model import ItemFilterModel, ItemModel, ItemRole, Shown
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.exports import Exports
from desktop_app.ui.stores.task_facts import Tally
from desktop_app.ui.theme import Theme
from desktop_app.ui.thumbnails import Thumbnails
from desktop_app.ui.widgets.icon_button import icon_button, set_icon
from desktop_app.ui.widgets.item_actions import PREVIEW, ItemActions, possible
from desktop_app.ui.widgets.picture_grid import PictureGrid
from desktop_app.ui.widgets.row_list import RowList
from desktop_app.ui.widgets.segments import Segments

_PREPARE_MILLISECONDS = 250


class TaskPhotos(Translated, QWidget):
    """Grid and list share model and selection."""

    asked = Signal(str, list)
    """What to do (see widgets.item_actions), and the indexes of items."""

    def __init__(
        self, *, words: TaskWords, exports: Exports, thumbnails: Thumbnails, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._exports = exports
        self._theme = theme
        self._task: TaskView | None = None
        self.model = ItemModel(words=words, parent=self)
        self.shown = ItemFilterModel(self)
        self.shown.setSourceModel(self.model)
        self.chips = Segments(list(Shown))
        self._switch = icon_button(theme.icon("list"), "quiet", size=18)
        self.grid = PictureGrid(thumbnails=thumbnails, theme=theme)
        self.list = RowList()
        self._views = QStackedWidget()
        self._actions = ItemActions(theme=theme, views=[self.grid, self.list], parent=self)
        self._prepare_soon = QTimer(self, singleShot=True, interval=_PREPARE_MILLISECONDS)
        self._set_up_views(thumbnails)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.grid)
        self.retranslate()

    @property
    def selected(self) -> list[int]:
        """Indexes of the selected items."""
        return self.shown.indexes(self.grid.selected_rows())

    @property
    def is_list(self) -> bool:
        """Whether the list is shown, not the grid."""
        return self._views.currentWidget() is self.list

    def show_task(self, task: TaskView) -> None:
        """Show a task's photos as they now stand."""
        is_other = self._task is None or self._task.id != task.id
        self._task = task
        if is_other:
            self.chips.take(Shown.ALL)
            self.shown.choose(Shown.ALL)
        self.model.show_task(task)
        self._say_chips()
        self._on_selected()

    def switch(self) -> None:
        """From grid to list, and back."""
        self._views.setCurrentWidget(self.grid if self.is_list else self.list)
        self.setFocusProxy(self.list if self.is_list else self.grid)
        self.setFocus()
        self.retranslate()

    def retranslate(self) -> None:
        text = self.tr("Show as grid") if self.is_list else self.tr("Show as list")
        self._switch.setText(text)
        set_icon(self._switch, self._theme.icon("layout-grid" if self.is_list else "list"), size=18)
        self.grid.setAccessibleName(self.tr("Photos of this task"))
        self.list.setAccessibleName(self.tr("Photos of this task"))
        self._say_chips()

    def _say_chips(self) -> None:
        tally = Tally.of(self._task) if self._task is not None else Tally()
        counts = (
            (self.tr("All {count}"), tally.total),
            (self.tr("Succeeded {count}"), tally.success),
            (self.tr("Failed {count}"), tally.again),
            (self.tr("Unfinished {count}"), tally.running + tally.waiting),
        )
        self.chips.say([text.format(count=count) for text, count in counts], self.tr("Which photos are shown"))

    def _set_up_views(self, thumbnails: Thumbnails) -> None:
        self.grid.setModel(self.shown)
        self.list.setModel(self.shown)
        self.list.setSelectionModel(self.grid.selectionModel())
        self.list.setUniformItemSizes(True)
        self._rows = ItemRowDelegate(theme=self._theme, thumbnails=thumbnails, view=self.list)
        self.list.setItemDelegate(self._rows)
        for view in (self.grid, self.list):
            view.set_drag_source(self._lend)
            view.menu_asked.connect(self._on_menu_asked)
            self._views.addWidget(view)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.chips)
        top.addStretch(1)
        top.addWidget(self._switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._views, 1)

    def _connect(self) -> None:
        self.chips.changed.connect(self.shown.choose)
        self._switch.clicked.connect(self.switch)
        self.grid.opened.connect(self._on_opened)
        self.list.activated.connect(self._on_opened)
        self._rows.pressed.connect(lambda index, verb: self.asked.emit(verb, [index.data(ItemRole.INDEX)]))
        self._actions.asked.connect(lambda verb: self.asked.emit(verb, self.selected))
        self.grid.selectionModel().selectionChanged.connect(self._on_selected)
        self._prepare_soon.timeout.connect(self._prepare)

    def _on_opened(self, index: QModelIndex) -> None:
        self.asked.emit(PREVIEW, [index.data(ItemRole.INDEX)])

    def _on_selected(self) -> None:
        if self._task is not None:
            self._actions.enable(possible(self._task, self.selected))
            self._prepare_soon.start()

    def _on_menu_asked(self, place: QPoint, rows: list[int]) -> None:
        self._actions.pop_up(place)

    def _prepare(self) -> None:
        if self._task is not None and self.isVisible():
            self._exports.prepare_items(self._task, self.selected)

    def _lend(self, rows: list[int]) -> list[Path]:
        return self._exports.lend_items(self._task, self.shown.indexes(rows)) if self._task is not None else []
