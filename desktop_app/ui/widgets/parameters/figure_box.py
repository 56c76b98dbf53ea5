"""A box to type a figure into."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox

from desktop_app.ui.stores.parameter_schema import Number
from desktop_app.ui.widgets.parameters.row import QuietWheel


class FigureBox(QDoubleSpinBox):
    """Takes figures of a Number; up and down keys step."""

    def __init__(self, number: Number, step: float) -> None:
        super().__init__()
        self._whole = number.whole
        self.setLocale(QLocale.c())
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setDecimals(number.decimals)
        self.setRange(number.low, number.high)
        self.setSingleStep(step)
        self.setKeyboardTracking(False)
        self.setGroupSeparatorShown(False)
        if number.unit:
            self.setSuffix(f" {number.unit}")
        self.setFixedWidth(max(64, self.fontMetrics().horizontalAdvance(f"{number.high:.0f}.0 {number.unit}") + 28))
        QuietWheel(self).calm(self)

    @property
    def figure(self) -> int | float:
        """What stands in it, also while it is still being typed."""
        self.interpretText()
        return round(self.value()) if self._whole else round(self.value(), self.decimals())
