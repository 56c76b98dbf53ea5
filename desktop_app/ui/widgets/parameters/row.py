"""What every row of the form has: a title, a way back to the default, and what the parameter does."""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.parameter_schema import Parameter
from desktop_app.ui.theme import Theme, set_role

P = TypeVar("P", bound=Parameter)


class ParameterRow(Translated, QWidget, Generic[P]):
    """One parameter of any kind; a kind adds its control, and says how a value is shown and read."""

    changed = Signal()
    """Somebody chose another value."""

    def __init__(self, parameter: P, *, speech: Speech, theme: Theme) -> None:
        super().__init__()
        self.parameter = parameter
        self._speech = speech
        self._title = _wrapping(QLabel())
        self._about = _wrapping(QLabel())
        set_role(self._about, "muted")
        self._reset = _reset_button(theme)
        self._reset.clicked.connect(self.reset)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self._title, 1)
        self.head.addWidget(self._reset)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self.column.addLayout(self.head)
        self._title.installEventFilter(self)
        self._matters = True

    def finish(self, control: QWidget) -> None:
        """All controls are in place; `control` is the one that bears the title."""
        self._control = control
        self._title.setBuddy(control)
        self.column.addWidget(self._about)
        self.set_value(self.parameter.default)
        self.retranslate()

    @property
    def value(self) -> Any:
        """What is chosen."""
        return self.parameter.default

    def show_value(self, value: Any) -> None:
        """Put the controls to this value; only called with one that the parameter accepts."""

    def set_value(self, value: Any) -> None:
        """Choose a value; nobody is told."""
        blocked = self.blockSignals(True)
        self.show_value(value)
        self.blockSignals(blocked)
        self._settle()

    def reset(self) -> None:
        """Back to the default."""
        if self.value != self.parameter.default:
            self.show_value(self.parameter.default)
            self.edited()
            self._control.setFocus()

    @property
    def told(self) -> str:
        """What is said under the control."""
        return self._about.text()

    def show_matter(self, matters: bool) -> None:
        """Whether it has an effect now; where it has none it is dimmed and says why."""
        if matters != self._matters:
            self._matters = matters
            self.setEnabled(matters)
            self.retranslate()

    def edited(self) -> None:
        """Somebody moved a control."""
        self._settle()
        self.changed.emit()

    def retranslate(self) -> None:
        title = self._speech.text(self.parameter.title)
        about = self._speech.text(self.parameter.about if self._matters else self.parameter.otherwise)
        self._title.setText(title)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._control.setAccessibleName(title)
        self._control.setAccessibleDescription(about)
        reset = self.tr("Reset {title}").format(title=title)
        self._reset.setAccessibleName(reset)
        self._reset.setToolTip(reset)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._title and event.type() is QEvent.Type.MouseButtonDblClick:
            self.reset()
            return True
        return bool(super().eventFilter(watched, event))

    def _settle(self) -> None:
        self._reset.setVisible(self.value != self.parameter.default)


class QuietWheel(QObject):
    """Keeps the wheel from changing a control that has no focus: scrolling past must not change a picture."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return bool(super().eventFilter(watched, event))

    def calm(self, control: QWidget) -> None:
        """Watch over a control."""
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        control.installEventFilter(self)


def fill_width(combo: QComboBox) -> QComboBox:
    """Let a combo box be as narrow as its place; its list shows whole texts."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(6)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return combo


def _wrapping(label: QLabel) -> QLabel:
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _reset_button(theme: Theme) -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon("rotate-ccw", "muted"))
    button.setIconSize(QSize(14, 14))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    keeps = button.sizePolicy()
    keeps.setRetainSizeWhenHidden(True)
    button.setSizePolicy(keeps)
    button.hide()
    return button
