"""The pictures of a task one by one, before and after: the worst first, marked with a key, the bad ones reported."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.api.tasks import ItemStatus, ItemView, OutputView
from desktop_app.ui.delegates.item_row_delegate import row_tone
from desktop_app.ui.delegates.strip_delegate import CELL, StripDelegate
from desktop_app.ui.dialogs.report_dialog import ReportDialog
from desktop_app.ui.models.item_model import state_of
from desktop_app.ui.models.shop_words import ShopWords
from desktop_app.ui.models.strip_model import MARKS, StripModel
from desktop_app.ui.models.task_words import TaskWords
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores import shop_check
from desktop_app.ui.stores.item_previews import ItemPreviews
from desktop_app.ui.stores.review import Mark, Reviews
from desktop_app.ui.stores.task_book import TaskBook
from desktop_app.ui.stores.task_facts import is_elsewhere
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.thumbnails import Thumbnails
from desktop_app.ui.widgets.compare_view import CompareView
from desktop_app.ui.widgets.icon_button import icon_button
from desktop_app.ui.widgets.notice_banner import NoticeBanner
from desktop_app.ui.widgets.shop_panel import ShopPanel
from desktop_app.ui.widgets.version_choice import VersionChoice

_KEYS = {Mark.KEEP: "1", Mark.LATER: "2", Mark.BAD: "3"}
_SHARE = 0.92
"""Of the window under it."""


class ViewerDialog(Translated, QDialog):
    """PageUp and PageDown go from picture to picture; 1, 2 and 3 mark one and go on."""

    redo_asked = Signal(str, int)
    """A shop's id, and the index of the item to be done again for it."""
    save_asked = Signal(int, str)
    """The index of an item, and the shop whose picture is to be saved; "" for the only one."""

    def __init__(
        self,
        *,
        task_id: str,
        index: int,
        tasks: TaskBook,
        previews: ItemPreviews,
        words: TaskWords,
        reviews: Reviews,
        price: int,
        shop_id: str,
        preferences: Preferences,
        thumbnails: Thumbnails,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        task = tasks.view(task_id)
        assert task is not None
        self._task = task
        self._tasks = tasks
        self._previews = previews
        previews.forget_failures()
        self._words = words
        self._reviews = reviews
        self._price = price
        self._theme = theme
        self.strip_model = StripModel(task=task, words=words, reviews=reviews, parent=self)
        self.picture = CompareView(theme=theme)
        self.shop = ShopPanel(words=ShopWords(words.speech, self), preferences=preferences, theme=theme)
        self.shop.has_original = not is_elsewhere(task)
        self.shop.choice.take(shop_id)
        self.versions = VersionChoice(words=ShopWords(words.speech, self))
        self.save = icon_button(theme.icon("download"), "quiet")
        self._name, self._state, self._place = (QLabel(textFormat=Qt.TextFormat.PlainText) for _ in range(3))
        self._detail = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.strip = self._made_strip(thumbnails)
        self.marks = {mark: self._mark_button(mark) for mark in _KEYS}
        self.back, self.on = self._step_button("chevron-left", -1), self._step_button("chevron-right", 1)
        self.report = NoticeBanner(tone="danger")
        self._lay_out()
        self._connect()
        self._fit(parent)
        self.retranslate()
        self.strip.setCurrentIndex(self.strip_model.index(self.strip_model.row_of(index)))
        self.strip.setFocus()

    @property
    def item(self) -> ItemView:
        """The picture that is shown."""
        return self.strip_model.item(max(0, self.strip.currentIndex().row()))

    @property
    def output(self) -> OutputView | None:
        """The finished picture that is shown: one of several, where the photo was made for several shops."""
        made = self.item.output if self.item.status is ItemStatus.SUCCESS else None
        return shop_check.picture_for(made, self.versions.shop_id) if made is not None else None

    def go(self, steps: int) -> None:
        """So many pictures on."""
        row = min(max(self.strip.currentIndex().row() + steps, 0), self.strip_model.rowCount() - 1)
        self.strip.setCurrentIndex(self.strip_model.index(row))

    def mark(self, mark: Mark) -> None:
        """Think this of the picture and go on to the next; the same mark again takes it back."""
        item = self.item
        if self._reviews.mark(self._task.id, item.index) is mark:
            self._reviews.put(self._task.id, item.index, None)
            return
        self._reviews.put(self._task.id, item.index, mark)
        self.go(1)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Before and after"))
        texts = {Mark.KEEP: self.tr("Good"), Mark.LATER: self.tr("Look again"), Mark.BAD: self.tr("Bad")}
        for mark, button in self.marks.items():
            button.setText(f"{texts[mark]}  {_KEYS[mark]}")
            button.setAccessibleName(texts[mark])
        for button, text in ((self.back, self.tr("Previous (PageUp)")), (self.on, self.tr("Next (PageDown)"))):
            button.setAccessibleName(text)
            button.setToolTip(text)
        self.strip.setAccessibleName(self.tr("Pictures, the worst first"))
        self.save.setText(self.tr("Download"))
        self._show()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        super().closeEvent(event)

    # showing

    def _show(self) -> None:
        item = self.item
        self._name.setText(item.file_name)
        self._state.setText(self._words.item_state(item))
        set_role(self._state, "badge", tone=row_tone(state_of(item, self._words)))
        row, count = self.strip.currentIndex().row() + 1, self.strip_model.rowCount()
        self._place.setText(f"{max(1, row)} / {count}")
        self.back.setEnabled(row > 1)
        self.on.setEnabled(row < count)
        self._show_marks()
        self.versions.show_pictures(item.output.pictures if item.output is not None else ())
        self.save.setEnabled(self.output is not None)
        self._show_version()
        for step in (1, -1):
            if 0 <= row - 1 + step < count:
                self._previews.pair(self._task.id, self.strip_model.item(row - 1 + step))

    def _show_marks(self) -> None:
        thought = self._reviews.mark(self._task.id, self.item.index)
        for mark, button in self.marks.items():
            button.setChecked(mark is thought)
        bad = self._reviews.bad(self._task)
        told = self.tr("%n bad: {quota} quota comes back", "", len(bad)).format(quota=len(bad) * self._price)
        self.report.say(told if bad else "", self.tr("Report as bad…"))

    def _show_version(self) -> None:
        """Another picture: it is checked against the shop that it was made for, else against the chosen one."""
        output = self.output
        self._detail.setText(self._words.item_detail(self.item))
        if output is not None and self.versions.shop_id:
            self._detail.setText(self._words.picture_detail(output.model_copy(update={"others": []})))
        self.shop.show_picture(output, (output.shop if output is not None else "") or self.shop.choice.shop_id)
        self._show_picture()

    def _show_picture(self) -> None:
        before, after = self._previews.pair(self._task.id, self.item, self.versions.shop_id)
        is_coming = self._previews.is_coming(self._task.id, self.item)
        problem = self._previews.problem(self._task.id, self.item, self.versions.shop_id)
        told = self._words.speech.explain(problem) if problem is not None else self.tr("There is no picture to show.")
        self.picture.set_placeholder(self.tr("Loading…") if is_coming else told)
        self.picture.set_busy(is_coming and after is None and before is None)
        self.picture.set_images(before, after)

    # what happens

    def _connect(self) -> None:
        for mark, key in _KEYS.items():
            QShortcut(QKeySequence(key), self, lambda mark=mark: self.mark(mark))
        QShortcut(QKeySequence(Qt.Key.Key_PageUp), self, lambda: self.go(-1))
        QShortcut(QKeySequence(Qt.Key.Key_PageDown), self, lambda: self.go(1))
        QShortcut(QKeySequence("Ctrl+PgUp"), self, lambda: self.versions.step(-1))
        QShortcut(QKeySequence("Ctrl+PgDown"), self, lambda: self.versions.step(1))
        self.versions.changed.connect(self._show_version)
        self.shop.redo_asked.connect(self._redo)
        self.save.clicked.connect(lambda: self.save_asked.emit(self.item.index, self.versions.shop_id))
        self.strip.selectionModel().currentChanged.connect(self._show)
        self.report.pressed.connect(self._report)
        self._previews.arrived.connect(self._on_arrived)
        self._reviews.changed.connect(self._show_marks)
        self._tasks.changed.connect(self._on_changed)

    def _redo(self, shop_id: str) -> None:
        index = self.item.index
        self.close()
        self.redo_asked.emit(shop_id, index)

    def _report(self) -> None:
        bad = self._reviews.bad(self._task)
        ReportDialog(
            tasks=self._tasks, task=self._task, indexes=bad, price=self._price, speech=self._words.speech, parent=self
        ).open()

    def _on_arrived(self, task_id: str, index: int) -> None:
        if (task_id, index) == (self._task.id, self.item.index):
            self._show_picture()

    def _on_changed(self, task_id: str) -> None:
        task = self._tasks.view(task_id)
        if task is not None and task_id == self._task.id:
            self._task = task
            self.strip_model.show_task(task)
            self._show()

    # building

    def _made_strip(self, thumbnails: Thumbnails) -> QListView:
        strip = QListView()
        strip.setFlow(QListView.Flow.LeftToRight)
        strip.setUniformItemSizes(True)
        strip.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        strip.setFixedHeight(CELL.height() + 20)
        strip.setItemDelegate(StripDelegate(theme=self._theme, thumbnails=thumbnails, view=strip))
        strip.setModel(self.strip_model)
        return strip

    def _mark_button(self, mark: Mark) -> QPushButton:
        icon, ink = MARKS[mark]
        button = icon_button(self._theme.icon(icon, ink, checked=ink), "quiet", checkable=True)
        button.clicked.connect(lambda: self.mark(mark))
        return button

    def _step_button(self, icon: str, steps: int) -> QPushButton:
        button = icon_button(self._theme.icon(icon), "quiet")
        button.setIconSize(QSize(18, 18))
        button.clicked.connect(lambda: self.go(steps))
        return button

    def _lay_out(self) -> None:
        set_role(self._name, "heading")
        set_role(self._detail, "muted")
        set_role(self._place, "muted")
        top = QHBoxLayout()
        top.setSpacing(10)
        for label in (self._name, self._state):
            top.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self._detail, 1)
        top.addWidget(self.versions)
        below = QHBoxLayout()
        below.setSpacing(8)
        for widget in (self.back, self._place, self.on):
            below.addWidget(widget)
        below.addStretch(1)
        below.addWidget(self.save)
        for button in self.marks.values():
            below.addWidget(button)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.picture, 1)
        middle.addWidget(self.shop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(middle, 1)
        column.addLayout(below)
        column.addWidget(self.strip)
        column.addWidget(self.report)

    def _fit(self, parent: QWidget | None) -> None:
        window = parent.window() if parent is not None else None
        self.resize(window.size() * _SHARE if window is not None else QSize(1100, 760))
