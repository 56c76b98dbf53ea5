"""A line for a template of file names, with a button for each token it knows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop_app.core.settings import Settings
from desktop_app.ui.speech import Translated
from desktop_app.ui.widgets.cards import button, column, label, row

TOKENS = ("{sku}", "{name}", "{index:03}", "{shop}", "{date}")
"""Those with a button; {index} is known too."""


class TemplateField(Translated, QWidget):
    """Tokens go where the cursor stands."""

    changed = Signal(str)

    def __init__(self, template: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label()
        self.line = QLineEdit(template)
        self.line.setMaxLength(_longest())
        self._title.setBuddy(self.line)
        self.tokens = {token: self._token(token) for token in TOKENS}
        self.setLayout(column(self._title, self.line, row(*self.tokens.values(), None, spacing=6), spacing=6))
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.changed)
        self.retranslate()

    @property
    def template(self) -> str:
        """What stands there."""
        return self.line.text().strip()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Template"))
        self.line.setAccessibleName(self.tr("Template of the names"))
        told = (
            self.tr("SKU from the table, or the photo's folder"),
            self.tr("Name of the photo"),
            self.tr("Number, three digits"),
            self.tr("Shop"),
            self.tr("Day, such as 20260131"),
        )
        for (token, chip), meaning in zip(self.tokens.items(), told, strict=True):
            chip.setToolTip(meaning)
            chip.setAccessibleName(self.tr("Insert {token}: {meaning}").format(token=token, meaning=meaning))

    def _token(self, token: str) -> QPushButton:
        chip = button("chip")
        chip.setText(token)
        chip.clicked.connect(lambda: self._insert(token))
        return chip

    def _insert(self, token: str) -> None:
        if self.line.selectedText() == self.line.text():  # selected by the focus that came, not by hand
            self.line.end(False)
        self.line.insert(token)
        self.line.setFocus()


def _longest() -> int:
    rules = Settings.model_fields["name_template"].metadata
    return next(int(rule.max_length) for rule in rules if hasattr(rule, "max_length"))
