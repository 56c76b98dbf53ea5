"""The one photo of the single form in a line: its name, what is known of it, its upload; to replace or to remove."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from desktop_app.ui.models.photo_model import PhotoModel
from desktop_app.ui.models.roles import PictureRole, PictureState
from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.cards import button, column, label
from desktop_app.ui.widgets.icon_button import set_icon
from desktop_app.ui.widgets.one_line_label import OneLineLabel

_TONES = {PictureState.FAILED: "danger", PictureState.WARNING: "warning"}


class PhotoStrip(Translated, QWidget):
    """Shows the first row of a photo model."""

    replace_asked = Signal()
    remove_asked = Signal()

    def __init__(self, model: PhotoModel, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._name, self._badge, self._detail = OneLineLabel(), label("badge"), OneLineLabel()
        self._progress = QProgressBar()
        self._progress.setRange(0, 100)
        self._replace, self._remove = button(), button("quiet")
        set_icon(self._replace, theme.icon("image-plus"))
        set_icon(self._remove, theme.icon("trash-2", "muted"))
        self._replace.clicked.connect(lambda: self.replace_asked.emit())
        self._remove.clicked.connect(lambda: self.remove_asked.emit())
        self._lay_out()
        for moved in (model.rowsInserted, model.rowsRemoved, model.dataChanged, model.modelReset):
            moved.connect(self._on_moved)
        self.retranslate()

    @property
    def first(self) -> QWidget:
        """Where the focus goes."""
        return self._replace

    def retranslate(self) -> None:
        self._replace.setText(self.tr("Replace"))
        self._remove.setText(self.tr("Remove"))
        self._progress.setAccessibleName(self.tr("Upload"))
        self._on_moved()

    def _on_moved(self) -> None:
        index = self._model.index(0)
        if not index.isValid():
            return
        self._name.setText(index.data())
        self._name.setToolTip(index.data(Qt.ItemDataRole.ToolTipRole))
        self._detail.setText(index.data(PictureRole.DETAIL))
        self._show_state(index)
        progress = index.data(PictureRole.PROGRESS)
        self._progress.setVisible(progress is not None)
        self._progress.setValue(round(100 * (progress or 0.0)))

    def _show_state(self, index: QModelIndex) -> None:
        badge = index.data(PictureRole.BADGE)
        self._badge.setText(badge)
        self._badge.setVisible(bool(badge))
        tone = _TONES.get(index.data(PictureRole.STATE), "neutral")
        set_role(self._badge, "badge", tone=tone)

    def _lay_out(self) -> None:
        set_role(self._name, "heading")
        set_role(self._detail, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(column(self._name, self._detail, self._progress, spacing=2), 1)
        row.addWidget(self._badge)
        row.addWidget(self._replace)
        row.addWidget(self._remove)
