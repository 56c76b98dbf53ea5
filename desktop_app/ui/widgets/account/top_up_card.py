"""More quota by a code, and how much of it stays on this computer for work without network."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox

from desktop_app.api.cloud_account import MAX_KEPT_ALONG
from desktop_app.api.sessions import Redeemed
from desktop_app.ui.models.account_words import AccountWords
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.cloud_account import CloudAccount, Deed
from desktop_app.ui.stores.top_up_code import LONGEST, tidied
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card, button, label, line, row
from desktop_app.ui.widgets.icon_label import IconLabel


class TopUpCard(Translated, Card):
    """A code's field and a number's; what was refused is told where it was typed."""

    redeemed = Signal(int)
    """So much quota came."""

    def __init__(self, *, account: CloudAccount, words: AccountWords, theme: Theme) -> None:
        super().__init__(spacing=10)
        self._account = account
        self._words = words
        self._titles = [label("heading"), label("heading")]
        self._texts = [label("muted", wraps=True), label("muted", wraps=True)]
        self.code = QLineEdit(maxLength=LONGEST)
        self.redeem = button()
        self.refusal = label("danger", wraps=True)
        self._refused: Exception | None = None
        self.kept = QSpinBox(minimum=0, maximum=MAX_KEPT_ALONG, singleStep=10)
        self.kept.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]  # scrolling is not choosing
        self.kept.setFixedWidth(120)
        self.kept.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.keep = button()
        self._compose(theme)
        self._connect()
        self._show_kept()
        self.retranslate()

    def retranslate(self) -> None:
        for title, text in zip(self._titles, (self.tr("Top-up code"), self.tr("Offline work")), strict=True):
            title.setText(text)
        self._texts[0].setText(self.tr("The quota is there at once, on all your computers."))
        self._texts[1].setText(
            self.tr("So much quota stays on this computer, so that you can go on working without network.")
        )
        self.code.setPlaceholderText("CR-XXXX-XXXX-XXXX-XXXX")
        self.code.setAccessibleName(self.tr("Top-up code"))
        self.redeem.setText(self.tr("Redeem"))
        self.kept.setAccessibleName(self.tr("Quota to keep on this computer"))
        self.keep.setText(self.tr("Keep here"))
        self._say_refusal(self._refused)
        self._show()

    def _compose(self, theme: Theme) -> None:
        self.column.addLayout(row(IconLabel(theme, "ticket", size=18, role="accent"), self._titles[0], None))
        self.column.addWidget(self._texts[0])
        code = row(self.code, self.redeem)
        code.setStretch(0, 1)
        self.column.addLayout(code)
        self.column.addWidget(self.refusal)
        self.column.addSpacing(6)
        self.column.addWidget(line())
        self.column.addSpacing(6)
        self.column.addLayout(row(IconLabel(theme, "wifi-off", size=18, role="accent"), self._titles[1], None))
        self.column.addWidget(self._texts[1])
        self.column.addLayout(row(self.kept, self.keep, None))
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.code.textEdited.connect(self._on_edited)
        self.code.returnPressed.connect(self._on_redeem)
        self.redeem.clicked.connect(self._on_redeem)
        self.kept.valueChanged.connect(self._show)
        self.kept.lineEdit().returnPressed.connect(self.keep.click)
        self.keep.clicked.connect(lambda: self._account.keep_along(self.kept.value()))
        self._account.changed.connect(self._on_account_changed)

    def _show(self) -> None:
        view = self._account.view
        busy = self._account.is_under_way(Deed.REDEEM)
        self.redeem.setEnabled(bool(self.code.text()) and not busy)
        self.code.setReadOnly(busy)
        other = view is not None and self.kept.value() != view.kept_along
        self.keep.setEnabled(other and not self._account.is_under_way(Deed.KEEP_ALONG))

    def _on_account_changed(self) -> None:
        if not self.kept.hasFocus() and not self.keep.hasFocus():
            self._show_kept()
        self._show()

    def _show_kept(self) -> None:
        view = self._account.view
        if view is not None and not self._account.is_under_way(Deed.KEEP_ALONG):
            self.kept.setValue(view.kept_along)

    def _on_edited(self, text: str) -> None:
        self._say_refusal(None)
        if self.code.cursorPosition() == len(text):  # in the middle somebody is mending it
            self.code.setText(tidied(text))
        self._show()

    def _on_redeem(self) -> None:
        if self.redeem.isEnabled():
            self._account.redeem(self.code.text(), done=self._on_redeemed, failed=self._on_refused)

    def _on_redeemed(self, what: Redeemed) -> None:
        self.code.clear()
        self._say_refusal(None)
        self._show()
        self.redeemed.emit(what.amount)

    def _on_refused(self, error: Exception) -> None:
        self._say_refusal(error)
        self.code.setFocus()
        self.code.selectAll()

    def _say_refusal(self, error: Exception | None) -> None:
        self._refused = error
        self.refusal.setText("" if error is None else self._words.refusal(error))
        self.refusal.setVisible(error is not None)
