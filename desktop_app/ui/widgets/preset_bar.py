"""The bar over the parameters: which preset they are, and what can be done with presets."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.icon_label import IconLabel
from desktop_app.ui.widgets.one_line_label import OneLineLabel


class PresetBar(Translated, QWidget):
    """Shows the chosen preset; its menu chooses, saves, renames and deletes. "" is the feature's own defaults."""

    chosen = Signal(str)
    save_requested = Signal()
    """Into the preset that is chosen."""
    save_as_requested = Signal()
    rename_requested = Signal()
    delete_requested = Signal()
    restore_requested = Signal()
    """Undo the last deletion."""
    reset_requested = Signal()

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._names: Sequence[str] = ()
        self._name = ""
        self._is_modified = False
        self._deleted = ""
        self.button = QPushButton()
        set_role(self.button, "choice")
        self._shown = OneLineLabel()
        inside = QHBoxLayout(self.button)
        inside.setContentsMargins(12, 0, 10, 0)
        inside.addWidget(self._shown, 1)
        inside.addWidget(IconLabel(theme, "chevron-down", size=16))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self._menu)
        self._modified = QLabel()
        set_role(self._modified, "badge", tone="warning")
        self._reset = QToolButton()
        self._reset.setIcon(theme.icon("rotate-ccw"))
        self._reset.setIconSize(QSize(18, 18))
        self._reset.clicked.connect(self.reset_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for each in (self.button, self._modified, self._reset):
            row.addWidget(each, int(each is self.button))
        self.retranslate()

    def show_state(self, names: Sequence[str], name: str, *, is_modified: bool, resettable: bool) -> None:
        """Which presets there are, which one is chosen, and whether the parameters differ from it."""
        self._names, self._name, self._is_modified = names, name, is_modified
        self._reset.setEnabled(resettable)
        self.retranslate()

    def offer_restore(self, name: str) -> None:
        """Offer to bring back a deleted preset; "" offers nothing."""
        self._deleted = name

    @property
    def menu(self) -> QMenu:
        """What the button opens."""
        return self._menu

    def retranslate(self) -> None:
        name = self._name or self.tr("Default")
        self._modified.setText(self.tr("modified"))
        self._modified.setVisible(self._is_modified)
        self._shown.setText(self.tr("Preset: {name}").format(name=name))
        state = self.tr("{name}, modified").format(name=name) if self._is_modified else name
        self.button.setAccessibleName(self.tr("Preset: {name}").format(name=state))
        self.button.setToolTip(self.tr("Preset: {name}").format(name=state))
        self._reset.setToolTip(self.tr("Reset all"))
        self._reset.setAccessibleName(self.tr("Reset all"))

    def _fill(self) -> None:
        self._menu.clear()
        group = QActionGroup(self._menu)
        self._add_choice(group, self.tr("Default"), "")
        for name in self._names:
            self._add_choice(group, name.replace("&", "&&"), name)
        self._menu.addSeparator()
        if self._name and self._is_modified:
            self._add(self.tr("Save changes"), self.save_requested.emit)
        self._add(self.tr("Save as preset…"), self.save_as_requested.emit)
        if self._name:
            self._add(self.tr("Rename…"), self.rename_requested.emit)
            self._add(self.tr('Delete "{name}"').format(name=self._name), self.delete_requested.emit)
        if self._deleted:
            self._add(self.tr('Bring back "{name}"').format(name=self._deleted), self.restore_requested.emit)
        self._menu.addSeparator()
        self._add(self.tr("Reset all"), self.reset_requested.emit).setEnabled(self._reset.isEnabled())

    def _add_choice(self, group: QActionGroup, text: str, name: str) -> None:
        action = self._menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(name == self._name)
        group.addAction(action)
        action.triggered.connect(lambda: self.chosen.emit(name))

    def _add(self, text: str, command: object) -> QAction:
        action = self._menu.addAction(text)
        action.triggered.connect(lambda: command())  # type: ignore[operator]
        return action
