"""The controls that settings are chosen with, one for each kind; each shows a value and tells a new one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from desktop_app.core.settings import Settings
from desktop_app.ui.platform import save_places
from desktop_app.ui.platform.file_manager import open_folder
from desktop_app.ui.setting_table import Setting, said
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.naming import problem_of
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import button, label, row
from desktop_app.ui.widgets.one_line_label import OneLineLabel
from desktop_app.ui.widgets.segments import Segments
from desktop_app.ui.widgets.switch import Switch

WIDE = 380
"""Pixels of a control that holds a line of text."""


class SettingControl(Translated, QWidget):
    """Shows the value of one setting."""

    changed = Signal(object)
    """The value that somebody chose; it fits the setting."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)

    def show_value(self, value: Any) -> None:
        """The value as it is now; not told as a change."""
        raise NotImplementedError


class SwitchControl(SettingControl):
    """On or off."""

    def __init__(self, setting: Setting, *, theme: Theme) -> None:
        super().__init__(setting)
        self.switch = Switch(theme=theme)
        self.switch.clicked.connect(lambda on: self.changed.emit(on))
        self.column.addWidget(self.switch)
        self.setFocusProxy(self.switch)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self.switch.setChecked(bool(value))

    def retranslate(self) -> None:
        self.switch.setAccessibleName(said(self.setting.label))
        self.switch.setAccessibleDescription(said(self.setting.about))


class ChoiceControl(SettingControl):
    """One of a few."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.segments = Segments([value for value, _ in setting.choices])
        self.segments.changed.connect(self.changed)
        self.column.addWidget(self.segments)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        if value in [each for each, _ in self.setting.choices]:  # such as a language of a newer version
            self.segments.take(value)

    def retranslate(self) -> None:
        self.segments.say([said(text) for _, text in self.setting.choices], said(self.setting.label))


class NumberControl(SettingControl):
    """A number within the range that the settings model allows."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.box = self._make_box()
        self.box.setKeyboardTracking(False)
        self.box.setFixedWidth(120)
        self.box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.valueChanged.connect(lambda value: self.changed.emit(value))
        self.box.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]  # scrolling is not choosing
        self.column.addWidget(self.box)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        before = self.box.blockSignals(True)
        self.box.setValue(value)
        self.box.blockSignals(before)

    def retranslate(self) -> None:
        self.box.setAccessibleName(said(self.setting.label))
        self.box.setAccessibleDescription(said(self.setting.about))
        self.box.setSuffix(said(self.setting.unit) if self.setting.unit else "")
        self.box.setSpecialValueText(said(self.setting.zero) if self.setting.zero else "")

    def _make_box(self) -> QSpinBox | QDoubleSpinBox:
        box = QSpinBox()
        box.setRange(int(bound(self.setting, "ge")), int(bound(self.setting, "le")))
        box.setSingleStep(int(self.setting.step))
        return box


class DecimalControl(NumberControl):
    """The same with one digit after the point."""

    def _make_box(self) -> QSpinBox | QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setDecimals(1)
        box.setRange(bound(self.setting, "ge"), bound(self.setting, "le"))
        box.setSingleStep(self.setting.step)
        return box


class FolderControl(SettingControl):
    """A folder of this computer; empty is the standard one."""

    def __init__(self, setting: Setting, *, standard: Callable[[], Path]) -> None:
        super().__init__(setting)
        self._standard = standard
        self.path = OneLineLabel()
        self.path.setFixedWidth(WIDE)
        self.choose, self.open, self.reset = button(), button(), button("quiet")
        self.choose.clicked.connect(self._on_choose_clicked)
        self.open.clicked.connect(lambda: open_folder(self._standard()))
        self.reset.clicked.connect(lambda: self.changed.emit(""))
        self.column.addWidget(self.path)
        self.column.addLayout(row(self.choose, self.open, self.reset, None))
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self.path.setText(str(self._standard()))
        self.reset.setEnabled(bool(value))

    def retranslate(self) -> None:
        self.choose.setText(self.tr("Choose …"))
        self.open.setText(self.tr("Open"))
        self.reset.setText(self.tr("Reset"))
        for each in (self.choose, self.open, self.reset):
            each.setAccessibleName(f"{said(self.setting.label)}: {each.text()}")

    def _on_choose_clicked(self) -> None:
        save_places.ask_folder(
            self._standard(),
            lambda folder: self.changed.emit(str(folder)),
            title=said(self.setting.label),
            parent=self,
        )


class TemplateControl(SettingControl):
    """A template of file names; one that cannot be used is told at once, and not kept."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.edit = QLineEdit()
        self.edit.setFixedWidth(WIDE)
        self.edit.setMaxLength(int(bound(setting, "max_length")))
        self.problem = label("danger", wraps=True)
        self.problem.setFixedWidth(WIDE)
        self.problem.hide()
        self.edit.textEdited.connect(self._on_edited)
        self.column.addWidget(self.edit)
        self.column.addWidget(self.problem)
        self.setFocusProxy(self.edit)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        if value != self.edit.text() and not (self.edit.hasFocus() and problem_of(self.edit.text())):
            self.edit.setText(str(value))
            self._tell_problem()

    def retranslate(self) -> None:
        self.edit.setAccessibleName(said(self.setting.label))
        self.edit.setAccessibleDescription(said(self.setting.about))
        self._tell_problem()

    def _on_edited(self, text: str) -> None:
        self._tell_problem()
        if problem_of(text) is None:
            self.changed.emit(text)

    def _tell_problem(self) -> None:
        found = problem_of(self.edit.text())
        self.problem.setVisible(found is not None)
        if found is None:
            return
        if not found:
            told = self.tr("The template is empty. Put in {name} or {index} at least.")
        else:
            told = self.tr("{part} is nothing the template knows. It knows {known}.").format(
                part=found, known="{name} {index} {index:03} {sku} {shop} {date}"
            )
        self.problem.setText(told)


def bound(setting: Setting, name: str) -> float:
    """A bound of the settings model, such as `ge`."""
    for rule in Settings.model_fields[setting.name].metadata:
        if (bound := getattr(rule, name, None)) is not None:
            return float(bound)
    raise KeyError(name)
