"""One picture of the library, large; the arrow keys go on to the next."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop_app.api.library import AssetView
from desktop_app.ui.bridge import Call
from desktop_app.ui.connection import Connection
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.one_line_label import OneLineLabel
from desktop_app.ui.widgets.picture_view import PictureView

if TYPE_CHECKING:
    from desktop_app.client.server import ServerClient

_SHARE = 0.92
"""Of the window that it covers."""


class PictureDialog(Translated, QDialog):
    """Looks through pictures, from one of them on."""

    def __init__(
        self,
        pictures: Sequence[AssetView],
        row: int,
        *,
        connection: Connection,
        speech: Speech,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._pictures = list(pictures)
        self._row = row
        self._connection = connection
        self._speech = speech
        self._folder = tempfile.TemporaryDirectory(prefix="cleanrack-picture-", ignore_cleanup_errors=True)
        self._asked: Call | None = None
        self.view = PictureView(theme)
        self._name = OneLineLabel()
        self._place, self._zoom, self._problem = QLabel(), QLabel(), QLabel()
        self._before, self._after = _button(theme, "chevron-left"), _button(theme, "chevron-right")
        self._closer, self._further = _button(theme, "zoom-in"), _button(theme, "zoom-out")
        self._fitted = _button(theme, "maximize")
        self._lay_out()
        self._connect()
        self.resize(parent.window().size() * _SHARE)
        self._show()
        self.view.setFocus()

    @property
    def picture(self) -> AssetView:
        """Which one is shown."""
        return self._pictures[self._row]

    def retranslate(self) -> None:
        self.setWindowTitle(self.picture.file_name)
        self.view.setAccessibleName(self.picture.file_name)
        for button, text in (
            (self._before, self.tr("Previous picture (←)")),
            (self._after, self.tr("Next picture (→)")),
            (self._closer, self.tr("Zoom in (+)")),
            (self._further, self.tr("Zoom out (−)")),
            (self._fitted, self.tr("Fit to window (0)")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._pictures) - 1
        acts = {
            Qt.Key.Key_Left: lambda: self._go(self._row - 1),
            Qt.Key.Key_Up: lambda: self._go(self._row - 1),
            Qt.Key.Key_Right: lambda: self._go(self._row + 1),
            Qt.Key.Key_Down: lambda: self._go(self._row + 1),
            Qt.Key.Key_Home: lambda: self._go(0),
            Qt.Key.Key_End: lambda: self._go(last),
            Qt.Key.Key_Plus: self.view.zoom_in,
            Qt.Key.Key_Equal: self.view.zoom_in,
            Qt.Key.Key_Minus: self.view.zoom_out,
            Qt.Key.Key_0: self.view.fit,
            Qt.Key.Key_1: self.view.show_pixels,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def done(self, result: int) -> None:
        if self._asked is not None:
            self._asked.cancel()
        self._folder.cleanup()
        super().done(result)

    def _lay_out(self) -> None:
        set_role(self._name, "heading")
        for label in (self._place, self._zoom):
            set_role(label, "muted")
        set_role(self._problem, "danger")
        self._problem.setWordWrap(True)
        self._problem.hide()
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 8, 8)
        bar.setSpacing(4)
        bar.addWidget(self._name, 1)
        for widget in (self._problem, self._place, self._before, self._after):
            bar.addWidget(widget)
        bar.addSpacing(16)
        for widget in (self._zoom, self._further, self._closer, self._fitted):
            bar.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        self._before.clicked.connect(lambda: self._go(self._row - 1))
        self._after.clicked.connect(lambda: self._go(self._row + 1))
        self._closer.clicked.connect(self.view.zoom_in)
        self._further.clicked.connect(self.view.zoom_out)
        self._fitted.clicked.connect(self.view.fit)
        self.view.zoomed.connect(lambda scale: self._zoom.setText(f"{scale:.0%}"))

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._pictures) and row != self._row:
            self._row = row
            self._show()

    def _show(self) -> None:
        self._name.setText(self.picture.file_name)
        self.retranslate()
        self._place.setText(f"{self._row + 1} / {len(self._pictures)}")
        self._before.setEnabled(self._row > 0)
        self._after.setEnabled(self._row < len(self._pictures) - 1)
        self._problem.hide()
        self.view.show_image(None)
        self._ask()

    def _ask(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        asset_id, folder = self.picture.id, Path(self._folder.name)
        self._asked = self._connection.ask(
            self,
            lambda server: _fetched(server, asset_id, folder),
            done=self.view.show_image,
            failed=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        self._problem.setText(self._speech.explain(error))
        self._problem.show()


async def _fetched(server: "ServerClient", asset_id: str, folder: Path) -> QImage:
    import asyncio

    file = folder / asset_id
    if not file.exists():
        await server.asset_file(asset_id, file)
    return await asyncio.to_thread(_read, file)


def _read(file: Path) -> QImage:
    reader = QImageReader(str(file))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    image = reader.read()
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    return image


def _button(theme: Theme, icon: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(theme.icon(icon))
    made.setIconSize(QSize(18, 18))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
