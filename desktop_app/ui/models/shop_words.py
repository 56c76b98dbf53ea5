"""Shops and their checks in words, in the language of the moment."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QDate, QLocale, QObject

from desktop_app.imaging.marketplaces import Check, Figure, Shop, Standing, sentence
from desktop_app.ui.speech import Speech


@dataclass(frozen=True)
class Mark:
    """How a check ended."""

    icon: str
    tone: str
    word: str


class ShopWords(QObject):
    """What panel, card and screen readers say of shops."""

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speech = speech

    def title(self, shop: Shop) -> str:
        """The shop's name."""
        return self.speech.text(shop.title)

    def mark(self, passed: bool | None) -> Mark:
        """Passed, failed, or not to be measured."""
        if passed is None:
            return Mark("circle-question-mark", "muted", self.tr("Not measured"))
        return (
            Mark("circle-check", "success", self.tr("Pass")) if passed else Mark("circle-x", "danger", self.tr("Fail"))
        )

    def sentence(self, check: Check) -> str:
        """What was measured and what is asked for; who says so is told apart from it."""
        said = sentence(self.speech.language, replace(check, standing=Standing.OFFICIAL))
        return said[:1].upper() + said[1:]

    def origin(self, figure: Figure) -> str:
        """Who says so, where, and when that was looked at."""
        standings = {
            Standing.OFFICIAL: self.tr("The shop's own figure"),
            Standing.THIRD_PARTY: self.tr("Third-party figure, not the shop's own"),
            Standing.UNVERIFIED: self.tr("Unverified: no page was found that says so"),
        }
        told = [standings[figure.standing], figure.source, self.checked([figure])]
        told.append(self.speech.text(figure.note) if figure.note is not None else "")
        return "\n".join(line for line in told if line)

    def checked(self, figures: Iterable[Figure]) -> str:
        """When figures were last looked at; the oldest date counts."""
        days = [figure.checked for figure in figures if figure.checked is not None]
        if not days:
            return ""
        day = self.speech.locale.toString(_day(min(days)), QLocale.FormatType.ShortFormat)
        return self.tr("Checked on {day}").format(day=day)

    def redo(self, shop: Shop) -> str:
        """The way to pictures that pass."""
        return self.tr("Redo for {shop}").format(shop=self.title(shop))


def _day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
