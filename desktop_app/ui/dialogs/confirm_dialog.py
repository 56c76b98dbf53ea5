"""The last look before quota is used: what it costs, what is left, what happens if something fails."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.api.features import LocalizedText
from desktop_app.api.tasks import Place
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.bill import Bill
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.cards import Card, button, column, label, line, row
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.one_line_label import OneLineLabel
from desktop_app.ui.widgets.paper_dialog import PaperDialog


class ConfirmDialog(PaperDialog):
    """Shows a bill; accepted means go. Enter is the button that goes, Esc goes back. Show it with `open()`."""

    def __init__(
        self,
        bill: Bill,
        *,
        feature: LocalizedText,
        where: Place = Place.LOCAL,
        speech: Speech,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.bill = bill
        self._feature = feature
        self._where = where
        self._speech = speech
        self.headline = label("title")
        self._subject = OneLineLabel()
        set_role(self._subject, "body-muted")
        self._names = [label("body-muted") for _ in range(4)]
        self._figures = [label("heading") for _ in range(4)]
        self._promises = [label("muted", wraps=True) for _ in _ICONS]
        self.back, self.go = button(), button("primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        self.back.clicked.connect(self.reject)
        self._compose(theme)
        self.retranslate()
        self.go.setFocus()

    @property
    def figures(self) -> list[str]:
        """The figures as they are shown, from the top."""
        return [figure.text() for figure in self._figures]

    def retranslate(self) -> None:
        bill = self.bill
        self.setWindowTitle(self.tr("Confirm"))
        self.headline.setText(self.tr("Generate %n picture(s)?", "", bill.pictures))
        self._subject.setText(self._speech.text(self._feature))
        balance = self.tr("Can be spent now") if bill.elsewhere else self.tr("Balance")
        names = (self.tr("Photos"), self.tr("Price each"), self.tr("Total"), balance)
        for name, text in zip(self._names, names, strict=True):
            name.setText(text)
        for figure, text in zip(self._figures, self._spoken(), strict=True):
            figure.setText(text)
        failure = self.tr("Photos that fail or are stopped cost nothing: their quota comes back by itself.")
        self._promises[0].setText(failure)
        self._promises[1].setText(self.tr("The parameters cannot be changed once this is submitted."))
        self._promises[2].setText(
            self.tr("It is processed in the cloud: once the photos were sent there, this computer may be shut down.")
        )
        self.go.setText(self.tr("Generate (uses %n quota)", "", bill.total))
        self.back.setText(self.tr("Back"))

    def _spoken(self) -> tuple[str, str, str, str]:
        bill, said = self.bill, self._speech.locale.toString
        balance = "…" if bill.balance is None or bill.left is None else f"{said(bill.balance)} → {said(bill.left)}"
        return (
            self.tr("%n photo(s)", "", bill.pictures),
            self.tr("%n quota", "", bill.unit_price),
            self.tr("%n quota", "", bill.total),
            balance,
        )

    def _compose(self, theme: Theme) -> None:
        mark = IconLabel(theme, "sparkles", role="accent", ground="accent-soft")
        kept = 3 if self._where is Place.CLOUD else 2
        looks = list(zip(_ICONS, self._promises, strict=True))[:kept]
        notes = [row(IconLabel(theme, icon, size=16), text) for icon, text in looks]
        whole = column(
            row(column(mark, None), column(self.headline, self._subject, None, spacing=2), spacing=12),
            self._table(),
            column(*notes),
            row(None, self.back, self.go),
            spacing=16,
        )
        self.compose(whole)

    def _table(self) -> Card:
        card = Card("inset", margin=16)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for place, (name, figure) in enumerate(zip(self._names, self._figures, strict=True)):
            below = place + (place > 1)  # the sum stands under a line
            grid.addWidget(name, below, 0)
            grid.addWidget(figure, below, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(line(), 2, 0, 1, 2)
        card.column.addLayout(grid)
        return card


_ICONS = ("undo-2", "info", "cloud-upload")
