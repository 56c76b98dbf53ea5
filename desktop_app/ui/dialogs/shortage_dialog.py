"""Too little quota for a run: how much is missing, and what can be done about it."""

from PySide6.QtWidgets import QWidget

from desktop_app.ui.navigation import Navigator, Place
from desktop_app.ui.speech import Speech
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card, FigureBlock, button, column, label, row
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.paper_dialog import PaperDialog


class ShortageDialog(PaperDialog):
    """Names the shortfall; leads back to the photos, or to renewing. Show it with `open()`."""

    def __init__(
        self,
        *,
        required: int,
        available: int,
        shortfall: int,
        speech: Speech,
        theme: Theme,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._speech = speech
        self._navigator = navigator
        self._numbers = (required, available, shortfall)
        self.headline = label("title", wraps=True)
        self._figures = [FigureBlock() for _ in self._numbers]
        self._advice = label("body-muted", wraps=True)
        self.adjust = button()
        self.renew = button("primary")
        self.renew.setDefault(True)
        self.adjust.clicked.connect(self.reject)
        self.renew.clicked.connect(self._on_renew_clicked)
        self._compose(theme)
        self.retranslate()

    def retranslate(self) -> None:
        _, _, shortfall = self._numbers
        self.setWindowTitle(self.tr("Not enough quota"))
        self.headline.setText(self.tr("Not enough quota: {shortfall} more quota needed").format(shortfall=shortfall))
        names = (self.tr("Needed"), self.tr("Available"), self.tr("Missing"))
        for block, name, number in zip(self._figures, names, self._numbers, strict=True):
            block.say(name)
            block.show_number(self._speech.locale.toString(number))
        self._advice.setText(
            self.tr("Nothing was charged. Untick some photos so that the rest fits, or renew your quota.")
        )
        self.adjust.setText(self.tr("Go back and adjust"))
        self.renew.setText(self.tr("Renew"))

    def _compose(self, theme: Theme) -> None:
        mark = IconLabel(theme, "wallet", role="warning", ground="warning-soft")
        figures = Card("inset", margin=16)
        figures.column.addLayout(row(*self._figures, spacing=16))
        whole = column(
            row(column(mark, None), column(self.headline, None), spacing=12),
            figures,
            self._advice,
            row(None, self.adjust, self.renew),
            spacing=16,
        )
        self.compose(whole)

    def _on_renew_clicked(self) -> None:
        self.accept()
        self._navigator.go(Place.ACCOUNT, "renew")
