"""Where to save: the system's own dialogs, which do not hold up the window. Keep what is answered while it is open."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

Chosen = Callable[[Path], None]


def ask_file(name: str, folder: Path, chosen: Chosen) -> QFileDialog:
    """Ask for a file's place and name; the system asks whether another file may be replaced."""
    dialog = _dialog(folder, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    dialog.open()
    return dialog


def ask_folder(folder: Path, chosen: Chosen) -> QFileDialog:
    """Ask for a folder."""
    dialog = _dialog(folder, chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def _dialog(folder: Path, chosen: Chosen) -> QFileDialog:
    dialog = QFileDialog(QApplication.activeWindow())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setDirectory(str(folder if folder.is_dir() else Path.home()))
    dialog.fileSelected.connect(lambda file: chosen(Path(file)))
    return dialog
