"""Notices over the page: how long they stay, how many, and what the keyboard does with them."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import InsufficientQuotaError, RateLimitedError, ServerLostError
from desktop_app.ui.connection import ServerState
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.notices import Notice, Offer, Tone
from desktop_app.ui.widgets.notice_card import NoticeCard
from desktop_app.ui.workbench import Workbench


def test_a_notice_goes_after_its_time(window: MainWindow, bench: Workbench, qtbot: QtBot):
    bench.notices.tell(Notice("soon gone", seconds=0.05))
    bench.notices.tell(Notice("stays", seconds=0))

    qtbot.waitUntil(lambda: [each.text for each in window.notices.shown] == ["stays"])


def test_a_notice_that_is_pointed_at_stays(window: MainWindow, bench: Workbench, qtbot: QtBot):
    bench.notices.tell(Notice("look at me", seconds=0.1))
    card = window.findChild(NoticeCard)

    card.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    QApplication.sendEvent(card, QEnterEvent(QPointF(), QPointF(), QPointF()))
    qtbot.wait(250)
    assert window.notices.shown

    card.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not window.notices.shown)


def test_undo_is_done_once_and_closes_the_notice(window: MainWindow, bench: Workbench, qtbot: QtBot):
    undone: list[str] = []
    bench.notices.tell(Notice("3 removed", offer=Offer("Undo", lambda: undone.append("undone"))))

    offer = next(each for each in window.notices.findChildren(QPushButton) if each.text() == "Undo")
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)

    assert undone == ["undone"]
    assert window.notices.shown == []


def test_four_are_shown_and_the_others_wait_their_turn(window: MainWindow, bench: Workbench):
    for number in range(6):
        bench.notices.tell(Notice(str(number)))
    shown = [each.text for each in window.notices.shown]

    window.findChild(NoticeCard).closed.emit()

    assert shown == ["0", "1", "2", "3"]
    assert [each.text for each in window.notices.shown] == ["1", "2", "3", "4"]


def test_the_same_notice_is_not_shown_twice(window: MainWindow, bench: Workbench):
    bench.notices.tell(Notice("again"))
    bench.notices.tell(Notice("again"))

    assert len(window.notices.shown) == 1


def test_more_than_five_lines_unfold(window: MainWindow, bench: Workbench, qtbot: QtBot):
    bench.notices.tell(Notice("refused", tone=Tone.DANGER, lines=tuple(f"file{n}.gif" for n in range(9))))
    card = window.findChild(NoticeCard)
    before = card._lines.text()

    qtbot.mouseClick(card._more, Qt.MouseButton.LeftButton)

    assert before.endswith("file4.gif")
    assert card._lines.text().endswith("file8.gif")


def test_the_keyboard_reaches_the_newest_and_escape_closes_it_and_gives_the_focus_back(
    window: MainWindow, bench: Workbench, qtbot: QtBot
):
    window.activateWindow()
    before = window.findChild(QPushButton)
    before.setFocus()
    bench.notices.tell(Notice("first"))
    bench.notices.tell(Notice("second", seconds=0.1))

    qtbot.keyClick(window, Qt.Key.Key_F6)
    focused = QApplication.focusWidget()
    qtbot.wait(250)
    assert isinstance(focused, QToolButton)
    assert len(window.notices.shown) == 2

    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert [each.text for each in window.notices.shown] == ["first"]
    assert QApplication.focusWidget() is before


def test_the_bar_with_the_primary_button_stays_free(window: MainWindow, bench: Workbench):
    window.resize(1024, 700)
    for number in range(4):
        bench.notices.tell(Notice(f"{number} " * 40, lines=("a", "b", "c", "d", "e", "f")))
    QApplication.processEvents()

    page, place = window.notices.parentWidget().rect(), window.notices.geometry()
    assert page.contains(place)
    assert page.bottom() - place.bottom() >= 80


def test_an_error_nobody_waits_for_is_a_red_notice(window: MainWindow, bench: Workbench):
    bench.bridge.failed.emit(RateLimitedError(limit=5, window="hour", retry_after=600, minutes=10))

    assert [each.tone for each in window.notices.shown] == [Tone.DANGER]


def test_too_little_quota_opens_the_dialog_that_leads_on(window: MainWindow, bench: Workbench):
    from desktop_app.ui.dialogs.shortage_dialog import ShortageDialog

    bench.bridge.failed.emit(InsufficientQuotaError(required=10, available=5, shortfall=5))

    assert window.notices.shown == []
    window.findChild(ShortageDialog).close()


def test_while_the_banner_tells_of_a_lost_server_nothing_else_does(window: MainWindow, bench: Workbench):
    bench.connection._set_state(ServerState.RESTARTING)
    bench.bridge.failed.emit(ServerLostError(reason="gone"))

    assert window.notices.shown == []
    bench.connection._set_state(ServerState.READY)
