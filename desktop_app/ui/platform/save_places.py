"""What to take and where to save: the system's dialogs, which hold up no window. Keep what is answered while open."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

Chosen = Callable[[Path], None]


def ask_file(
    name: str, folder: Path, chosen: Chosen, *, title: str = "", kinds: str = "", parent: QWidget | None = None
) -> QFileDialog:
    """Ask for a file's place and name; the system asks whether another file may be replaced.

    `kinds` are file kinds as Qt takes them: "ZIP (*.zip)".
    """
    dialog = _dialog(folder, chosen, title, parent)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    if kinds:
        dialog.setNameFilter(kinds)
    dialog.selectFile(name)
    dialog.open()
    return dialog


def ask_folder(folder: Path, chosen: Chosen, *, title: str = "", parent: QWidget | None = None) -> QFileDialog:
    """Ask for a folder."""
    dialog = _dialog(folder, chosen, title, parent)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def ask_existing(
    folder: Path, chosen: Chosen, *, title: str = "", kinds: str = "", parent: QWidget | None = None
) -> QFileDialog:
    """Ask for a file that is there; `kinds` as for `ask_file`."""
    dialog = _dialog(folder, chosen, title, parent)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    dialog.open()
    return dialog


def documents() -> Path:
    """Where people keep what they write."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def downloads() -> Path:
    """Where what was downloaded lies."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))


def _dialog(folder: Path, chosen: Chosen, title: str, parent: QWidget | None) -> QFileDialog:
    dialog = QFileDialog(parent or QApplication.activeWindow(), title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setDirectory(str(folder if folder.is_dir() else Path.home()))
    dialog.fileSelected.connect(lambda file: chosen(Path(file)))
    return dialog
