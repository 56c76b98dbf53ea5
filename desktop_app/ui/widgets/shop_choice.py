"""Which shop pictures are checked against; the choice is remembered."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop_app.ui.models.shop_words import ShopWords
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores import shop_check
from desktop_app.ui.widgets.parameters.row import QuietWheel, fill_width


class ShopChoice(Translated, QComboBox):
    """Every shop by name."""

    changed = Signal(str)
    """The id of the shop that somebody chose, here or in another view."""

    def __init__(self, *, words: ShopWords, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._preferences = preferences
        fill_width(self)
        QuietWheel(self).calm(self)
        for shop_id in shop_check.shops():
            self.addItem("", shop_id)
        self.activated.connect(self._on_activated)
        preferences.changed.connect(self._on_preference_changed)
        self.retranslate()

    @property
    def shop_id(self) -> str:
        """The shop that is shown."""
        return str(self.currentData())

    def take(self, shop_id: str) -> None:
        """Show a shop, without telling and without remembering it."""
        with QSignalBlocker(self):
            self.setCurrentIndex(max(0, self.findData(shop_id)))

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Shop to check against"))
        for row, shop in enumerate(shop_check.shops().values()):
            self.setItemText(row, self._words.title(shop))

    def _on_activated(self) -> None:
        if self._preferences.value.shop == self.shop_id:
            self.changed.emit(self.shop_id)
        else:
            self._preferences.change(shop=self.shop_id)

    def _on_preference_changed(self, name: str) -> None:
        if name == "shop":
            self.take(self._preferences.value.shop)
            self.changed.emit(self.shop_id)
