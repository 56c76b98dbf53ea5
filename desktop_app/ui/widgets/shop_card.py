"""How a task's pictures stand with a shop, in one line: how many pass, which do not, and the way to do those again."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton

from desktop_app.api.tasks import TaskView
from desktop_app.ui.models.shop_words import ShopWords
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores import shop_check
from desktop_app.ui.stores.shop_check import Standing
from desktop_app.ui.stores.task_facts import is_elsewhere
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card, button, label, row
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.shop_choice import ShopChoice

_MARGIN = 10
_NARROWEST = 480
_MIDDLE = Qt.TextElideMode.ElideMiddle
_NAMED = 2
"""Failing pictures that are told by name."""


class ShopCard(Translated, Card):
    """Hidden while no picture is finished."""

    opened = Signal(int)
    """The index of an item to be looked at."""
    redo_asked = Signal(str, list)
    """A shop's id, and the indexes of the items that do not pass."""

    def __init__(self, *, words: ShopWords, preferences: Preferences, theme: Theme) -> None:
        super().__init__(margin=_MARGIN)
        self._words = words
        self._preferences = preferences
        self._task: TaskView | None = None
        self._standing = Standing((), ())
        self._key: tuple[object, ...] = ()
        self.choice = ShopChoice(words=words, preferences=preferences)
        self.choice.setFixedWidth(180)
        self.choice.changed.connect(self._on_chosen)
        self._icon = IconLabel(theme, "circle-check", size=18, role="success")
        self._told, self._label = label("heading"), label("body-muted")
        self._names = [self._name(place) for place in range(_NAMED)]
        self.more = button("link")
        self.more.clicked.connect(lambda: self._open(sum(not name.isHidden() for name in self._names)))
        self.redo = button()
        self.redo.clicked.connect(self._on_redo)
        shown = (self._label, self.choice, self._icon, self._told, *self._names, self.more)
        self._line = row(*shown, None, self.redo, spacing=10)
        self._line.setContentsMargins(6, 0, 0, 0)
        self.column.addLayout(self._line)
        self.hide()
        self.retranslate()

    @property
    def text(self) -> str:
        """How many pass, in words."""
        return self._told.text()

    def show_task(self, task: TaskView) -> None:
        """Check a task's pictures as they now stand."""
        if self._task is None or self._task.id != task.id:
            self.choice.take(shop_check.shop_of(task, self._preferences.value.shop))
        self._task = task
        self._check()

    def retranslate(self) -> None:
        self._label.setText(self.tr("Shop check"))
        self._say()

    def _on_chosen(self) -> None:
        self._check()

    def _check(self) -> None:
        if self._task is None:
            return
        made = tuple(item.output.sha256 for item in self._task.batch_items if item.output is not None)
        key = (self._task.id, self.choice.shop_id, made)
        if key != self._key:  # news of a running task comes many times a second
            self._key = key
            self._standing = shop_check.standing(self._task, self.choice.shop_id)
            self._say()
        self.setVisible(self._standing.total > 0)

    def _say(self) -> None:
        shop, stand = shop_check.shops()[self.choice.shop_id], self._standing
        failing = stand.failing
        self._icon.show_icon("triangle-alert" if failing else "circle-check", "warning" if failing else "success")
        told = self.tr("{passing} of {total} pass {shop}")
        title = self._words.title(shop)
        self._told.setText(told.format(passing=len(stand.passing), total=stand.total, shop=title))
        self.redo.setText(self._words.redo(shop))
        self.redo.setToolTip(self.tr("Opens the form with the photos that do not pass; nothing is charged yet"))
        here = self._task is not None and not is_elsewhere(self._task)  # elsewhere are the originals, too
        self.redo.setVisible(bool(failing and shop.parameters) and here)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Names of pictures go where there is no room for them."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many names as there is room for."""
        for named in range(min(_NAMED, len(self._standing.failing)), -1, -1):
            self._show_names(named)
            self._line.invalidate()
            if self._line.sizeHint().width() <= self.contentsRect().width() - 2 * _MARGIN:
                return

    def _show_names(self, count: int) -> None:
        failing = self._standing.failing
        for place, name in enumerate(self._names):
            name.setVisible(place < count)
            if place < count:
                self._say_name(name, place)
        left = len(failing) - count
        self.more.setText(self.tr("and %n more", "", left) if count else self.tr("Look at %n", "", left))
        self.more.setVisible(left > 0)

    def _say_name(self, name: QPushButton, place: int) -> None:
        file_name = self._standing.failing[place].file_name
        shown = name.fontMetrics().elidedText(file_name, _MIDDLE, 130)
        name.setText(shown)
        name.setToolTip(file_name)
        name.setAccessibleName(self.tr("{name} does not pass: look at it").format(name=file_name))

    def _name(self, place: int) -> QPushButton:
        made = button("link")
        made.clicked.connect(lambda: self._open(place))
        return made

    def _open(self, place: int) -> None:
        self.opened.emit(self._standing.failing[place].index)

    def _on_redo(self) -> None:
        self.redo_asked.emit(self.choice.shop_id, [item.index for item in self._standing.failing])
