"""Several of some choices, as chips that break into lines; each says by a tick and to a screen reader that it is on."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.flow_layout import FlowLayout
from desktop_app.ui.widgets.icon_button import set_icon


class CheckChips(QWidget):
    """Chips to switch on and off; at least `least` stay on, at most `most` can be."""

    changed = Signal()
    """Somebody switched a chip."""

    def __init__(self, values: Sequence[Any], *, least: int, most: int, theme: Theme) -> None:
        super().__init__()
        self._least, self._most = least, most
        self._theme = theme
        self._chips = {value: self._chip() for value in values}
        self.setContentsMargins(0, 2, 0, 4)
        flow = FlowLayout(self, spacing=6)
        for chip in self._chips.values():
            flow.addWidget(chip)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(next(iter(self._chips.values())))

    @property
    def values(self) -> list[Any]:
        """The choices that are on, in the order of the chips."""
        return [value for value, chip in self._chips.items() if chip.isChecked()]

    def take(self, values: Sequence[Any]) -> None:
        """Switch on exactly these, without telling."""
        for value, chip in self._chips.items():
            with QSignalBlocker(chip):
                chip.setChecked(value in values)
            self._show(chip)

    def chip(self, value: Any) -> QPushButton:
        """The chip of a choice."""
        return self._chips[value]

    def say(self, texts: Sequence[str], name: str) -> None:
        """What the choices are called, and what is chosen."""
        self.setAccessibleName(name)
        for chip, text in zip(self._chips.values(), texts, strict=True):
            chip.setText(text)
            chip.setAccessibleName(f"{name}: {text}")
        self.updateGeometry()

    def _chip(self) -> QPushButton:
        chip = QPushButton()
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        set_role(chip, "chip")
        self._show(chip)
        chip.toggled.connect(lambda: self._on_toggled(chip))
        return chip

    def _on_toggled(self, chip: QPushButton) -> None:
        if not self._least <= len(self.values) <= self._most:
            with QSignalBlocker(chip):
                chip.setChecked(not chip.isChecked())  # the last one stays on
            return
        self._show(chip)
        self.changed.emit()

    def _show(self, chip: QPushButton) -> None:
        on = chip.isChecked()
        set_icon(chip, self._theme.icon("check" if on else "plus", "accent" if on else "muted"))
