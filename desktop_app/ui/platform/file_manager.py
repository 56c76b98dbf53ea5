"""Files and folders in the system's file manager: Explorer, Finder, or whatever the desktop has."""

import shutil
import sys
from pathlib import Path

from PySide6.QtCore import QDir, QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def show_in_folder(path: Path) -> None:
    """Open the folder of a file with the file picked out; where that cannot be done, the folder alone."""
    command = command_to_show(path, sys.platform)
    if not command or not QProcess.startDetached(command[0], command[1:])[0]:
        open_folder(path.parent)


def open_folder(folder: Path) -> None:
    """Open a folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def command_to_show(path: Path, platform: str) -> list[str]:
    """The program and its arguments; empty where the platform has none."""
    if platform == "win32":
        return ["explorer.exe", "/select,", QDir.toNativeSeparators(str(path))]
    if platform == "darwin":
        return ["open", "-R", str(path)]
    address = bytes(QUrl.fromLocalFile(str(path)).toEncoded().data()).decode()
    return _through_the_bus(address) if "'" not in address else []


def _through_the_bus(address: str) -> list[str]:
    """The call that all Linux file managers understand, with whichever program can send it."""
    name, method = "org.freedesktop.FileManager1", "org.freedesktop.FileManager1.ShowItems"
    if gdbus := shutil.which("gdbus"):
        where = ["--session", "--dest", name, "--object-path", "/org/freedesktop/FileManager1"]
        return [gdbus, "call", *where, "--method", method, f"['{address}']", ""]
    if sender := shutil.which("dbus-send"):
        where = ["--session", "--print-reply", f"--dest={name}", "/org/freedesktop/FileManager1"]
        return [sender, *where, method, f"array:string:{address}", "string:"]
    return []
