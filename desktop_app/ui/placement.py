"""Where the window stands: kept as text between two runs, and put right where a screen has gone."""

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_USUAL = QSize(1360, 860)
_GRIP = 80
"""So many pixels of the title must be on a screen for a window to be moved."""


def told(window: QWidget) -> str:
    """Place and size as text."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def restore(window: QWidget, text: str) -> None:
    """Put the window where it was; in the middle of the first screen where it was not, or cannot be reached there."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    known = bool(text) and window.restoreGeometry(QByteArray.fromBase64(text.encode("ascii", "replace")))
    if known and is_reachable(window.geometry(), screens):
        return
    window.setGeometry(centered(_USUAL, QGuiApplication.primaryScreen().availableGeometry()))


def is_reachable(frame: QRect, screens: list[QRect]) -> bool:
    """Whether enough of the top edge lies on a screen to take hold of it."""
    top = QRect(frame.left(), frame.top(), frame.width(), _GRIP)
    shares = [top.intersected(screen) for screen in screens]
    return any(share.width() >= _GRIP and share.height() >= _GRIP // 2 for share in shares)


def centered(size: QSize, screen: QRect) -> QRect:
    """A rectangle of that size, or the screen's if it is smaller, in its middle."""
    fitting = size.boundedTo(screen.size())
    place = QRect(screen.topLeft(), fitting)
    place.moveCenter(screen.center())
    return place
