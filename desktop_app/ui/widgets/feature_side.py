"""The right of the form: what it will look like above, the parameters below."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.api.features import FeatureView
from desktop_app.ui.connection import Connection
from desktop_app.ui.notices import Notices
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card
from desktop_app.ui.widgets.parameter_panel import ParameterPanel
from desktop_app.ui.widgets.preview_pane import PreviewPane

_SETTLE_MILLISECONDS = 30


class FeatureSide(QWidget):
    """A preview and a parameter panel that belong together; the preview may stand elsewhere."""

    changed = Signal()
    """Parameters have other values."""

    def __init__(
        self,
        *,
        connection: Connection,
        preferences: Preferences,
        notices: Notices,
        speech: Speech,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.panel = ParameterPanel(preferences=preferences, notices=notices, speech=speech, theme=theme)
        self.preview = PreviewPane(connection=connection, speech=speech, theme=theme)
        self._shown: tuple[str, str | None, dict[str, Any]] | None = None
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self.panel.changed.connect(self._settled.start)
        self._settled.timeout.connect(self.changed)
        self._top = Card(margin=12)
        self._lay_out()
        self.place_preview(None)

    def show_feature(self, feature: FeatureView) -> None:
        """Ask for this feature's parameters."""
        self.panel.show_feature(feature)

    @property
    def last(self) -> QWidget:
        """Where the focus leaves it."""
        stops = [widget for widget in _chain(self.window()) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
        inside = [widget for widget in stops if self.isAncestorOf(widget)]
        return inside[-1] if inside else self

    def values(self) -> dict[str, Any]:
        """The parameters as they are set."""
        return self.panel.values()

    def show_preview(self, feature: FeatureView | None, upload_id: str | None) -> None:
        """Try the parameters on this photo."""
        if feature is None:
            return
        wanted = (feature.id, upload_id, self.panel.values())
        if wanted != self._shown:
            self._shown = wanted
            self.preview.show(*wanted)

    def place_preview(self, stage: QVBoxLayout | None) -> None:
        """Show the preview on a larger stage; None brings it back above the parameters."""
        target = stage if stage is not None else self._top.column
        self._top.setVisible(stage is None)
        if target.indexOf(self.preview) < 0:
            target.addWidget(self.preview, 1)

    def _lay_out(self) -> None:
        card = Card(margin=16)
        card.column.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._top, 4)
        column.addWidget(card, 5)


def _chain(start: QWidget) -> Iterator[QWidget]:
    """Every widget of the window in the order of the focus, once around."""
    widget = start.nextInFocusChain()
    while widget is not None and widget is not start:
        yield widget
        widget = widget.nextInFocusChain()
