"""Signs this computer in to a cloud account, or makes the account first; what is refused is told in place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from desktop_app.api.cloud_account import SignInHere
from desktop_app.api.sessions import MIN_PASSWORD
from desktop_app.core.errors import CloudUnreachableError, CloudUntrustedError, EmailTakenError, SignInRefusedError
from desktop_app.ui.models.account_words import AccountWords
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.stores.account_facts import cloud_address, email_fits
from desktop_app.ui.stores.cloud_account import CloudAccount
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.account.password_field import PasswordField
from desktop_app.ui.widgets.cards import button, column, fill, label, row
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.paper_dialog import PaperDialog
from desktop_app.ui.widgets.segments import Segments


class SignInDialog(PaperDialog):
    """Closes once the server has signed this computer in. Show it with `open()`."""

    def __init__(
        self,
        *,
        account: CloudAccount,
        preferences: Preferences,
        words: AccountWords,
        theme: Theme,
        sign_up: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(width=440, parent=parent)
        self._account = account
        self._preferences = preferences
        self._words = words
        self._busy = False
        self._refused: Exception | None = None
        self._heading, self._about = label("title", wraps=True), label("body-muted", wraps=True)
        self.ways = Segments([False, True], fills=True)
        self.ways.take(sign_up)
        self._names = [label("muted") for _ in range(3)]
        self.server, self.email = QLineEdit(maxLength=300), QLineEdit(maxLength=254)
        self.password = PasswordField(theme=theme)
        self.other_server = button("link")
        self.refusal = label("danger", wraps=True)
        self.bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self.cancel, self.go = button(), button("primary")
        self._fill_in()
        self._compose(theme)
        self._connect()
        self.retranslate()
        (self.password if self.email.text() else self.email if self.server.isHidden() else self.server).setFocus()

    def retranslate(self) -> None:
        up = self.ways.value
        self.setWindowTitle(self.tr("Create account") if up else self.tr("Sign in"))
        self._heading.setText(self.tr("Create a cloud account") if up else self.tr("Sign in to your cloud account"))
        self._about.setText(self.tr("Your trial account and its work stay on this computer, apart from it."))
        self.ways.say([self.tr("Sign in"), self.tr("Create account")], self.tr("What to do"))
        password = self.tr("Password, at least %n characters", "", MIN_PASSWORD) if up else self.tr("Password")
        names = (self.tr("Cloud server"), self.tr("E-mail"), password)
        for shown, field, name in zip(self._names, (self.server, self.email, self.password.line), names, strict=True):
            shown.setText(name)
            field.setAccessibleName(name)
        self.server.setPlaceholderText("https://")
        self.other_server.setText(self._server_told())
        self._refuse(self._words.refusal(self._refused) if self._refused is not None else "")
        self.cancel.setText(self.tr("Cancel"))
        self._say_go()

    def accept(self) -> None:
        """Ask for it, unless something is missing."""
        if self._busy:
            return
        self._refused = None
        if problem := self._problem():
            self._refuse(problem)
            return
        self.password.hide_text()
        self._set_busy(True)
        self._account.sign_in(self._request(), done=self._on_signed_in, failed=self._on_refused)

    def done(self, result: int) -> None:
        self.password.clear()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.password.clear()
        super().closeEvent(event)

    # what is asked for

    def _request(self) -> SignInHere:
        return SignInHere(
            server=cloud_address(self.server.text()) or "",
            email=self.email.text().strip(),
            password=self.password.text,
            sign_up=self.ways.value,
        )

    def _problem(self) -> str:
        """What is to be mended first, with the focus on it; "" for nothing."""
        checks = (
            (cloud_address(self.server.text()), self.server, self.tr("Enter the address of the cloud, with https.")),
            (email_fits(self.email.text()), self.email, self.tr("This is not an e-mail address.")),
            (self._password_fits(), self.password, self._password_asked()),
        )
        for fits, field, problem in checks:
            if not fits:
                self._fold(folded=self.server.isHidden() and field is not self.server)
                field.setFocus()
                return problem
        return ""

    def _password_fits(self) -> bool:
        return len(self.password.text) >= (MIN_PASSWORD if self.ways.value else 1)

    def _password_asked(self) -> str:
        if not self.password.text:
            return self.tr("Enter the password.")
        return self.tr("The password needs at least %n characters.", "", MIN_PASSWORD)

    # how it ends

    def _on_signed_in(self, _: None) -> None:
        self._preferences.change(cloud_server=cloud_address(self.server.text()) or "")
        super().accept()

    def _on_refused(self, error: Exception) -> None:
        self._set_busy(False)
        self._refused = error
        if isinstance(error, CloudUnreachableError | CloudUntrustedError):
            self._fold(folded=False)
        if isinstance(error, EmailTakenError):
            self.ways.take(False)
        self.retranslate()
        if isinstance(error, SignInRefusedError | EmailTakenError):
            self.password.setFocus()
            self.password.line.selectAll()

    def _refuse(self, problem: str) -> None:
        self.refusal.setText(problem)
        self.refusal.setVisible(bool(problem))
        self.fit()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        if busy:
            self._refused = None
            self.refusal.hide()
        for each in (self.server, self.email, self.password, self.ways, self.other_server, self.go):
            each.setEnabled(not busy)
        self.bar.setVisible(busy)
        self._say_go()
        self.fit()

    # building

    def _fill_in(self) -> None:
        view = self._account.view
        self.server.setText((view.server if view is not None else None) or self._preferences.value.cloud_server)
        self.email.setText((view.email if view is not None else None) or "")
        hints = Qt.InputMethodHint
        self.email.setInputMethodHints(hints.ImhEmailCharactersOnly | hints.ImhNoAutoUppercase)
        self.server.setInputMethodHints(hints.ImhUrlCharactersOnly | hints.ImhNoAutoUppercase)
        self.go.setDefault(True)

    def _compose(self, theme: Theme) -> None:
        mark = IconLabel(theme, "cloud", role="accent", ground="accent-soft")
        whole = column(row(column(mark, None), column(self._heading, self._about, spacing=2), spacing=12), spacing=14)
        self._server_box = QWidget()
        self._server_box.setLayout(column(self._names[0], self.server, spacing=4))
        fields = (
            self._server_box,
            column(self._names[1], self.email, spacing=4),
            column(self._names[2], self.password, spacing=4),
        )
        fill(whole, [self.ways, *fields, self.refusal, self.bar])
        fill(whole, [row(self.other_server, None), row(None, self.cancel, self.go)])
        self.refusal.hide()
        self.bar.hide()
        self._fold(folded=bool(self.server.text()))
        self.compose(whole)
        for before, after in zip(self._stops, self._stops[1:], strict=False):
            QWidget.setTabOrder(before, after)

    @property
    def _stops(self) -> list[QWidget]:
        """In the order of the tab key."""
        password = [self.password.line, self.password.show_it]
        return [self.ways, self.server, self.email, *password, self.other_server, self.cancel, self.go]

    def _connect(self) -> None:
        self.ways.changed.connect(self._on_way_changed)
        self.go.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.other_server.clicked.connect(self._on_other_server)

    def _on_way_changed(self, _: bool) -> None:
        self._refused = None
        self.retranslate()

    def _on_other_server(self) -> None:
        self._fold(folded=False)
        self.fit()
        self.server.setFocus()
        self.server.selectAll()

    def _fold(self, *, folded: bool) -> None:
        self._server_box.setVisible(not folded)
        self.server.setVisible(not folded)
        self.other_server.setVisible(folded)

    def _server_told(self) -> str:
        name = self.server.text().partition("://")[2] or self.server.text()
        return self.tr("Server: {name}").format(name=name if len(name) <= 40 else f"{name[:39]}…")

    def _say_go(self) -> None:
        up = self.ways.value
        if self._busy:
            self.go.setText(self.tr("Creating …") if up else self.tr("Signing in …"))
        else:
            self.go.setText(self.tr("Create and sign in") if up else self.tr("Sign in"))
