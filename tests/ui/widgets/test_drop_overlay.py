"""Photos dropped anywhere on the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.imaging import formats
from desktop_app.ui import dropping
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import Place
from desktop_app.ui.widgets.drop_overlay import DropOverlay
from desktop_app.ui.workbench import Workbench

ANY = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction | Qt.DropAction.LinkAction


def test_a_drag_covers_the_window_and_its_end_uncovers_it(window: MainWindow, qtbot: QtBot, photos):
    overlay = window.findChild(DropOverlay)

    entered = enter(window, files(photos(1)))
    covered = overlay.isVisible() and overlay.geometry() == window.rect()
    enter(overlay, files(photos(1)))
    QApplication.sendEvent(overlay, QDragLeaveEvent())

    assert entered.isAccepted()
    assert covered
    assert overlay.isHidden()


def test_a_drag_that_leaves_at_once_uncovers_it_too(window: MainWindow, qtbot: QtBot, photos):
    enter(window, files(photos(1)))

    QApplication.sendEvent(window, QDragLeaveEvent())

    qtbot.waitUntil(lambda: window.findChild(DropOverlay).isHidden())


def test_dropped_files_are_only_ever_copied_and_lead_to_the_form(
    window: MainWindow, bench: Workbench, monkeypatch: pytest.MonkeyPatch, photos
):
    taken: list[Path] = []
    monkeypatch.setattr(bench.drafts, "add", lambda paths: taken.extend(paths))
    chosen = photos(3)

    dropped = drop(window, files(chosen))

    assert dropped.dropAction() is Qt.DropAction.CopyAction
    assert taken == chosen
    assert bench.navigator.here.place is Place.FEATURE


def test_a_picture_without_a_file_is_taken_as_png(
    window: MainWindow, bench: Workbench, monkeypatch: pytest.MonkeyPatch
):
    taken: list[tuple[bytes, str]] = []
    monkeypatch.setattr(bench.drafts, "add_picture", lambda data, name: taken.append((data, name)))

    drop(window, pixels())

    ((data, name),) = taken
    assert formats.identify(data[: formats.HEAD_BYTES]) is formats.PNG
    assert name.endswith(".png")


@pytest.mark.parametrize("mime", ["text", "web"])
def test_what_is_no_photo_is_not_taken(window: MainWindow, mime: str):
    carried = QMimeData()
    if mime == "text":
        carried.setText("SKU1001")
    else:
        carried.setUrls([QUrl("https://example.com/1.jpg")])

    assert not enter(window, carried).isAccepted()
    assert window.findChild(DropOverlay).isHidden()


def test_a_folder_that_was_dropped_is_remembered(window: MainWindow, bench: Workbench, photos):
    folder = photos(2)[0].parent

    drop(window, files([folder]))

    assert bench.preferences.value.recent_folders == (str(folder),)


def test_an_encoded_picture_is_kept_as_it_comes():
    mime = QMimeData()
    mime.setData("image/jpeg", QByteArray(b"\xff\xd8\xff jpeg with its colour profile"))

    assert dropping.picture_of(mime) == (b"\xff\xd8\xff jpeg with its colour profile", "jpg")


def test_names_with_spaces_and_chinese_come_through(photos):
    assert dropping.paths_of(files(photos(2))) == photos(2)


def files(paths: list[Path]) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def pixels() -> QMimeData:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    mime = QMimeData()
    mime.setImageData(image)
    return mime


def enter(widget: QWidget, mime: QMimeData) -> QDragEnterEvent:
    none = Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(50, 50), ANY, mime, Qt.MouseButton.LeftButton, none)
    event.setDropAction(Qt.DropAction.MoveAction)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event


def drop(window: MainWindow, mime: QMimeData) -> QDropEvent:
    """As Qt does it: over the window, then over what covers it, then let go."""
    overlay = window.findChild(DropOverlay)
    enter(window, mime)
    enter(overlay, mime)
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(50, 50), ANY, mime, Qt.MouseButton.LeftButton, none, QEvent.Type.Drop)
    event.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(overlay, event)
    return event
