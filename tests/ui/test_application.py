"""A whole start of the window, as its own process."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from desktop_app.core import settings
from desktop_app.core.settings import Settings


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "数据"
    folder.mkdir()
    settings.save(folder, Settings(workers=1))
    return folder


def test_the_window_starts_and_quits_by_itself_and_leaves_nothing_running(data: Path):
    started = start(data, quit_after=2500)
    out, err = started.communicate(timeout=60)

    assert (started.returncode, out, err) == (0, "", "")
    assert "the window is on the screen" in log(data)
    assert "ERROR" not in log(data)
    assert not [each for each in psutil.process_iter(["cmdline"]) if str(data) in (each.info["cmdline"] or [])]


def test_a_second_start_ends_at_once_and_the_first_takes_the_files(data: Path, shoot: Path):
    (shoot / "1.jpg").write_bytes(b"\xff\xd8\xff")
    first = start(data, quit_after=6000)
    while "on the screen" not in log(data):
        assert first.poll() is None
        time.sleep(0.05)

    second = start(data, "window", str(shoot / "1.jpg"))

    assert (second.communicate(timeout=20), second.returncode) == (("", ""), 0)
    assert first.poll() is None
    _, told = first.communicate(timeout=30)
    assert (first.returncode, "Traceback" in told) == (0, False)


def test_a_setup_can_close_the_window_and_finds_nothing_running(data: Path):
    first = start(data, quit_after=60_000)
    while "on the screen" not in log(data):
        assert first.poll() is None
        time.sleep(0.05)

    quitting = start(data, "quit")

    assert (quitting.communicate(timeout=40), quitting.returncode) == (("", ""), 0)
    assert (first.communicate(timeout=40), first.returncode) == (("", ""), 0)
    assert not [each for each in psutil.process_iter(["cmdline"]) if str(data) in (each.info["cmdline"] or [])]


def test_an_error_nobody_caught_is_logged_and_the_window_stays(data: Path):
    script = """
import sys
from PySide6.QtCore import QTimer
from desktop_app.ui import main_window
from desktop_app.launch import window
from desktop_app.core.words import Language
from pathlib import Path

def break_something():
    raise ZeroDivisionError("a defect of ours")

class Broken(main_window.MainWindow):
    def __init__(self, bench):
        super().__init__(bench)
        QTimer.singleShot(300, break_something)
        QTimer.singleShot(900, lambda: print([notice.tone.value for notice in self.notices.shown], flush=True))

import desktop_app.ui.application as application
application.MainWindow = Broken
sys.exit(window(Path(sys.argv[1]), Language.ENGLISH, []))
"""
    environment = {**os.environ, "CLEANRACK_QUIT_AFTER": "2000"}

    done = subprocess.run(
        [sys.executable, "-c", script, str(data)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout.strip()) == (0, "['danger']")
    assert "a defect of ours" in log(data)


def start(data: Path, *arguments: str, quit_after: int = 20_000) -> "subprocess.Popen[str]":
    environment = {**os.environ, "CLEANRACK_DATA_DIR": str(data), "CLEANRACK_QUIT_AFTER": str(quit_after)}
    command = [sys.executable, "-m", "desktop_app", *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def log(data: Path) -> str:
    file = data / "window.log"
    return file.read_text(encoding="utf-8") if file.exists() else ""


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("zh_CN.UTF-8", "试用账户，无需登录：共 100 配额，每张 1 配额，失败不收费。"),
        (
            "en_GB.UTF-8",
            "Trial account, no sign-in needed: 100 quota, 1 for each photo. A photo that fails costs nothing.",
        ),
        (
            "fr_FR.UTF-8",
            "Trial account, no sign-in needed: 100 quota, 1 for each photo. A photo that fails costs nothing.",
        ),
    ],
)
def test_on_an_empty_profile_it_speaks_the_systems_language_and_explains_itself(locale: str, said: str, tmp_path: Path):
    script = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from desktop_app.commands.given import language_of
from desktop_app.core import paths
from desktop_app.launch import window
from desktop_app.ui import application
from desktop_app.ui.navigation import Place

class Newcomer(application.MainWindow):
    def __init__(self, bench):
        super().__init__(bench)
        bench.tasks.listed.connect(self._tell)
        bench.wallet.changed.connect(self._tell)

    def _tell(self):
        page = self.page(Place.WORKSPACE)
        texts = [each.text() for each in page.quota.findChildren(QLabel)]
        if not self._bench.tasks.loaded or self._bench.wallet.quota is None or hasattr(self, "told"):
            return
        self.told = True
        preferences = self._bench.preferences.value
        shown = page.first_steps.isVisible() and page.samples.isVisible()
        print(json.dumps([texts, preferences.theme, preferences.language, shown]), flush=True)
        QTimer.singleShot(0, lambda: QApplication.exit(0))

application.MainWindow = Newcomer
sys.exit(window(paths.data_dir(), language_of([]), []))
"""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "CLEANRACK_LANG"))}
    environment |= {"LANG": locale, "CLEANRACK_DATA_DIR": str(tmp_path / "new"), "CLEANRACK_QUIT_AFTER": "60000"}

    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    texts, theme, language, shown = json.loads(done.stdout)

    assert said in texts
    assert (theme, language, shown) == ("system", "", True)
