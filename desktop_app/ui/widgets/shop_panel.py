"""One finished picture beside what a shop asks for: every check with its figures, and the way to one that passes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_app.api.tasks import OutputView
from desktop_app.imaging.marketplaces import Check, Figure, Standing, verdict
from desktop_app.ui.models.shop_words import ShopWords
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores import shop_check
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.cards import Body, Card, button, column, label, row
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.shop_choice import ShopChoice

WIDTH = 308


class ShopPanel(Translated, Card):
    """Shows the checks of the picture it is given."""

    shop_chosen = Signal(str)
    redo_asked = Signal(str)
    """The id of the shop that the photo should be done again for."""

    def __init__(self, *, words: ShopWords, preferences: Preferences, theme: Theme) -> None:
        super().__init__(margin=16, spacing=12)
        self._words = words
        self._theme = theme
        self._output: OutputView | None = None
        self.choice = ShopChoice(words=words, preferences=preferences)
        self._heading, self._verdict = label("heading"), label("badge")
        self._advice, self._origin = label("muted", wraps=True), label("muted", wraps=True)
        self._rows = QWidget()
        self._area = _scrolling()
        self.has_original = True
        """Whether the photo can be worked on again: of another computer's task only the picture is here."""
        self.redo = button()
        self.redo.clicked.connect(lambda: self.redo_asked.emit(self.choice.shop_id))
        self.choice.changed.connect(self._on_chosen)
        self.column.addLayout(row(self._heading, None, self._verdict))
        for widget in (self.choice, self._area, self._origin, self.redo):
            self.column.addWidget(widget)
        self.column.setStretchFactor(self._area, 1)
        self.setFixedWidth(WIDTH)
        self.retranslate()

    def show_picture(self, output: OutputView | None, shop_id: str) -> None:
        """Check this picture against that shop."""
        if (output, shop_id) != (self._output, self.choice.shop_id):
            self._output = output
            self.choice.take(shop_id)
            self._show()

    @property
    def texts(self) -> list[str]:
        """The checks as they are read out."""
        return [each.accessibleName() for each in self._rows.findChildren(QWidget, "check")]

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Shop check"))
        self._show()

    def _on_chosen(self, shop_id: str) -> None:
        self._show()
        self.shop_chosen.emit(shop_id)

    def _show(self) -> None:
        shop = shop_check.shops()[self.choice.shop_id]
        checks = shop_check.checks(self._output, shop) if self._output is not None else ()
        passed = verdict(checks) if checks else None
        self._rows = Body()
        rows = [self._row(check, figure) for check, figure in zip(checks, shop.figures, strict=False)]
        self._advice = label("muted", wraps=True)
        self._advice.setText(self._words.speech.text(shop.advice))
        self._advice.setVisible(bool(self._advice.text()))
        self._rows.setLayout(column(*rows, self._advice, None, spacing=10))
        self._area.setWidget(self._rows)
        self._say_verdict(passed is not False, has_picture=self._output is not None)
        self._origin.setText(self._told_origin(shop.figures))
        self._origin.setVisible(bool(self._origin.text()))
        self.redo.setText(self._words.redo(shop))
        self.redo.setToolTip(
            self.tr("Opens the form with this photo and the shop's parameters; nothing is charged yet")
        )
        self.redo.setVisible(passed is False and bool(shop.parameters) and self.has_original)

    def _say_verdict(self, passes: bool, *, has_picture: bool) -> None:
        self._verdict.setVisible(has_picture)
        self._verdict.setText(self.tr("Passes") if passes else self.tr("Does not pass"))
        set_role(self._verdict, "badge", tone="success" if passes else "danger")

    def _told_origin(self, figures: tuple[Figure, ...]) -> str:
        told = self._words.checked(figures)
        if any(figure.standing is not Standing.OFFICIAL for figure in figures):
            doubtful = self.tr("Marked figures are third-party or unverified")
            told = self.tr("{doubtful}. {checked}").format(doubtful=doubtful, checked=told)
        return told

    def _row(self, check: Check, figure: Figure) -> QWidget:
        mark = self._words.mark(check.passed)
        said = label("danger" if check.passed is False else "", wraps=True)
        said.setText(self._words.sentence(check))
        parts: list[QWidget] = [IconLabel(self._theme, mark.icon, size=16, role=mark.tone), said]
        if figure.standing is not Standing.OFFICIAL:
            parts.append(IconLabel(self._theme, "info", size=14, role="warning"))
        made = QWidget()
        made.setObjectName("check")
        line = row(*(part if part is said else _hung(part) for part in parts), spacing=8)
        line.setStretch(1, 1)
        made.setLayout(line)
        origin = self._words.origin(figure)
        made.setToolTip(origin)
        made.setAccessibleName(f"{mark.word}: {said.text()}")
        made.setAccessibleDescription(origin)
        return made


def _hung(icon: QWidget) -> QVBoxLayout:
    """An icon beside the first line of a text."""
    hung = column(icon, None)
    hung.setContentsMargins(0, 3, 0, 0)
    return hung


def _scrolling() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
