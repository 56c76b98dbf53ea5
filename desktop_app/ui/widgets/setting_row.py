"""One line of the settings page: what it is and what it does on the left, its control on the right."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.preferences import Preferences
from desktop_app.ui.setting_table import Section, Setting, said
from desktop_app.ui.speech import Translated
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import Card, column, label, line, row
from desktop_app.ui.widgets.control_table import control_for
from desktop_app.ui.widgets.icon_label import IconLabel


class SettingRow(Translated, QWidget):
    """Follows one setting, and changes it."""

    visibility_changed = Signal(bool)
    """It matters now, or it does not, because of another setting."""

    def __init__(self, setting: Setting, *, preferences: Preferences, theme: Theme) -> None:
        super().__init__()
        self._setting = setting
        self._preferences = preferences
        self._label = label(wraps=True)
        self._about = label("muted", wraps=True)
        self.control = control_for(setting, preferences=preferences, theme=theme)
        beside = QHBoxLayout(self)
        beside.setContentsMargins(0, 12, 0, 12)
        beside.setSpacing(24)
        beside.addLayout(column(self._label, self._about, None, spacing=2), 1)
        beside.addWidget(self.control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.control.changed.connect(self._on_chosen)
        preferences.changed.connect(self._on_changed)
        self._on_changed(setting.name)
        self.retranslate()

    def retranslate(self) -> None:
        self._label.setText(said(self._setting.label))
        self._about.setText(said(self._setting.about))

    def _on_chosen(self, value: Any) -> None:
        self._preferences.change(**{self._setting.name: value})

    def _on_changed(self, name: str) -> None:
        settings = self._preferences.value
        needed, wanted = self._setting.needs
        if needed:
            matters = getattr(settings, needed) == wanted
            self.setVisible(matters)
            self.visibility_changed.emit(matters)
        if name == self._setting.name:
            self.control.show_value(getattr(settings, name))


class SectionCard(Card):
    """A heading and rows with lines between them."""

    def __init__(self, icon: str, *, theme: Theme) -> None:
        super().__init__(margin=0, spacing=0)
        self.column.setContentsMargins(20, 16, 20, 8)
        self._heading = label("heading")
        self.column.addLayout(row(IconLabel(theme, icon, size=18, role="accent"), self._heading, None))
        self.column.addSpacing(4)
        self._has_rows = False

    def add(self, below: QWidget) -> None:
        """One more row, with a line above it unless it is the first."""
        rule = line()
        self.column.addWidget(rule)
        self.column.addWidget(below)
        rule.setVisible(self._has_rows and not below.isHidden())
        self._has_rows = True
        if isinstance(below, SettingRow):
            below.visibility_changed.connect(rule.setVisible)

    def say(self, heading: str) -> None:
        """What the section is about."""
        self._heading.setText(heading)


class SettingSection(Translated, SectionCard):
    """A section of the table."""

    def __init__(self, section: Section, *, preferences: Preferences, theme: Theme) -> None:
        super().__init__(section.icon, theme=theme)
        self._section = section
        self.rows = {
            setting.name: SettingRow(setting, preferences=preferences, theme=theme) for setting in section.settings
        }
        for each in self.rows.values():
            self.add(each)
        self.retranslate()

    def retranslate(self) -> None:
        self.say(said(self._section.title))
