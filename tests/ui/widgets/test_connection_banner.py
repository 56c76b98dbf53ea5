"""What the window tells of its server."""

import os
import signal

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import DataFolderBusyError
from desktop_app.ui.connection import ServerState
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.notices import Tone
from desktop_app.ui.widgets.connection_banner import ConnectionBanner
from desktop_app.ui.workbench import Workbench
from tests.ui.test_workbench import server_of


def test_a_killed_server_is_told_of_and_so_is_its_return(window: MainWindow, bench: Workbench, qtbot: QtBot):
    banner = window.findChild(ConnectionBanner)
    told: list[tuple[bool, str]] = []
    listening = bench.connection.state_changed.connect(lambda _: told.append((banner.isVisible(), words(banner))))

    with qtbot.waitSignal(bench.connection.restarted, timeout=20_000):
        os.kill(server_of(bench), signal.SIGKILL)
    bench.connection.state_changed.disconnect(listening)

    assert told[0] == (True, "服务意外中断，正在重新启动，批次会从中断处继续…")
    assert banner.isHidden()
    assert [(each.text, each.tone) for each in window.notices.shown] == [("已重新连接，没有丢失任何内容", Tone.SUCCESS)]


def test_a_server_that_does_not_start_is_told_with_the_reason_and_a_way_on(window: MainWindow, bench: Workbench):
    banner = window.findChild(ConnectionBanner)

    bench.connection._on_failed(DataFolderBusyError(folder="/数据"))

    offered = [button.text() for button in banner.findChildren(QPushButton) if button.isVisible()]
    assert banner.isVisible()
    assert "/数据" in words(banner)
    assert offered == ["重试", "打开日志"]
    bench.connection._set_state(ServerState.READY)
    assert banner.isHidden()


def test_a_start_is_told_of_only_when_it_takes_long(window: MainWindow, bench: Workbench, qtbot: QtBot):
    banner = window.findChild(ConnectionBanner)

    bench.connection._set_state(ServerState.STARTING)
    at_once = banner.isVisible()
    qtbot.waitUntil(banner.isVisible, timeout=4000)

    assert not at_once
    bench.connection._set_state(ServerState.READY)


def words(banner: ConnectionBanner) -> str:
    return next(label.text() for label in banner.findChildren(QLabel))
