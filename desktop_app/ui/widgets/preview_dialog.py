"""The preview, large: it stays open beside the form and follows the parameters."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.previewer import Previewer
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.compare_view import CompareMode, CompareView
from desktop_app.ui.widgets.one_line_label import OneLineLabel
from desktop_app.ui.widgets.preview_stage import PreviewStage
from desktop_app.ui.widgets.segments import Segments


class PreviewDialog(Translated, QDialog):
    """A resizable window with the preview. Show it with `show()`: it holds up nothing."""

    def __init__(self, *, previewer: Previewer, speech: Speech, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setSizeGripEnabled(True)
        self.stage = PreviewStage(previewer=previewer, speech=speech, theme=theme)
        self._free, self._percent = OneLineLabel(), QLabel()
        set_role(self._free, "muted")
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("1000 %"))
        self._modes = Segments(list(CompareMode), fills=True)
        self._out, self._in, self._fit = (_tool(theme, icon) for icon in ("zoom-out", "zoom-in", "maximize"))
        self._actual = QToolButton()
        self._actual.setText("1:1")
        self._compose()
        self._connect()
        self.retranslate()
        self._settle()
        self.resize(self._fitting_size())
        self.view.setFocus()

    @property
    def view(self) -> CompareView:
        """Where the pictures are."""
        return self.stage.view

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Preview"))
        self._free.setText(self.tr("Free preview, uses no quota"))
        self._modes.say([self.tr("Split"), self.tr("Side by side"), self.tr("Single")], self.tr("How it is compared"))
        for button, text, key in (
            (self._out, self.tr("Zoom out"), "-"),
            (self._in, self.tr("Zoom in"), "+"),
            (self._fit, self.tr("Show all"), "0"),
            (self._actual, self.tr("Actual size (100 %)"), "1"),
        ):
            button.setToolTip(f"{text} ({key})")
            button.setAccessibleName(text)

    def _connect(self) -> None:
        view = self.view
        self._modes.changed.connect(view.set_mode)
        view.mode_changed.connect(self._modes.take)
        view.zoom_changed.connect(lambda _: self._settle())
        for button, command in (
            (self._out, view.zoom_out),
            (self._in, view.zoom_in),
            (self._fit, view.fit),
            (self._actual, view.show_actual_size),
        ):
            button.clicked.connect(command)

    def _settle(self) -> None:
        self._percent.setText(f"{round(100 * self.view.zoom)} %")

    def _compose(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(4)
        bar.addWidget(self._modes)
        bar.addSpacing(12)
        bar.addWidget(self._free, 1)
        for each in (self._out, self._percent, self._in, self._fit, self._actual):
            bar.addWidget(each)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(12)
        whole.addLayout(bar)
        whole.addWidget(self.stage, 1)
        self.setMinimumSize(640, 480)

    def _fitting_size(self) -> QSize:
        screen = self.screen().availableSize()
        return QSize(1040, 800).boundedTo(screen * 0.9)


def _tool(theme: Theme, icon: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon(icon))
    button.setIconSize(QSize(18, 18))
    return button
