"""Too little quota for a run: how much is missing, and what can be done about it."""

from PySide6.QtWidgets import QWidget

from desktop_app.ui.navigation import Navigator, Place
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.account_facts import Rest
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card, FigureBlock, button, column, label, row
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.paper_dialog import PaperDialog

NOTHING = Rest()


class ShortageDialog(PaperDialog):
    """Names the shortfall; leads back to the photos, or to renewing. Show it with `open()`."""

    def __init__(
        self,
        *,
        required: int,
        available: int,
        shortfall: int,
        rest: Rest = NOTHING,
        speech: Speech,
        theme: Theme,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        """`rest`: quota of the account that is out of reach now."""
        super().__init__(parent=parent)
        self._rest = rest
        self._speech = speech
        self._navigator = navigator
        self._numbers = (required, available, shortfall)
        self.headline = label("title", wraps=True)
        self._figures = [FigureBlock() for _ in self._numbers]
        self.rest = label(wraps=True)
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
        here = self.tr("Available now") if self._rest.total else self.tr("Available")
        names = (self.tr("Needed"), here, self.tr("Missing"))
        for block, name, number in zip(self._figures, names, self._numbers, strict=True):
            block.say(name)
            block.show_number(self._speech.locale.toString(number))
        self.rest.setText(self._rest_told())
        self._rest_row.setVisible(self._rest.total > 0)
        self._advice.setText(
            self.tr("Nothing was charged. Untick some photos so that the rest fits, or renew your quota.")
        )
        self.adjust.setText(self.tr("Go back and adjust"))
        self.renew.setText(self.tr("Renew"))

    def _compose(self, theme: Theme) -> None:
        mark = IconLabel(theme, "wallet", role="warning", ground="warning-soft")
        figures = Card("inset", margin=16)
        figures.column.addLayout(row(*self._figures, spacing=16))
        self._rest_row = QWidget()
        told = row(column(IconLabel(theme, "cloud-off", size=18, role="warning"), None), self.rest, spacing=10)
        told.setStretch(1, 1)
        self._rest_row.setLayout(told)
        whole = column(
            row(column(mark, None), column(self.headline, None), spacing=12),
            figures,
            self._rest_row,
            self._advice,
            row(None, self.adjust, self.renew),
            spacing=16,
        )
        self.compose(whole)

    def _rest_told(self) -> str:
        """Where the rest is, and how it comes here."""
        said = (
            (self._rest.here, self.tr("{count} more lie on this computer: process there instead.")),
            (self._rest.in_cloud, self.tr("{count} more lie in the cloud: connect to the network.")),
            (self._rest.on_others, self.tr("{count} more lie on other computers, until those give them back.")),
        )
        spoken = self._speech.locale.toString
        return "\n".join(told.format(count=spoken(amount)) for amount, told in said if amount)

    def _on_renew_clicked(self) -> None:
        self.accept()
        self._navigator.go(Place.ACCOUNT, "renew")
