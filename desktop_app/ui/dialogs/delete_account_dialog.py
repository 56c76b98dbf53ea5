"""Deletes the cloud account, after the password and a plain word on what is gone then."""

from PySide6.QtWidgets import QWidget

from desktop_app.ui.dialogs.question_dialog import QuestionDialog
from desktop_app.ui.models.account_words import AccountWords
from desktop_app.ui.stores.cloud_account import CloudAccount
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.account.password_field import PasswordField
from desktop_app.ui.widgets.cards import column, label


class DeleteAccountDialog(QuestionDialog):
    """Closes once the cloud has deleted it; a wrong password is told where it was typed."""

    def __init__(
        self, *, account: CloudAccount, words: AccountWords, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(role="danger", parent=parent)
        self._account = account
        self._words = words
        self._asks = label("muted")
        self.password = PasswordField(theme=theme)
        self.refusal = label("danger", wraps=True)
        self._refused: Exception | None = None
        self.body.addLayout(column(self._asks, self.password, spacing=4))
        self.body.addWidget(self.refusal)
        self.password.edited.connect(self._enable)
        self.yes.setEnabled(False)
        self.retranslate()
        self.password.setFocus()

    def retranslate(self) -> None:
        view = self._account.view
        email = (view.email if view is not None else None) or ""
        self.heading.setText(self.tr("Delete the account {email}?").format(email=email))
        self.setWindowTitle(self.tr("Delete account"))
        told = (
            self.tr("Gone for good, on all computers: the whole quota, the statement, and all pictures in the cloud."),
            self.tr("Pictures that you saved to folders of your own stay."),
            self.tr("This cannot be undone."),
        )
        self.told.setText("\n".join(told))
        self._asks.setText(self.tr("Your password"))
        self.no.setText(self.tr("Keep the account"))
        self.yes.setText(self.tr("Delete for good"))
        self.refusal.setText(self._words.refusal(self._refused) if self._refused is not None else "")
        self.refusal.setVisible(self._refused is not None)

    def accept(self) -> None:
        if not self.password.text:
            return
        self.password.hide_text()
        self._refused = None
        self.refusal.hide()
        self.yes.setEnabled(False)
        self._account.delete(self.password.text, done=self._on_deleted, failed=self._on_refused)

    def done(self, result: int) -> None:
        self.password.clear()
        super().done(result)

    def _enable(self) -> None:
        self.yes.setEnabled(bool(self.password.text))

    def _on_deleted(self, _: None) -> None:
        super().accept()

    def _on_refused(self, error: Exception) -> None:
        self._refused = error
        self.retranslate()
        self.fit()
        self._enable()
        self.password.setFocus()
        self.password.line.selectAll()
