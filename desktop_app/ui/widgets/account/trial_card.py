"""The trial account of this computer, and what signing in gives."""

from PySide6.QtCore import Signal

from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card, button, column, label, row
from desktop_app.ui.widgets.icon_label import IconLabel

_ICONS = ("wallet", "images", "ticket")


class TrialCard(Translated, Card):
    """Nobody is signed in."""

    sign_in_asked = Signal()
    account_asked = Signal()
    """Somebody wants to make an account first."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__(spacing=10)
        self._heading, self._badge = label("heading"), label("badge", tone="success")
        self._about = label("body-muted", wraps=True)
        self._gains = [label(wraps=True) for _ in _ICONS]
        self.sign_in, self.sign_up = button("primary"), button()
        self.sign_in.clicked.connect(self.sign_in_asked)
        self.sign_up.clicked.connect(self.account_asked)
        self.column.addLayout(row(IconLabel(theme, "monitor", role="accent"), self._heading, None, self._badge))
        self.column.addWidget(self._about)
        self.column.addSpacing(2)
        for icon, gain in zip(_ICONS, self._gains, strict=True):
            self.column.addLayout(row(column(IconLabel(theme, icon, size=18, role="accent"), None), gain, spacing=10))
        self.column.addSpacing(6)
        self.column.addStretch(1)
        self.column.addLayout(row(self.sign_in, self.sign_up, None))
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Trial account on this computer"))
        self._badge.setText(self.tr("Works offline"))
        self._about.setText(
            self.tr("Photos, tasks and quota stay on this computer. Sign in to a cloud account, and you have:")
        )
        gains = (
            self.tr("One quota for all your computers, also without network."),
            self.tr("Tasks and finished pictures of every computer in one library."),
            self.tr("More quota by top-up code."),
        )
        for shown, gain in zip(self._gains, gains, strict=True):
            shown.setText(gain)
        self.sign_in.setText(self.tr("Sign in"))
        self.sign_up.setText(self.tr("Create account"))
