"""Asks for the name of a preset."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.theme import set_role
from desktop_app.ui.widgets.paper_dialog import PaperDialog

LONGEST = 40


class PresetDialog(PaperDialog):
    """A name for a preset that is saved, or, given `renamed`, for one that has a name. Show it with `open()`.

    A name that is taken says so, and the button then says "Replace".
    """

    def __init__(
        self,
        *,
        taken: Sequence[str],
        named: Callable[[str], None],
        renamed: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(width=400, parent=parent)
        self._taken = frozenset(taken) - {renamed}
        self._renamed = renamed
        self._heading, self._hint = QLabel(), QLabel()
        set_role(self._heading, "heading")
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setMinimumHeight(2 * self._hint.fontMetrics().lineSpacing() + 4)
        self.line = QLineEdit(renamed)
        self.line.setMaxLength(LONGEST)
        self.line.selectAll()
        self.line.textChanged.connect(lambda _: self._settle())
        self._cancel, self.save = QPushButton(), QPushButton()
        set_role(self.save, "primary")
        self.save.setDefault(True)
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.accept)
        self.accepted.connect(lambda: named(self.name))
        self._compose()
        self.retranslate()

    @property
    def name(self) -> str:
        """What was typed."""
        return " ".join(self.line.text().split())

    def retranslate(self) -> None:
        title = self.tr("Rename preset") if self._renamed else self.tr("Save as preset")
        self.setWindowTitle(title)
        self._heading.setText(title)
        self.line.setPlaceholderText(self.tr("Such as: white ground, square"))
        self.line.setAccessibleName(self.tr("Name of the preset"))
        self._cancel.setText(self.tr("Cancel"))
        self._settle()

    def _settle(self) -> None:
        replaces = self.name in self._taken
        self.save.setEnabled(bool(self.name))
        save = self.tr("Rename") if self._renamed else self.tr("Save")
        self.save.setText(self.tr("Replace") if replaces else save)
        set_role(self._hint, "warning" if replaces else "body-muted")
        taken = self.tr('"{name}" exists already and would be replaced.').format(name=self.name)
        self._hint.setText(taken if replaces else self.tr("Keeps all parameters as they are now."))

    def _compose(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.save)
        whole = QVBoxLayout()
        whole.setSpacing(12)
        for each in (self._heading, self.line, self._hint):
            whole.addWidget(each)
        whole.addSpacing(4)
        whole.addLayout(buttons)
        self.compose(whole)
