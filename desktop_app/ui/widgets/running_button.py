"""What runs at the moment, small: a bar and a count in the header; a click leads to the task."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from desktop_app.ui.navigation import Destination, Navigator, Place
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.task_book import TaskBook
from desktop_app.ui.theme import set_role


class RunningButton(Translated, QPushButton):
    """Shown while something runs, except on that task's own page."""

    def __init__(self, *, tasks: TaskBook, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._navigator = navigator
        self._bar = QProgressBar()
        self._count = QLabel()
        self._row = QHBoxLayout(self)
        self._lay_out()
        tasks.listed.connect(self.retranslate)
        tasks.changed.connect(self.retranslate)
        navigator.arrived.connect(self.retranslate)
        self.clicked.connect(self._on_clicked)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def retranslate(self) -> None:
        running = self._tasks.running
        elsewhere = running and self._navigator.here != Destination(Place.TASK, running[0].id)
        self.setVisible(bool(elsewhere))
        if not running:
            return
        done = sum(task.batch_success for task in running)
        total = sum(max(task.batch_total, 1) for task in running)
        share = sum(self._tasks.progress(task.id) * max(task.batch_total, 1) for task in running) / total
        self._bar.setValue(round(share * 1000))
        self._count.setText(f"{done}/{total}")
        told = self.tr("%n task(s) running", "", len(running))
        self.setToolTip(told)
        self.setAccessibleName(f"{told}, {done}/{total}")
        self.updateGeometry()

    def _lay_out(self) -> None:
        set_role(self, "quiet")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._bar.setRange(0, 1000)
        self._bar.setFixedWidth(72)
        self._bar.setTextVisible(False)
        set_role(self._count, "muted")
        self._row.setContentsMargins(10, 8, 10, 8)
        self._row.setSpacing(8)
        for widget in (self._bar, self._count):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._row.addWidget(widget)

    def _on_clicked(self) -> None:
        if running := self._tasks.running:
            self._navigator.go(Place.TASK, running[0].id)
