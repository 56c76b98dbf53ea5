"""Moving the data folder: what will happen, how far it is, and that it is done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QProgressBar, QWidget

from desktop_app.relocation.moving import Plan
from desktop_app.ui.dialogs.question_dialog import QuestionDialog
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.data_move import DataMove, Stage
from desktop_app.ui.widgets.cards import label


class MoveDataDialog(QuestionDialog):
    """Stays until the move is over, one way or the other. Show it with `open()`."""

    def __init__(self, plan: Plan, *, mover: DataMove, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._plan = plan
        self._mover = mover
        self._speech = speech
        self.places = label("body-muted", wraps=True)
        self.remove = QCheckBox()
        self.bar = QProgressBar(textVisible=False, maximum=1000)
        self.bar.setFixedHeight(6)
        for each in (self.places, self.remove, self.bar):
            self.body.addWidget(each)
        self.yes.clicked.disconnect(self.accept)
        self.yes.clicked.connect(self._on_yes)
        mover.changed.connect(self._on_changed)
        mover.moved.connect(self._on_moved)
        self._on_changed()

    def retranslate(self) -> None:
        stage = self._mover.stage
        said = {
            Stage.MOVING: (self.tr("Moving the data folder …"), self.tr("Every file is copied, then compared.")),
            Stage.DONE: (
                self.tr("The data folder has moved"),
                self.tr("CleanRack starts again and works from there. Nothing else changes."),
            ),
        }
        heading, told = said.get(stage, (self.tr("Move the data folder?"), self._question()))
        self.setWindowTitle(heading)
        self.heading.setText(heading)
        self.told.setText(told)
        self.places.setText(
            self.tr("From  {source}\nTo  {target}").format(source=self._plan.source, target=self._plan.target)
        )
        self.remove.setText(self.tr("Delete the old folder afterwards"))
        self.bar.setAccessibleName(self.tr("Moving the data folder …"))
        self.yes.setText(self.tr("Start again") if stage is Stage.DONE else self.tr("Move"))
        self.no.setText(self.tr("Stop") if stage is Stage.MOVING else self.tr("Not now"))

    def reject(self) -> None:
        """By Esc or the window's cross too: a move in hand is given up first, one that is done stands."""
        if self._mover.stage is Stage.MOVING:
            self._mover.stop()
            self.no.setEnabled(False)
        elif self._mover.stage is Stage.DONE:
            self._mover.start_again()
        else:
            self._mover.put_aside()

    def _question(self) -> str:
        size = self._speech.size(self._plan.size)
        return self.tr(
            "{count} files, {size}. The service rests meanwhile, then CleanRack starts again. "
            "If anything goes wrong, all stays where it is."
        ).format(count=self._speech.locale.toString(len(self._plan.files)), size=size)

    def _on_yes(self) -> None:
        if self._mover.stage is Stage.DONE:
            self._mover.start_again()
        else:
            self._mover.begin(self._plan, keep=not self.remove.isChecked())

    def _on_moved(self, share: float) -> None:
        self.bar.setValue(round(1000 * share))

    def _on_changed(self) -> None:
        stage = self._mover.stage
        if stage is Stage.NONE:
            self.done(0)
            return
        self.remove.setVisible(stage is Stage.PLANNED)
        self.bar.setVisible(stage is Stage.MOVING)
        self.yes.setVisible(stage is not Stage.MOVING)
        self.no.setVisible(stage is not Stage.DONE)
        self.retranslate()
        self.fit()
        if stage is Stage.DONE:
            self.yes.setFocus(Qt.FocusReason.OtherFocusReason)
