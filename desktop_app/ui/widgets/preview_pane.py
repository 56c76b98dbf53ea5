"""What the parameters make of a photo, before it costs anything."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.ui.connection import Connection
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.previewer import Previewer, Wish
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.compare_view import CompareView
from desktop_app.ui.widgets.one_line_label import OneLineLabel
from desktop_app.ui.widgets.preview_dialog import PreviewDialog
from desktop_app.ui.widgets.preview_stage import PreviewStage


class PreviewPane(Translated, QWidget):
    """A live preview: free, in place, and larger in a window of its own."""

    def __init__(self, *, connection: Connection, speech: Speech, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._dialog: PreviewDialog | None = None
        self._speech = speech
        self.previewer = Previewer(connection=connection, parent=self)
        self.stage = PreviewStage(previewer=self.previewer, speech=speech, theme=theme)
        self._title = QLabel()
        set_role(self._title, "heading")
        self._free = OneLineLabel()
        set_role(self._free, "muted")
        self._enlarge = QToolButton()
        self._enlarge.setIcon(theme.icon("expand"))
        self._enlarge.setIconSize(QSize(18, 18))
        self._enlarge.clicked.connect(self.enlarge)
        self._compose()
        self.previewer.changed.connect(self._settle)
        self.retranslate()
        self._settle()

    @property
    def view(self) -> CompareView:
        """Where the pictures are."""
        return self.stage.view

    def show(self, feature_id: str = "", upload_id: str | None = None, values: Mapping[str, Any] | None = None) -> None:
        """Show what a feature makes of an upload; None for no photo. Without any argument, just be visible."""
        if feature_id:
            self.previewer.show(Wish(feature_id, upload_id, dict(values or {})) if upload_id else None)
        else:
            super().show()

    def enlarge(self) -> PreviewDialog:
        """Open the preview in a window of its own, which follows the parameters too."""
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.activateWindow()
            return self._dialog
        dialog = self._dialog = PreviewDialog(
            previewer=self.previewer, speech=self._speech, theme=self._theme, parent=self.window()
        )
        self.destroyed.connect(dialog.close)
        dialog.show()
        return dialog

    def retranslate(self) -> None:
        self._title.setText(self.tr("Preview"))
        self._free.setText(self.tr("Free preview, uses no quota"))
        self._enlarge.setToolTip(self.tr("Enlarge"))
        self._enlarge.setAccessibleName(self.tr("Enlarge the preview"))

    def _settle(self) -> None:
        self._enlarge.setEnabled(self.previewer.wish is not None)

    def _compose(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._free, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._enlarge)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.stage, 1)
