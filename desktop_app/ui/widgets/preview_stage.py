"""The pictures of a preview, and a sentence where there is none."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.previewer import Previewer
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.compare_view import CompareMode, CompareView
from desktop_app.ui.widgets.icon_label import IconLabel

TWO_BESIDE = 1.9
"""Times as wide as the picture is the view, for its height, that shows both side by side."""

_PATIENCE_MILLISECONDS = 300


class PreviewStage(Translated, QWidget):
    """Shows what a Previewer has."""

    def __init__(self, *, previewer: Previewer, speech: Speech, theme: Theme) -> None:
        super().__init__()
        self._previewer = previewer
        self._speech = speech
        self.view = CompareView(theme=theme)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MILLISECONDS)
        self._patience.timeout.connect(lambda: self.view.set_busy(True))
        self._trouble = QWidget()
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self._said, "muted")
        row = QHBoxLayout(self._trouble)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(theme, "circle-alert", size=16, role="warning"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.view, 1)
        column.addWidget(self._trouble)
        previewer.changed.connect(self._settle)
        previewer.photo_changed.connect(self.view.reset_view)
        self._is_mode_chosen = False
        self.view.mode_changed.connect(self._on_mode_changed)
        self.retranslate()
        self._settle()

    @property
    def trouble(self) -> str:
        """Why there is no new picture; "" where there is nothing to say."""
        return "" if self._trouble.isHidden() else self._said.text()

    def retranslate(self) -> None:
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_mode()

    def _choose_mode(self) -> None:
        """Unless somebody chose one: both beside each other where a split picture would leave half the view empty."""
        picture = self.view.stage()
        if self._is_mode_chosen or picture.isEmpty():
            return
        wide = self.view.width() * picture.height() > TWO_BESIDE * self.view.height() * picture.width()
        self.view.set_mode(CompareMode.SIDE_BY_SIDE if wide else CompareMode.SPLIT)
        self._is_mode_chosen = False

    def _show_busy(self, is_busy: bool) -> None:
        """The ring comes only where it is worth looking at: a preview that is there at once would make it flicker."""
        if not is_busy:
            self._patience.stop()
            self.view.set_busy(False)
        elif not self.view.is_busy and not self._patience.isActive():
            self._patience.start()

    def _on_mode_changed(self, _: CompareMode) -> None:
        self._is_mode_chosen = True

    def _settle(self) -> None:
        previewer = self._previewer
        self.view.set_images(previewer.before, previewer.after)
        self._choose_mode()
        self._show_busy(previewer.is_busy)
        if previewer.wish is None:
            self.view.set_placeholder(self.tr("Choose a photo to see here what will become of it"))
        else:
            self.view.set_placeholder("" if previewer.error else self.tr("Preview is being made…"))
        self._trouble.setVisible(previewer.error is not None)
        self._said.setText(self._speech.explain(previewer.error) if previewer.error else "")
