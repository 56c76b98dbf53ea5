"""Settings: every one changed through its control, and read back from the disk."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core import paths, settings
from desktop_app.core.settings import Settings
from desktop_app.core.words import Language
from desktop_app.ui.connection import ServerState
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.navigation import Place
from desktop_app.ui.notices import Notice
from desktop_app.ui.pages.settings_page import SettingsPage
from desktop_app.ui.setting_table import SETTINGS
from desktop_app.ui.theme import Scheme
from desktop_app.ui.widgets.cloud_controls import AddressControl, CertificateControl
from desktop_app.ui.widgets.setting_controls import (
    ChoiceControl,
    FolderControl,
    NumberControl,
    SwitchControl,
    TemplateControl,
)
from desktop_app.ui.workbench import Workbench
from tests.ui.pages.test_workspace_page import submitted


@pytest.fixture(autouse=True)
def pointer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The choice of a data folder is kept in the test's own folder."""
    monkeypatch.setattr(paths, "pointer_file", lambda: tmp_path / "config" / "data-folder.txt")
    return tmp_path / "config" / "data-folder.txt"


@pytest.fixture
def quiet(tmp_path: Path, qtbot: QtBot) -> Iterator[Workbench]:
    """A workbench whose server is not started: settings need none."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    (tmp_path / "data").mkdir()
    made = Workbench(application, tmp_path / "data", Language.CHINESE)
    yield made
    made.close()
    made.deleteLater()
    application.processEvents()


@pytest.fixture
def page(quiet: Workbench, qtbot: QtBot) -> SettingsPage:
    """The page, shown on its own."""
    return shown_page(quiet, qtbot)


def shown_page(bench: Workbench, qtbot: QtBot) -> SettingsPage:
    """The settings page of a workbench."""
    page = SettingsPage(
        preferences=bench.preferences,
        connection=bench.connection,
        models=bench.models,
        mover=bench.mover,
        news=bench.news,
        notices=bench.notices,
        speech=bench.speech,
        theme=bench.theme,
    )
    qtbot.addWidget(page)
    page.resize(900, 1600)
    page.show()
    return page


def on_disk(bench: Workbench) -> Settings:
    """The settings as the next start reads them."""
    return settings.load(bench.folder)


def use(page: SettingsPage, name: str, qtbot: QtBot) -> Any:
    """Choose another value as a merchant does; answers what must be kept."""
    control = page.row(name).control
    match control:
        case SwitchControl():
            before = control.switch.isChecked()
            qtbot.mouseClick(control.switch, Qt.MouseButton.LeftButton)
            return not before
        case ChoiceControl():
            value = control.setting.choices[-1][0]
            qtbot.mouseClick(control.segments.segment(value), Qt.MouseButton.LeftButton)
            return value
        case NumberControl():
            control.box.stepUp()
            return control.box.value()
        case FolderControl():
            control.changed.emit("/saved/成品")  # the system's dialog answers so
            return "/saved/成品"
        case AddressControl():
            control.edit.selectAll()
            qtbot.keyClicks(control.edit, "cloud.example.com")
            qtbot.keyClick(control.edit, Qt.Key.Key_Return)
            return "https://cloud.example.com"
        case CertificateControl():
            (chosen := Path(page.data_folder.path.text()) / "公司.pem").write_text("-----BEGIN CERTIFICATE-----")
            control.take(chosen)  # the system's dialog answers so
            return str(chosen)
        case TemplateControl():
            control.edit.selectAll()
            qtbot.keyClicks(control.edit, "{sku}-{index:03}")
            return "{sku}-{index:03}"
    raise AssertionError(name)


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_chosen_on_the_page_is_kept_on_disk(name: str, page: SettingsPage, quiet: Workbench, qtbot: QtBot):
    if name == "name_template":
        quiet.preferences.change(names="template")

    chosen = use(page, name, qtbot)

    assert chosen != Settings.model_fields[name].default
    assert getattr(on_disk(quiet), name) == chosen


def test_every_setting_has_a_name_and_says_what_it_does_in_both_languages(page: SettingsPage, quiet: Workbench):
    from desktop_app.ui.setting_table import said

    chinese = [said(text) for setting in SETTINGS.values() for text in (setting.label, setting.about)]
    quiet.speech.choose(Language.ENGLISH)
    english = [said(text) for setting in SETTINGS.values() for text in (setting.label, setting.about)]

    assert all(chinese)
    assert not set(chinese) & set(english)


def test_defaults_come_back_and_the_return_can_be_undone(page: SettingsPage, quiet: Workbench, qtbot: QtBot):
    quiet.preferences.change(names="index", workers=3)
    told: list[Notice] = []
    quiet.notices.told.connect(told.append)

    qtbot.mouseClick(page.reset, Qt.MouseButton.LeftButton)
    defaults = on_disk(quiet)
    assert told[0].offer is not None
    told[0].offer.act()

    assert (defaults.names, defaults.workers) == ("original", 0)
    assert (on_disk(quiet).names, on_disk(quiet).workers) == ("index", 3)


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{sku}_{nr}", "模板不认识 {nr}，可用：{name} {index} {index:03} {sku} {shop} {date}。"),
        ("{index:3}", "模板不认识 {index:3}，可用：{name} {index} {index:03} {sku} {shop} {date}。"),
        ("{name", "模板不认识 {name，可用：{name} {index} {index:03} {sku} {shop} {date}。"),
        (" ", "模板为空，请至少填入 {name} 或 {index}。"),
    ],
)
def test_a_template_that_cannot_be_used_is_told_at_once_and_not_kept(
    template: str, told: str, page: SettingsPage, quiet: Workbench, qtbot: QtBot
):
    quiet.preferences.change(names="template", name_template="{sku}")
    control = page.row("name_template").control
    assert isinstance(control, TemplateControl)

    control.edit.setText(template[:-1])
    control.edit.setFocus()
    qtbot.keyClicks(control.edit, template[-1])

    assert (control.problem.isVisible(), control.problem.text()) == (True, told)
    assert on_disk(quiet).name_template in ("{sku}", template[:-1])


def test_the_examples_follow_the_settings(page: SettingsPage, quiet: Workbench):
    quiet.preferences.change(names="template", name_template="{sku}-{index:03}")

    assert page.naming.names == [
        "SKU1-001.jpg",
        "SKU1-002.jpg",
        "SKU2-003.jpg",
        "衬衫 01-004.jpg",
    ]


def test_another_data_folder_is_used_from_the_next_start_on(
    page: SettingsPage, tmp_path: Path, pointer: Path, qtbot: QtBot
):
    other = tmp_path / "另一块盘"
    other.mkdir()

    page.data_folder.take(other)
    told = page.data_folder.next.text()
    chosen = paths.remembered_data_dir()
    qtbot.mouseClick(page.data_folder.keep, Qt.MouseButton.LeftButton)

    assert (chosen, told) == (other, f"下次启动起使用：{other}")
    assert not page.data_folder.next.isVisible()


def test_a_data_folder_that_cannot_be_written_to_is_refused_in_words(
    page: SettingsPage, quiet: Workbench, tmp_path: Path
):
    told: list[Notice] = []
    quiet.notices.told.connect(told.append)

    page.data_folder.take(tmp_path / "nowhere")

    assert "nowhere" in told[0].text
    assert paths.remembered_data_dir() is None


def test_theme_and_language_are_in_force_at_once(bench: Workbench, window: MainWindow, qtbot: QtBot):
    bench.navigator.go(Place.SETTINGS)
    page = window.page(Place.SETTINGS)
    assert isinstance(page, SettingsPage)

    use(page, "theme", qtbot)
    use(page, "language", qtbot)

    assert (bench.theme.scheme, bench.speech.language, page.title) == (Scheme.DARK, Language.ENGLISH, "Settings")


def test_the_checks_are_shown_and_the_report_holds_no_token(bench: Workbench, tmp_path: Path, qtbot: QtBot):
    page = shown_page(bench, qtbot)
    tokens: list[str] = []
    bench.connection.ask(bench, _token, done=tokens.append)
    page.diagnosis.check()
    qtbot.waitUntil(lambda: bool(tokens) and bool(page.diagnosis.checks.texts), timeout=20_000)
    with (bench.folder / "server.log").open("a", encoding="utf-8") as log:
        log.write(f"Authorization: Bearer {tokens[0]}\n")

    with qtbot.waitSignal(bench.notices.told, timeout=20_000):
        page.diagnosis.export_to(tmp_path / "report.zip")

    assert page.diagnosis.checks.texts[-1] == "一切正常。"
    with zipfile.ZipFile(tmp_path / "report.zip") as report:
        contents = {name: report.read(name).decode() for name in report.namelist()}
    assert set(contents) == {"report.txt", "settings.json", "server-log.txt"}
    assert "ok  database" in contents["report.txt"]
    assert not [name for name, text in contents.items() if tokens[0] in text]


async def _token(server: Any) -> str:
    return str(server.transport._http.headers["Authorization"].removeprefix("Bearer "))


def test_the_service_starts_again_with_the_new_settings(bench: Workbench, qtbot: QtBot):
    page = shown_page(bench, qtbot)
    bench.preferences.change(workers=2)
    ready: list[ServerState] = []
    bench.connection.state_changed.connect(ready.append)

    qtbot.mouseClick(page.restart.restart, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ready[-1:] == [ServerState.READY], timeout=30_000)
    page.diagnosis.check()

    qtbot.waitUntil(lambda: "处理进程 2 个" in page.diagnosis.checks.texts, timeout=20_000)


def test_a_restart_of_the_service_costs_a_running_batch_nothing(
    bench: Workbench, photos: Callable[[int], list[Path]], qtbot: QtBot
):
    page = shown_page(bench, qtbot)
    interrupted: list[bool] = []
    bench.connection.restarted.connect(lambda: interrupted.append(True))
    clicking = bench.tasks.changed.connect(lambda _: page.restart.restart.click() if not interrupted else None)
    bench.connection.state_changed.connect(lambda _: interrupted.append(False))

    submitted(bench, qtbot, photos(6))

    qtbot.waitUntil(lambda: bench.wallet.quota is not None and bench.wallet.quota.used == 6, timeout=60_000)
    bench.tasks.changed.disconnect(clicking)
    assert bench.wallet.quota is not None
    assert (bench.wallet.quota.balance, bench.wallet.quota.held) == (94, 0)
    assert interrupted
    assert True not in interrupted
