"""What the merchant asks of the account, asked back where it cannot be undone, and carried out."""

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop_app.api.cloud_account import HistoryTaken
from desktop_app.ui.dialogs.account_questions import ForgetDialog, RecoverDialog, TakeTrialDialog
from desktop_app.ui.dialogs.delete_account_dialog import DeleteAccountDialog
from desktop_app.ui.dialogs.renew_dialog import RenewDialog
from desktop_app.ui.dialogs.sign_in_dialog import SignInDialog
from desktop_app.ui.dialogs.sign_out_dialog import SignOutDialog
from desktop_app.ui.models.account_words import AccountWords
from desktop_app.ui.notices import Notice, Notices, Tone
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.stores.account_facts import WITHOUT_PROOF, Remark
from desktop_app.ui.stores.cloud_account import CloudAccount
from desktop_app.ui.theme import Theme


class AccountVerbs(QObject):
    """Verbs of the account page: dialogs open over `page`."""

    code_asked = Signal()
    """Somebody has a top-up code."""

    def __init__(
        self,
        *,
        account: CloudAccount,
        preferences: Preferences,
        notices: Notices,
        words: AccountWords,
        theme: Theme,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._account = account
        self._preferences = preferences
        self._notices = notices
        self._words = words
        self._theme = theme
        self._page = page

    def sign_in(self, *, sign_up: bool = False) -> None:
        """Ask who it is."""
        dialog = SignInDialog(
            account=self._account,
            preferences=self._preferences,
            words=self._words,
            theme=self._theme,
            sign_up=sign_up,
            parent=self._page,
        )
        dialog.accepted.connect(self._on_signed_in)
        dialog.open()

    def sign_out(self) -> None:
        """Ask once, then sign out."""
        view = self._account.view
        if view is not None and view.account_id is not None:
            dialog = SignOutDialog(view=view, words=self._words, parent=self._page)
            dialog.ask(lambda: self._account.sign_out(forget=dialog.forget.isChecked()))

    def renew(self) -> None:
        """Tell how to get more quota."""
        dialog = RenewDialog(
            signed_in=self._account.is_signed_in,
            address=self._preferences.value.renew_url,
            theme=self._theme,
            parent=self._page,
        )
        dialog.sign_in_asked.connect(self.sign_in)
        dialog.code_asked.connect(self.code_asked)
        dialog.shop_asked.connect(lambda: QDesktopServices.openUrl(QUrl(self._preferences.value.renew_url)))
        dialog.open()

    def answer(self, remark: Remark) -> None:
        """What a remark's button does."""
        acts = {
            Remark.FROZEN: self._recover,
            Remark.FORGOTTEN: self.sign_in,
            Remark.SIGNED_OUT: self.sign_in,
            Remark.TRIAL_HISTORY: self._take_trial,
        }
        acts[remark]()

    def forget(self, device_id: str) -> None:
        """Ask once, then take a computer off the account."""
        device = next((each for each in self._account.devices if each.id == device_id), None)
        if device is not None:
            ForgetDialog(device, parent=self._page).ask(lambda: self._account.forget(device_id))

    def delete(self) -> None:
        """Ask for the password, then delete the account."""
        dialog = DeleteAccountDialog(account=self._account, words=self._words, theme=self._theme, parent=self._page)
        dialog.accepted.connect(lambda: self._tell(self.tr("The account is deleted.")))
        dialog.open()

    def tell_redeemed(self, amount: int) -> None:
        """A code brought quota."""
        self._tell(self.tr("+{count} quota, on all your computers.").format(count=amount))

    def _recover(self) -> None:
        view = self._account.view
        if view is not None and view.frozen_reason in WITHOUT_PROOF:
            RecoverDialog(parent=self._page).ask(self._account.recover)
        else:
            self._account.recover()

    def _take_trial(self) -> None:
        view = self._account.view
        if view is not None:
            dialog = TakeTrialDialog(tasks=view.trial_tasks, email=view.email or "", parent=self._page)
            dialog.ask(lambda: self._account.take_trial(done=self._on_taken))

    def _on_signed_in(self) -> None:
        self._tell(self.tr("This computer is signed in."))

    def _on_taken(self, taken: HistoryTaken) -> None:
        pictures = self.tr("%n picture(s)", "", taken.pictures)
        self._tell(self.tr("%n task(s) taken in, with {pictures}.", "", taken.tasks).format(pictures=pictures))

    def _tell(self, text: str) -> None:
        self._notices.tell(Notice(text, tone=Tone.SUCCESS))
