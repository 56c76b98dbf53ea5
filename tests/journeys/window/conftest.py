"""The merchant at a real window with a real server."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.workbench import Workbench
from tests.journeys.window.hand import Hand
from tests.ui.conftest import bench, photos, window

__all__ = ["bench", "photos", "window"]


@pytest.fixture
def hand(window: MainWindow, qtbot: QtBot) -> Hand:
    """Somebody at the window."""
    return Hand(window, qtbot)


@pytest.fixture
def balance(bench: Workbench) -> Callable[[], int]:
    """The balance the server last told."""
    return lambda: bench.wallet.quota.balance if bench.wallet.quota else -1


@pytest.fixture
def saved(bench: Workbench) -> Path:
    """Where results are saved."""
    return bench.preferences.output_folder
