"""Before and after, looked at with mouse and keys."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from desktop_app.ui.theme import Scheme, Theme
from desktop_app.ui.widgets.compare_view import CompareMode, CompareView

RED, BLUE = QColor("#c02020"), QColor("#2020c0")


def plain(color, width=1200, height=900):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(color)
    return image


@pytest.fixture
def view(qtbot, qapp):
    shown = CompareView(theme=Theme(qapp, Scheme.LIGHT))
    qtbot.addWidget(shown)
    shown.resize(616, 466)
    shown.set_images(plain(RED), plain(BLUE))
    with qtbot.waitExposed(shown):
        shown.show()
    shown.setFocus()
    return shown


def seen(view, x, y=400):
    """The colour at a point of the view."""
    pixels = view.grab().toImage()
    ratio = pixels.devicePixelRatio()
    return pixels.pixelColor(round(x * ratio), round(y * ratio))


def test_left_and_right_move_the_divider(view, qtbot):
    assert (seen(view, 200), seen(view, 400)) == (RED, BLUE)
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.divider == pytest.approx(0.8)
    assert seen(view, 400) == RED
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.divider == 0
    assert seen(view, 200) == BLUE


def test_the_divider_is_dragged(view, qtbot):
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(308, 100))
    qtbot.mouseMove(view, QPoint(458, 100))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(458, 100))
    assert view.divider == pytest.approx(0.75)


def test_space_shows_the_picture_before_while_it_is_held_and_b_until_it_is_pressed_again(view, qtbot):
    qtbot.keyPress(view, Qt.Key.Key_Space)
    assert seen(view, 400) == RED
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert seen(view, 400) == BLUE
    qtbot.keyClick(view, Qt.Key.Key_B)
    assert seen(view, 400) == RED
    qtbot.keyClick(view, Qt.Key.Key_B)
    assert seen(view, 400) == BLUE


def test_keys_zoom_and_the_zoom_is_told(view, qtbot):
    heard = []
    view.zoom_changed.connect(heard.append)
    assert view.zoom * view.devicePixelRatioF() == pytest.approx(0.5 * view.devicePixelRatioF())
    qtbot.keyClick(view, Qt.Key.Key_1)
    assert view.zoom == 1.0
    assert "100 %" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.is_fit
    assert heard == pytest.approx([1.0, 1.25, 1.0, 0.5], abs=0.01)


def test_the_wheel_keeps_the_point_under_the_pointer(view):
    pane, at = view.panes()[0], QPointF(458, 233)
    before = at - pane.place(view._sight).topLeft()
    size = pane.place(view._sight).size()
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(view, QWheelEvent(at, view.mapToGlobal(at), QPoint(), QPoint(0, 240), *none, False))
    place = view.panes()[0].place(view._sight)
    after = at - place.topLeft()
    assert place.width() > size.width()
    assert after.x() / place.width() == pytest.approx(before.x() / size.width(), abs=0.02)
    assert after.y() / place.height() == pytest.approx(before.y() / size.height(), abs=0.02)


def test_what_is_zoomed_is_dragged_and_never_leaves_a_gap(view, qtbot):
    view.set_mode(CompareMode.SINGLE)
    qtbot.keyClick(view, Qt.Key.Key_1)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    qtbot.mouseMove(view, QPoint(600, 450))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(600, 450))
    place = view.panes()[0].place(view._sight)
    assert (place.left(), place.top()) == (0, 0)


def test_side_by_side_shows_both_and_v_goes_through_the_modes(view, qtbot):
    heard = []
    view.mode_changed.connect(heard.append)
    qtbot.keyClick(view, Qt.Key.Key_V)
    assert (seen(view, 150, 233), seen(view, 450, 233)) == (RED, BLUE)
    qtbot.keyClick(view, Qt.Key.Key_V)
    assert (seen(view, 150), seen(view, 450)) == (BLUE, BLUE)
    assert heard == [CompareMode.SIDE_BY_SIDE, CompareMode.SINGLE]


def test_ground_that_was_added_around_a_photo_does_not_move_the_photo(view):
    view.set_images(plain(RED, 600, 900), plain(BLUE, 900, 900))
    view.show_before(True)
    x = 8 + 75 + 75 + 4
    assert seen(view, x - 8) == view._theme.color("canvas")
    assert seen(view, x) == RED


def test_without_a_picture_it_says_what_to_do(view):
    view.set_images(None, None)
    view.set_placeholder("Choose a photo")
    assert view.accessibleDescription() == "Choose a photo"
    assert not view.grab().isNull()


def test_the_menu_holds_what_mouse_and_keys_do(view):
    menu = view.menu()
    actions = {action.text().partition("\t")[2]: action for action in menu.actions() if "\t" in action.text()}
    actions["1"].trigger()
    assert view.zoom == 1.0
    actions["B"].trigger()
    assert view.shows_before
    menu.deleteLater()
