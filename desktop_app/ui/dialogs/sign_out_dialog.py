"""Asks once before this computer signs out, and says what becomes of quota and work."""

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.api.cloud_account import CloudAccountView
from desktop_app.ui.dialogs.question_dialog import QuestionDialog
from desktop_app.ui.models.account_words import AccountWords


class SignOutDialog(QuestionDialog):
    """What is not in the cloud yet is named; the computer can be taken off the list as well."""

    def __init__(self, *, view: CloudAccountView, words: AccountWords, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._view = view
        self._words = words
        self.forget = QCheckBox()
        self.body.addWidget(self.forget)
        self.no.setDefault(True)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Sign out of {email}?").format(email=self._view.email or ""))
        self.setWindowTitle(self.tr("Sign out"))
        told = [
            self.tr("Quota on this computer goes back to the account."),
            self.tr("Tasks and pictures stay on this computer and are there again after the next sign-in."),
        ]
        if waiting := self._words.waiting(self._view):
            first = self.tr("Not in the cloud yet: {what}. Without network it waits here for the next sign-in.")
            told.insert(0, first.format(what=waiting))
        self.told.setText("\n".join(told))
        self.forget.setText(self.tr("Also take this computer off the account's list"))
        self.no.setText(self.tr("Stay signed in"))
        self.yes.setText(self.tr("Sign out"))
