"""What a newcomer sees where tasks will be: what CleanRack does, in three steps, and what the trial account is."""

from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card, CardGrid, column, label, row
from desktop_app.ui.widgets.icon_label import IconLabel

_ICONS = ("upload", "sparkles", "file-archive")


class FirstSteps(Translated, CardGrid):
    """Three cards."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__(narrowest=220, most=3)
        self._titles = [label("heading", wraps=True) for _ in _ICONS]
        self._texts = [label("body-muted", wraps=True) for _ in _ICONS]
        cards = []
        for icon, title, text in zip(_ICONS, self._titles, self._texts, strict=True):
            card = Card()
            mark = IconLabel(theme, icon, role="accent", ground="accent-soft")
            card.column.addLayout(row(column(mark, None), column(title, text, None, spacing=4), spacing=12))
            cards.append(card)
        self.show_cards(cards)
        self.retranslate()

    def retranslate(self) -> None:
        said = (
            (self.tr("1. Add photos"), self.tr("One or fifty at a time. Your originals are never changed.")),
            (
                self.tr("2. Clean them in one go"),
                self.tr("Clean ground, right light, true colours: one set of parameters for all."),
            ),
            (
                self.tr("3. Take them away"),
                self.tr("Download one ZIP. Every finished picture is kept in the library too."),
            ),
        )
        for title, text, (heading, words) in zip(self._titles, self._texts, said, strict=True):
            title.setText(heading)
            text.setText(words)
