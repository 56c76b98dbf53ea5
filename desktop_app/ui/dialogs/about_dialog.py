"""What this is, in which version, and whose work it stands on."""

import platform
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.core import paths
from desktop_app.ui import brand
from desktop_app.ui.theme import set_role
from desktop_app.ui.widgets.paper_dialog import PaperDialog


class AboutDialog(PaperDialog):
    """Name, version and licences. Show it with `open()`."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._mark = QLabel()
        self._name = QLabel()
        self._version = QLabel(textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        self._about = QLabel(wordWrap=True)
        self._licences = QLabel(wordWrap=True, openExternalLinks=True)
        self._notices = QPushButton()
        self._close = QPushButton()
        self._close.setDefault(True)
        self._lay_out()
        self._close.setFocus()
        self._notices.clicked.connect(self._show_notices)
        self._close.clicked.connect(self.accept)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("About CleanRack"))
        self._name.setText(self.tr("CleanRack"))
        told = self.tr("Version {version}  ·  Qt {qt}  ·  Python {python}")
        self._version.setText(told.format(version=_version(), qt=qVersion(), python=platform.python_version()))
        self._about.setText(
            self.tr("Listing-ready garment photos, one or fifty at a time. Your originals are never changed.")
        )
        self._licences.setText("<br>".join(self._paragraphs()))
        self._notices.setText(self.tr("Third-party licences…"))
        self._close.setText(self.tr("Close"))

    def _paragraphs(self) -> list[str]:
        return [
            self.tr("CleanRack is free software under the MIT licence."),
            self.tr(
                "It uses Qt and PySide6 under the LGPL, version 3: they are separate libraries beside the "
                'application, and you may replace them by your own builds. Source: <a href="{link}">{name}</a>'
            ).format(link="https://code.qt.io", name="code.qt.io"),
            self.tr("libheif, which reads HEIC photos, is under the LGPL, version 3, likewise."),
            self.tr(
                "Cut-out model: U²-Net, Apache licence 2.0; the packages it is fetched from are under the MIT licence."
            ),
            self.tr("It runs on ONNX Runtime, MIT licence."),
            self.tr("Icons: Lucide, ISC licence, with parts of Feather, MIT licence."),
            *([] if _notices_file().exists() else [self.tr("Each library's licence text lies in its own package.")]),
        ]

    def _show_notices(self) -> None:
        from desktop_app.ui.dialogs.notices_dialog import NoticesDialog

        NoticesDialog(_notices_file(), parent=self).open()

    def _lay_out(self) -> None:
        self._mark.setPixmap(brand.pixmap(56, self.devicePixelRatioF()))
        set_role(self._name, "title")
        set_role(self._version, "muted")
        set_role(self._licences, "muted")
        line = QFrame()
        set_role(line, "line")
        words = QVBoxLayout()
        words.addWidget(self._name)
        words.addWidget(self._version)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._mark)
        head.addLayout(words, 1)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addLayout(head)
        for widget in (self._about, line, self._licences):
            column.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addWidget(self._notices)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column.addLayout(buttons)
        self._notices.setVisible(_notices_file().exists())
        self.compose(column)


def _notices_file() -> Path:
    """The licence texts of all that an installed application carries; one that pip has installed carries nothing."""
    return paths.resources() / "notices.txt"


def _version() -> str:
    from importlib import metadata

    return metadata.version("cleanrack")
