"""The window's line to its server."""

import os
import signal

import psutil
from pytestqt.qtbot import QtBot

from desktop_app.api.quota import QuotaView
from desktop_app.ui.connection import ServerState
from desktop_app.ui.workbench import Workbench
from tests import nursery


def test_a_killed_server_is_started_again_and_the_window_hears_of_it(bench: Workbench, qtbot: QtBot):
    states: list[ServerState] = []
    bench.connection.state_changed.connect(states.append)

    with qtbot.waitSignal(bench.connection.restarted, timeout=20_000):
        os.kill(server_of(bench), signal.SIGKILL)

    assert states == [ServerState.RESTARTING, ServerState.READY]


def test_a_question_asked_while_the_server_dies_is_answered_by_the_next_one(bench: Workbench, qtbot: QtBot):
    answers: list[QuotaView] = []
    os.kill(server_of(bench), signal.SIGKILL)

    bench.connection.ask(bench, lambda server: server.quota(), done=answers.append)

    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    assert answers[0].balance == 100


def test_an_answer_does_not_come_home_to_somebody_who_is_gone(bench: Workbench, qtbot: QtBot):
    from PySide6.QtCore import QObject

    gone, answers = QObject(), []
    bench.connection.ask(gone, lambda server: server.quota(), done=answers.append)
    gone.deleteLater()
    bench.connection.ask(bench, lambda server: server.quota(), done=lambda _: answers.append("mine"))

    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    qtbot.wait(100)
    assert answers == ["mine"]


def test_closing_leaves_no_server_behind(bench: Workbench, qtbot: QtBot):
    server = psutil.Process(server_of(bench))

    bench.close()

    assert not server.is_running() or server.status() == psutil.STATUS_ZOMBIE


def server_of(bench: Workbench) -> int:
    """The pid of the server that `bench` runs."""
    (pid,) = nursery.servers(bench.folder)
    return pid
