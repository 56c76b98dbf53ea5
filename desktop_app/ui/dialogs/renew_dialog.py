"""How to get more quota: sign in, redeem a code, and where an operator sells codes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import button, column, fill, label, row
from desktop_app.ui.widgets.icon_button import set_icon
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.paper_dialog import PaperDialog

_ICONS = ("log-in", "ticket", "undo-2")


class RenewDialog(PaperDialog):
    """Leads to the next step that is missing. Show it with `open()`."""

    sign_in_asked = Signal()
    code_asked = Signal()
    shop_asked = Signal()

    def __init__(self, *, signed_in: bool, address: str, theme: Theme, parent: QWidget | None = None) -> None:
        """`address` is the page that sells codes, "" for none."""
        super().__init__(parent=parent)
        self._signed_in = signed_in
        self._address = address
        self._theme = theme
        self._heading = label("title", wraps=True)
        self._about = label("body-muted", wraps=True)
        self._titles = [label("heading", wraps=True) for _ in _ICONS]
        self._texts = [label("body-muted", wraps=True) for _ in _ICONS]
        self._close, self.shop, self.go = button(), button(), button("primary")
        set_icon(self.shop, theme.icon("external-link"))
        self.shop.setVisible(bool(address))
        self.go.setDefault(True)
        self._close.clicked.connect(self.reject)
        self.shop.clicked.connect(self.shop_asked)
        self.go.clicked.connect(self._on_go)
        self._compose()
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Renew"))
        self._heading.setText(self.tr("How to get more quota"))
        self._about.setText(self.tr("Quota belongs to a cloud account and is bought as a top-up code."))
        for title, text, (heading, words) in zip(self._titles, self._texts, self._steps(), strict=True):
            title.setText(heading)
            text.setText(words)
        self._close.setText(self.tr("Close"))
        self.shop.setText(self.tr("Buy a code"))
        self.go.setText(self.tr("Enter a code") if self._signed_in else self.tr("Sign in"))

    def _steps(self) -> tuple[tuple[str, str], ...]:
        signed_in = self.tr("This computer is signed in.")
        sign_in = self.tr("Or create one: it takes an e-mail address and a password. Your trial work stays here.")
        code = self.tr("Enter it on the account page; the quota is there at once, on all your computers.")
        ask = self.tr("You get codes from whoever runs your cloud.")
        return (
            (self.tr("Sign in to your cloud account"), signed_in if self._signed_in else sign_in),
            (self.tr("Redeem a top-up code"), code if self._address else f"{code} {ask}"),
            (
                self.tr("Nothing is lost"),
                self.tr("Photos that fail or are stopped cost nothing: their quota comes back by itself."),
            ),
        )

    def _compose(self) -> None:
        done = ("circle-check", "success", "success-soft") if self._signed_in else None
        looks = [(icon, "accent", "accent-soft") for icon in _ICONS]
        if done is not None:
            looks[0] = done
        steps = [
            row(
                column(IconLabel(self._theme, icon, role=role, ground=ground), None),
                column(title, text, None, spacing=2),
                spacing=12,
            )
            for (icon, role, ground), title, text in zip(looks, self._titles, self._texts, strict=True)
        ]
        whole = column(self._heading, self._about, spacing=16)
        fill(whole, [*steps, row(None, self._close, self.shop, self.go)])
        self.compose(whole)

    def _on_go(self) -> None:
        self.accept()
        (self.code_asked if self._signed_in else self.sign_in_asked).emit()
