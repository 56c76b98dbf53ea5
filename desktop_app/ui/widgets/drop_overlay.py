"""What covers the window while photos are dragged over it."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.ui import dropping
from desktop_app.ui.intake import Intake
from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme

_ICON = 56


class DropOverlay(Translated, QWidget):
    """Lies over the whole window from the moment a drag comes in until it leaves or drops.

    So nothing below, such as a text field, takes the files for something else. A drag that begins in our own window
    does not count: it takes results out.
    """

    def __init__(self, *, intake: Intake, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._intake = intake
        self._theme = theme
        self._window = window
        self._text = ""
        self._entered = False
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self.setAcceptDrops(True)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self._text = self.tr("Drop to add")
        self.setAccessibleName(self._text)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._window:
            return False
        if isinstance(event, QDragEnterEvent) and _is_wanted(event):
            _copy(event)
            self._cover()
            return True
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop and _is_wanted(event):
            self.dropEvent(event)
            return True
        if event.type() is QEvent.Type.DragLeave:
            QTimer.singleShot(0, self._uncover)  # the drag is over this very widget next, or gone
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._entered = True
        _copy(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        _copy(event)

    def dragLeaveEvent(self, event: QEvent) -> None:
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        _copy(event)
        self.hide()
        self._intake.take_mime(event.mimeData())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("scrim"))
        painter.setPen(QPen(self._theme.color("on-scrim"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(24, 24, -24, -24), 12, 12)
        middle = self.rect().center()
        ratio = self.devicePixelRatioF()
        icon = self._theme.pixmap("image-plus", _ICON, "on-scrim", ratio=ratio)
        painter.drawPixmap(middle.x() - _ICON // 2, middle.y() - _ICON, icon)
        font = self.font()
        font.setPixelSize(20)
        painter.setFont(font)
        below = self.rect().adjusted(24, 0, -24, 0)
        below.setTop(middle.y() + 16)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._text)

    def _cover(self) -> None:
        self._entered = False
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def _uncover(self) -> None:
        if not self._entered:
            self.hide()


def _is_wanted(event: QDropEvent) -> bool:
    return event.source() is None and dropping.carries_photos(event.mimeData())


def _copy(event: QDropEvent) -> None:
    """Only ever a copy: a file manager that hears "move" takes the merchant's file away."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
