"""Which of several pictures of one photo is shown: one for each shop it was made for."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop_app.api.tasks import OutputView
from desktop_app.ui.models.shop_words import ShopWords
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores import shop_check
from desktop_app.ui.widgets.parameters.row import QuietWheel, fill_width


class VersionChoice(Translated, QComboBox):
    """Hidden where there is one picture alone; keeps to a shop from photo to photo."""

    changed = Signal()

    def __init__(self, *, words: ShopWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        fill_width(self)
        self.setMinimumWidth(160)
        QuietWheel(self).calm(self)
        self.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.hide()
        self.retranslate()

    @property
    def shop_id(self) -> str:
        """The shop of the picture that is shown; "" where there is one picture alone."""
        return self.currentData() or ""

    def show_pictures(self, pictures: Sequence[OutputView]) -> None:
        """Offer these, beginning with the shop that was shown before."""
        shops = [each.shop for each in pictures] if len(pictures) > 1 else []
        if shops != [self.itemData(row) for row in range(self.count())]:
            before = self.shop_id
            with QSignalBlocker(self):
                self.clear()
                for shop_id in shops:
                    self.addItem("", shop_id)
                self.setCurrentIndex(max(0, self.findData(before)) if shops else -1)
            self.retranslate()
        self.setVisible(bool(shops))

    def step(self, steps: int) -> None:
        """So many shops on."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + steps) % self.count())

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Picture for which shop"))
        self.setToolTip(self.tr("Next shop: Ctrl+PageDown"))
        known = shop_check.shops()
        for row in range(self.count()):
            shop_id = self.itemData(row)
            self.setItemText(row, self._words.title(known[shop_id]) if shop_id in known else shop_id)
