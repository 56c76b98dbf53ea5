"""The data folder moved in the window, with the real server: it rests, the files go, a new start follows."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core import paths, settings
from desktop_app.core.settings import Settings
from desktop_app.core.words import Language
from desktop_app.relocation import moving
from desktop_app.ui.connection import ServerState
from desktop_app.ui.dialogs.move_data_dialog import MoveDataDialog
from desktop_app.ui.notices import Notice
from desktop_app.ui.pages.settings_page import SettingsPage
from desktop_app.ui.platform import relaunch
from desktop_app.ui.stores.data_move import Stage
from desktop_app.ui.widgets.data_folder_row import DataFolderRow
from desktop_app.ui.workbench import Workbench
from tests import nursery
from tests.ui.conftest import workbench
from tests.ui.pages.test_settings_page import shown_page

SECONDS = 60_000


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    """On the standard data folder of a computer of the test's own."""
    monkeypatch.delenv(paths.DATA_DIR_VARIABLE, raising=False)
    monkeypatch.setattr(paths.platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "data"))
    monkeypatch.setattr(paths.platformdirs, "user_config_dir", lambda *_, **__: str(tmp_path / "config"))
    yield from workbench(tmp_path / "data", qtbot)


@pytest.fixture
def page(bench: Workbench, qtbot: QtBot) -> SettingsPage:
    """Where the data folder is moved."""
    return shown_page(bench, qtbot)


@pytest.fixture
def dialog(page: SettingsPage, bench: Workbench, tmp_path: Path, qtbot: QtBot) -> MoveDataDialog:
    """The question, for a move to another drive."""
    bench.mover.consider(tmp_path / "新盘")  # the system's dialog answers so
    qtbot.waitUntil(lambda: bench.mover.stage is Stage.PLANNED, timeout=SECONDS)
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, MoveDataDialog) and each.isVisible()
    )


@pytest.fixture
def told(bench: Workbench) -> list[Notice]:
    heard: list[Notice] = []
    bench.notices.told.connect(heard.append)
    return heard


def click(button: object, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_data_moves_while_the_server_rests_and_a_new_start_is_wanted(
    dialog: MoveDataDialog, bench: Workbench, tmp_path: Path, qtbot: QtBot
):
    wanted: list[bool] = []
    bench.mover.restart_wanted.connect(lambda: wanted.append(True))

    click(dialog.yes, qtbot)
    qtbot.waitUntil(lambda: bench.mover.stage is Stage.DONE, timeout=SECONDS)
    bench.preferences.change(theme="dark")
    click(dialog.yes, qtbot)

    assert wanted == [True]
    assert paths.data_dir() == tmp_path / "新盘"
    assert settings.load(tmp_path / "新盘").theme == "dark"
    assert (tmp_path / "data" / moving.RETIRED).exists()
    assert nursery.servers(tmp_path / "data") == []


def test_stopped_it_stays_and_the_server_is_back(
    dialog: MoveDataDialog, bench: Workbench, told: list[Notice], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(moving, "move", patient(moving.move))

    click(dialog.yes, qtbot)
    qtbot.waitUntil(lambda: dialog.bar.value() > 0, timeout=SECONDS)
    click(dialog.no, qtbot)
    qtbot.waitUntil(lambda: bench.connection.state is ServerState.READY, timeout=SECONDS)

    assert bench.mover.stage is Stage.NONE
    assert paths.data_dir() == bench.folder
    assert [notice.text for notice in told] == ["数据文件夹保留在原处。"]


def patient(move: Callable[..., None]) -> Callable[..., None]:
    """A move on a slow drive."""

    def slowly(plan: moving.Plan, *, keep: bool, report: Callable[[float], None]) -> None:
        def slow(share: float) -> None:
            time.sleep(0.3)
            report(share)

        move(plan, keep=keep, report=slow)

    return slowly


def test_a_failure_is_told_and_work_goes_on(
    dialog: MoveDataDialog, bench: Workbench, told: list[Notice], tmp_path: Path, qtbot: QtBot
):
    (tmp_path / "新盘").rmdir()
    (tmp_path / "新盘").touch()  # somebody was faster

    click(dialog.yes, qtbot)
    qtbot.waitUntil(lambda: bench.connection.state is ServerState.READY, timeout=SECONDS)

    assert "数据仍在原处" in told[0].text
    assert paths.data_dir() == bench.folder


def test_not_now_changes_nothing(dialog: MoveDataDialog, bench: Workbench, qtbot: QtBot):
    click(dialog.no, qtbot)

    assert bench.mover.stage is Stage.NONE
    assert bench.connection.state is ServerState.READY


def test_a_place_that_will_not_do_is_refused_before_anything_is_asked(
    bench: Workbench, told: list[Notice], tmp_path: Path, qtbot: QtBot
):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "原图.jpg").touch()

    bench.mover.consider(tmp_path / "full")
    qtbot.waitUntil(lambda: bool(told), timeout=SECONDS)

    assert told[0].text == f"{tmp_path / 'full'} 不是空文件夹，请选择新的或空的文件夹。"
    assert bench.mover.stage is Stage.NONE


@pytest.mark.parametrize("origin", ["named", "portable"])
def test_a_folder_that_is_not_the_merchants_to_move_says_why(
    origin: str, bench: Workbench, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    if origin == "named":
        monkeypatch.setenv(paths.DATA_DIR_VARIABLE, str(bench.folder))
    else:
        monkeypatch.setattr(paths, "portable_root", lambda: tmp_path)
    bench.speech.choose(Language.ENGLISH)
    row = DataFolderRow(bench.folder, mover=bench.mover, notices=bench.notices)
    qtbot.addWidget(row)
    row.show()

    said = {"named": "Named for this start by --data-dir or CLEANRACK_DATA_DIR.", "portable": "Portable: it lies"}
    assert row.why.text().startswith(said[origin])
    assert not row.relocate.isVisible()


def test_a_new_start_is_the_same_program():
    assert relaunch.command(frozen=True, executable="/opt/cleanrack/cleanrack") == [
        "/opt/cleanrack/cleanrack",
        "window",
    ]
    assert relaunch.command(frozen=False, executable="python") == ["python", "-m", "desktop_app", "window"]


@pytest.mark.skipif(sys.platform != "linux", reason="the places are set by XDG variables")
def test_the_whole_program_moves_and_starts_again_on_the_new_folder(tmp_path: Path):
    data = tmp_path / "DATA" / "CleanRack"
    data.mkdir(parents=True)
    settings.save(data, Settings(workers=1))
    script = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop_app.core.words import Language
from desktop_app.launch import window
from desktop_app.ui import application
from desktop_app.ui.connection import ServerState
from desktop_app.ui.stores.data_move import Stage

class Moving(application.MainWindow):
    def __init__(self, bench):
        super().__init__(bench)
        self._bench.connection.state_changed.connect(self._begin)
        bench.mover.planned.connect(lambda plan: bench.mover.begin(plan, keep=False))
        bench.mover.changed.connect(self._end)

    def _begin(self, state):
        if state is ServerState.READY and self._bench.mover.stage is Stage.NONE:
            self._bench.mover.consider(Path(sys.argv[2]))

    def _end(self):
        if self._bench.mover.stage is Stage.DONE:
            self._bench.mover.start_again()

application.MainWindow = Moving
sys.exit(window(Path(sys.argv[1]), Language.ENGLISH, []))
"""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLEANRACK_DATA")}
    environment |= {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("DATA", "CONFIG", "STATE")}
    target = tmp_path / "新盘"

    done = subprocess.run(
        [sys.executable, "-c", script, str(data), str(target)],
        env={**environment, "CLEANRACK_QUIT_AFTER": "60000"},
        timeout=120,
        check=False,
    )
    mine = [each for each in psutil.process_iter(["cmdline", "environ"]) if _is_window_of(each, tmp_path)]
    until(lambda: "on the screen" in log(target))
    until(lambda: "CleanRack" not in [each.name for each in (tmp_path / "DATA").iterdir()])
    for each in mine:
        each.send_signal(signal.SIGTERM)

    assert done.returncode == 0
    assert len(mine) == 1
    assert (target / "cleanrack.db").exists()


def _is_window_of(process: psutil.Process, root: Path) -> bool:
    environment = process.info["environ"] or {}
    is_window = (process.info["cmdline"] or [])[-1:] == ["window"]
    return is_window and environment.get("XDG_DATA_HOME") == str(root / "DATA")


def log(folder: Path) -> str:
    file = folder / "window.log"
    return file.read_text("utf-8") if file.exists() else ""


def until(come: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not come():
        assert time.monotonic() < end
        time.sleep(0.1)
