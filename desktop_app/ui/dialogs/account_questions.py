"""Questions before something about the account that cannot be undone."""

from PySide6.QtWidgets import QWidget

from desktop_app.api.devices import DeviceView
from desktop_app.ui.dialogs.question_dialog import QuestionDialog


class ForgetDialog(QuestionDialog):
    """Removing a computer loses the quota on it, and what it tells later."""

    def __init__(self, device: DeviceView, *, parent: QWidget | None = None) -> None:
        super().__init__(role="danger", parent=parent)
        self._device = device
        self.no.setDefault(True)
        self.retranslate()

    def retranslate(self) -> None:
        quota = self._device.available + self._device.held
        self.heading.setText(self.tr("Remove {name} from the account?").format(name=self._device.name))
        self.setWindowTitle(self.tr("Remove computer"))
        lost = self.tr("The %n quota on it is lost for good.", "", quota) if quota else self.tr("No quota lies on it.")
        late = self.tr("Work it has done and not told the cloud yet is refused afterwards.")
        better = self.tr("If you still have it, sign out on that computer instead: then its quota comes back.")
        self.told.setText("\n".join([lost, late, better]))
        self.no.setText(self.tr("Keep it"))
        self.yes.setText(self.tr("Remove computer"))


class RecoverDialog(QuestionDialog):
    """A recovery without proof of what was used here: what is left on this computer is lost."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(role="danger", parent=parent)
        self.no.setDefault(True)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Recover without the record?"))
        self.setWindowTitle(self.tr("Recover"))
        lost = self.tr("Nothing says what this computer has used, so the quota that was on it is lost for good.")
        copied = self.tr(
            "If this is a copy of another computer's data, do not recover: sign out here and sign in anew. "
            "The other computer then keeps its quota."
        )
        self.told.setText(f"{lost}\n\n{copied}")
        self.no.setText(self.tr("Cancel"))
        self.yes.setText(self.tr("Recover and lose that quota"))


class TakeTrialDialog(QuestionDialog):
    """Trial tasks go into the account, and do not come back."""

    def __init__(self, *, tasks: int, email: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._tasks = tasks
        self._email = email
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Take %n trial task(s) into the account?", "", self._tasks))
        self.setWindowTitle(self.tr("Take trial tasks in"))
        gone = self.tr("They and their pictures then belong to {email} and are shown on all its computers.")
        self.told.setText(gone.format(email=self._email) + "\n" + self.tr("This cannot be undone."))
        self.no.setText(self.tr("Not now"))
        self.yes.setText(self.tr("Take them in"))
