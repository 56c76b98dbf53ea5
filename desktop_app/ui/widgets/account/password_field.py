"""A password, shown only for as long as somebody wants to see it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import row
from desktop_app.ui.widgets.icon_button import icon_button, set_icon

LONGEST = 200


class PasswordField(Translated, QWidget):
    """The field and a button that shows what stands in it."""

    edited = Signal()

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.line = QLineEdit(maxLength=LONGEST, echoMode=QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.line.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.show_it = icon_button(theme.icon("eye", "muted"), "quiet", checkable=True)
        self.show_it.toggled.connect(self._on_toggled)
        beside = row(self.line, self.show_it, spacing=4)
        beside.setStretch(0, 1)
        self.setLayout(beside)
        self.setFocusProxy(self.line)
        self.retranslate()

    @property
    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed, and hide what will be."""
        self.line.clear()
        self.show_it.setChecked(False)

    def hide_text(self) -> None:
        """Show dots again."""
        self.show_it.setChecked(False)

    def retranslate(self) -> None:
        self.line.setAccessibleName(self.tr("Password"))
        told = self.tr("Hide the password") if self.show_it.isChecked() else self.tr("Show the password")
        self.show_it.setToolTip(told)
        self.show_it.setAccessibleName(told)

    def _on_toggled(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        set_icon(self.show_it, self._theme.icon("eye-off" if shown else "eye", "muted"))
        self.retranslate()
