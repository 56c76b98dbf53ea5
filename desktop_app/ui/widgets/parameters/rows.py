"""The rows of a form, one class for each kind of parameter, in one table."""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.parameter_schema import Limit, Line, Number, OneOf, OnOff, Parameter, SeveralOf
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.widgets.parameters.check_chips import CheckChips
from desktop_app.ui.widgets.parameters.figure_box import FigureBox
from desktop_app.ui.widgets.parameters.row import ParameterRow, QuietWheel, fill_width
from desktop_app.ui.widgets.parameters.value_slider import ValueSlider
from desktop_app.ui.widgets.segments import Segments
from desktop_app.ui.widgets.switch import Switch

BESIDE_AT_MOST = 3
LETTERS_AT_MOST = 26
"""Of all choices together, that fit beside each other; a Chinese character takes two."""


class OnOffRow(ParameterRow[OnOff]):
    """A switch."""

    def __init__(self, parameter: OnOff, *, speech: Speech, theme: Theme) -> None:
        super().__init__(parameter, speech=speech, theme=theme)
        self._switch = Switch(theme=theme)
        self._switch.toggled.connect(lambda _: self.edited())
        self.head.addWidget(self._switch)
        self.finish(self._switch)

    @property
    def value(self) -> bool:
        return self._switch.isChecked()

    def show_value(self, value: Any) -> None:
        self._switch.setChecked(value)


class NumberRow(ParameterRow[Number]):
    """A slider, and a box to type the figure into."""

    def __init__(self, parameter: Number, *, speech: Speech, theme: Theme) -> None:
        super().__init__(parameter, speech=speech, theme=theme)
        self._scale = 10**parameter.decimals
        low, high, default = (round(each * self._scale) for each in (parameter.low, parameter.high, parameter.default))
        self._slider = ValueSlider(low, high, default, theme=theme)
        self._box = FigureBox(parameter, 1 / self._scale)
        self._slider.valueChanged.connect(self._on_slid)
        self._slider.reset_requested.connect(self.reset)
        self._box.valueChanged.connect(self._on_typed)
        self.head.addWidget(self._box)
        self.column.addWidget(self._slider)
        self.finish(self._slider)

    @property
    def value(self) -> int | float:
        return self._box.figure

    def show_value(self, value: Any) -> None:
        self._box.setValue(value)

    def retranslate(self) -> None:
        super().retranslate()
        self._box.setAccessibleName(self._speech.text(self.parameter.title))

    def _on_slid(self, position: int) -> None:
        self._box.setValue(position / self._scale)

    def _on_typed(self, figure: float) -> None:
        self._slider.setValue(round(figure * self._scale))
        self.edited()


class LimitRow(ParameterRow[Limit]):
    """A switch, and beside it the figure while it is on."""

    def __init__(self, parameter: Limit, *, speech: Speech, theme: Theme) -> None:
        super().__init__(parameter, speech=speech, theme=theme)
        self._box = FigureBox(parameter, _step(parameter))
        self._box.setValue(parameter.suggested)
        self._switch = Switch(theme=theme)
        self._box.hide()
        self._box.valueChanged.connect(lambda _: self.edited())
        self._switch.toggled.connect(self._on_toggled)
        self.head.addWidget(self._box)
        self.head.addWidget(self._switch)
        self.finish(self._switch)

    @property
    def value(self) -> int | float | None:
        return self._box.figure if self._switch.isChecked() else self.parameter.off

    def show_value(self, value: Any) -> None:
        self._switch.setChecked(value != self.parameter.off)
        if value != self.parameter.off:
            self._box.setValue(value)

    def retranslate(self) -> None:
        super().retranslate()
        self._box.setAccessibleName(self._speech.text(self.parameter.title))

    def _on_toggled(self, on: bool) -> None:
        self._box.setVisible(on)
        self.edited()


class ChoiceRow(ParameterRow[OneOf]):
    """Few choices with short names, side by side."""

    def __init__(self, parameter: OneOf, *, speech: Speech, theme: Theme) -> None:
        super().__init__(parameter, speech=speech, theme=theme)
        self._bar = Segments([choice.value for choice in parameter.choices], fills=True)
        self._bar.changed.connect(lambda _: self.edited())
        self.column.addWidget(self._bar)
        self.finish(self._bar)

    @property
    def value(self) -> Any:
        return self._bar.value

    def show_value(self, value: Any) -> None:
        self._bar.take(value)

    def retranslate(self) -> None:
        texts = [self._speech.text(choice.title) for choice in self.parameter.choices]
        self._bar.say(texts, self._speech.text(self.parameter.title))
        super().retranslate()


class ComboRow(ParameterRow[OneOf]):
    """A list of choices to open."""

    def __init__(self, parameter: OneOf, *, speech: Speech, theme: Theme) -> None:
        super().__init__(parameter, speech=speech, theme=theme)
        self._combo = fill_width(QComboBox())
        self._combo.addItems([""] * len(parameter.choices))
        self._combo.currentIndexChanged.connect(lambda _: self.edited())
        QuietWheel(self._combo).calm(self._combo)
        self.column.addWidget(self._combo)
        self.finish(self._combo)

    @property
    def value(self) -> Any:
        return self.parameter.choices[self._combo.currentIndex()].value

    def show_value(self, value: Any) -> None:
        self._combo.setCurrentIndex(_index(self.parameter, value))

    def retranslate(self) -> None:
        for index, choice in enumerate(self.parameter.choices):
            self._combo.setItemText(index, self._speech.text(choice.title))
        super().retranslate()


class SeveralRow(ParameterRow[SeveralOf]):
    """Choices of which several can be on."""

    def __init__(self, parameter: SeveralOf, *, speech: Speech, theme: Theme) -> None:
        super().__init__(parameter, speech=speech, theme=theme)
        values = [choice.value for choice in parameter.choices]
        self._chips = CheckChips(values, least=parameter.least, most=parameter.most, theme=theme)
        self._chips.changed.connect(self.edited)
        self.column.addWidget(self._chips)
        self.finish(self._chips)

    @property
    def value(self) -> list[Any]:
        return self._chips.values

    def show_value(self, value: Any) -> None:
        self._chips.take(value)

    def retranslate(self) -> None:
        texts = [self._speech.text(choice.title) for choice in self.parameter.choices]
        self._chips.say(texts, self._speech.text(self.parameter.title))
        super().retranslate()


class LineRow(ParameterRow[Line]):
    """A line to type."""

    def __init__(self, parameter: Line, *, speech: Speech, theme: Theme) -> None:
        super().__init__(parameter, speech=speech, theme=theme)
        self._line = QLineEdit()
        self._line.setMaxLength(parameter.longest)
        self._line.textChanged.connect(lambda _: self.edited())
        self.column.addWidget(self._line)
        self.finish(self._line)

    @property
    def value(self) -> str:
        return self._line.text()

    def show_value(self, value: Any) -> None:
        self._line.setText(value)


class FixedRow(ParameterRow[Parameter]):
    """A parameter of a kind that this version cannot change."""

    def __init__(self, parameter: Parameter, *, speech: Speech, theme: Theme) -> None:
        super().__init__(parameter, speech=speech, theme=theme)
        shown = QLabel(str(parameter.default))
        set_role(shown, "body-muted")
        shown.setWordWrap(True)
        self.head.addWidget(shown)
        self.finish(shown)


_ROWS: Mapping[type[Parameter], type[ParameterRow[Any]]] = MappingProxyType(
    {
        OnOff: OnOffRow,
        Number: NumberRow,
        Limit: LimitRow,
        OneOf: ComboRow,
        SeveralOf: SeveralRow,
        Line: LineRow,
        Parameter: FixedRow,
    }
)


def made(parameter: Parameter, *, speech: Speech, theme: Theme) -> ParameterRow[Any]:
    """The row of a parameter."""
    if isinstance(parameter, OneOf) and _is_short(parameter):
        return ChoiceRow(parameter, speech=speech, theme=theme)
    return _ROWS[type(parameter)](parameter, speech=speech, theme=theme)


def _is_short(parameter: OneOf) -> bool:
    titles = [choice.title for choice in parameter.choices]
    letters = max(sum(2 * len(each.zh) for each in titles), sum(len(each.en) for each in titles))
    return len(titles) <= BESIDE_AT_MOST and letters <= LETTERS_AT_MOST


def _index(parameter: OneOf, value: object) -> int:
    return next(index for index, choice in enumerate(parameter.choices) if choice.value == value)


def _step(parameter: Limit) -> float:
    return max(1.0, 10.0 ** (math.floor(math.log10(max(1, parameter.suggested))) - 1))
