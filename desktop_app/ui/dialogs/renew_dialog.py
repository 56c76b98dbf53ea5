"""How to get more quota, said plainly: nothing is sold here, and nothing pretends to be."""

from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import button, column, fill, label, row
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.paper_dialog import PaperDialog

_ICONS = ("log-in", "ticket", "undo-2")


class RenewDialog(PaperDialog):
    """Tells where quota will come from, and what there is until then. Show it with `open()`."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._heading = label("title", wraps=True)
        self._about = label("body-muted", wraps=True)
        self._titles = [label("heading", wraps=True) for _ in _ICONS]
        self._texts = [label("body-muted", wraps=True) for _ in _ICONS]
        self._close = button("primary")
        self._close.setDefault(True)
        self._close.clicked.connect(self.accept)
        self._compose(theme)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Renew"))
        self._heading.setText(self.tr("How to get more quota"))
        self._about.setText(self.tr("Quota cannot be bought in this version yet. This is how it will be:"))
        said = (
            (
                self.tr("Sign in to a cloud account"),
                self.tr("Sign-in comes with the cloud account, in a later version. Your trial quota stays until then."),
            ),
            (
                self.tr("Redeem a top-up code"),
                self.tr("Enter the code on the account page; the quota is there at once, on all your computers."),
            ),
            (
                self.tr("Until then"),
                self.tr("Photos that fail or are stopped cost nothing: their quota comes back by itself."),
            ),
        )
        for title, text, (heading, words) in zip(self._titles, self._texts, said, strict=True):
            title.setText(heading)
            text.setText(words)
        self._close.setText(self.tr("Got it"))

    def _compose(self, theme: Theme) -> None:
        steps = [
            row(
                column(IconLabel(theme, icon, role="accent", ground="accent-soft"), None),
                column(title, text, None, spacing=2),
                spacing=12,
            )
            for icon, title, text in zip(_ICONS, self._titles, self._texts, strict=True)
        ]
        whole = column(self._heading, self._about, spacing=16)
        fill(whole, [*steps, row(None, self._close)])
        self.compose(whole)
