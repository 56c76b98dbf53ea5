"""A feature's parameters, read from its JSON Schema into values that a form can be made of."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from desktop_app.api.features import LocalizedText

Node = Mapping[str, Any]
"""A part of a JSON Schema."""

_SILENT = LocalizedText(zh="", en="")


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One thing that can be chosen; of this very class, one that this version can only show."""

    name: str
    title: LocalizedText
    about: LocalizedText
    section: str
    """The id of its section; "" for none."""
    default: Any
    applies: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """Values of other parameters under which this one has an effect; those that are not named do not matter."""
    otherwise: LocalizedText = _SILENT
    """Why it has none."""

    def accepts(self, value: object) -> bool:
        """Whether the server would take this value."""
        return bool(value == self.default)


@dataclass(frozen=True, kw_only=True)
class OnOff(Parameter):
    """Yes or no."""

    def accepts(self, value: object) -> bool:
        return isinstance(value, bool)


@dataclass(frozen=True, kw_only=True)
class Number(Parameter):
    """A number within bounds."""

    low: float
    high: float
    unit: str
    whole: bool

    @property
    def decimals(self) -> int:
        """Digits after the point that make sense."""
        return 0 if self.whole else max(0, 2 - math.floor(math.log10(max(self.high - self.low, 1e-6))))

    def accepts(self, value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, int if self.whole else (int, float)):
            return False
        return self.low <= value <= self.high


@dataclass(frozen=True, kw_only=True)
class Limit(Number):
    """A number that can be switched off; `low` is the least it can be while it is on."""

    off: int | float | None
    """The value that means: not used."""

    @property
    def suggested(self) -> int:
        """What it is when it is switched on: a round number in the middle of what is possible, by size."""
        middle = math.sqrt(max(self.low, 1) * max(self.high, 1))
        step = 10 ** math.floor(math.log10(middle)) / 2
        return int(min(max(self.low, round(middle / step) * step), self.high))

    def accepts(self, value: object) -> bool:
        return (value == self.off and not isinstance(value, bool)) or super().accepts(value)


@dataclass(frozen=True)
class Choice:
    """One of several."""

    value: Any
    title: LocalizedText


@dataclass(frozen=True, kw_only=True)
class OneOf(Parameter):
    """One of several values."""

    choices: tuple[Choice, ...]

    def accepts(self, value: object) -> bool:
        return any(value == choice.value and type(value) is type(choice.value) for choice in self.choices)


@dataclass(frozen=True, kw_only=True)
class SeveralOf(Parameter):
    """Some of several values, each once; the order tells nothing."""

    choices: tuple[Choice, ...]
    least: int
    most: int

    def accepts(self, value: object) -> bool:
        if not isinstance(value, (list, tuple)) or not self.least <= len(value) <= self.most:
            return False
        known = [choice.value for choice in self.choices]
        return all(value.count(each) == 1 and each in known for each in value)


@dataclass(frozen=True, kw_only=True)
class Line(Parameter):
    """A line of text."""

    longest: int

    def accepts(self, value: object) -> bool:
        return isinstance(value, str) and len(value) <= self.longest


@dataclass(frozen=True)
class Section:
    """Parameters that belong together."""

    id: str
    title: LocalizedText
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True)
class ParameterSchema:
    """All of a feature's parameters, in its order."""

    sections: tuple[Section, ...] = ()

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All of them."""
        return tuple(parameter for section in self.sections for parameter in section.parameters)

    @property
    def defaults(self) -> dict[str, Any]:
        """What is sent if nobody chooses anything."""
        return {parameter.name: parameter.default for parameter in self.parameters}

    def effective(self, values: Mapping[str, Any]) -> frozenset[str]:
        """Names of the parameters that have an effect beside these values of all."""
        return frozenset(each.name for each in self.parameters if self._matters(each, values))

    def _matters(self, parameter: Parameter, values: Mapping[str, Any]) -> bool:
        """A value that is without effect itself, such as a ground that the shop sets, holds nothing back."""
        named = {each.name: each for each in self.parameters if each.name in parameter.applies.keys() & values.keys()}
        return all(
            values[name] in parameter.applies[name] or not self._matters(condition, values)
            for name, condition in named.items()
        )

    def fitting(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """All values, complete: what does not fit (any more) falls back to its default, one by one."""
        return {
            each.name: values[each.name] if each.name in values and each.accepts(values[each.name]) else each.default
            for each in self.parameters
        }


def read(schema: Node) -> ParameterSchema:
    """Read a schema. What it holds beyond what is known here is left out or can only be looked at; it never fails."""
    definitions = _node(schema.get("$defs"))
    found = [
        _parameter(name, _whole(_node(node), definitions)) for name, node in _node(schema.get("properties")).items()
    ]
    parameters = [each for each in found if each is not None]
    told = {str(node.get("id")): node for node in map(_node, _list(schema.get("sections")))}
    order = [*told, *dict.fromkeys(each.section for each in parameters if each.section not in told)]
    sections = [
        Section(key, _text(told.get(key, {}), "title", key), tuple(each for each in parameters if each.section == key))
        for key in order
    ]
    return ParameterSchema(tuple(section for section in sections if section.parameters))


def _parameter(name: str, node: Node) -> Parameter | None:
    make = _KINDS.get("enum" if "enum" in node else str(node.get("type")))
    told: dict[str, Any] = {
        "name": name,
        "title": _text(node, "title", name),
        "about": _text(node, "description", ""),
        "section": str(node.get("section", "")),
        "applies": {str(name): tuple(_list(values)) for name, values in _node(node.get("applies")).items()},
        "otherwise": _words(node.get("otherwise"), ""),
    }
    made = make(told, node) if make else None
    if made is not None:
        return made
    return Parameter(**told, default=node["default"]) if "default" in node else None


def _on_off(told: dict[str, Any], node: Node) -> Parameter:
    return OnOff(**told, default=node.get("default") is True)


def _number(told: dict[str, Any], node: Node) -> Parameter | None:
    low, high = _figure(node.get("minimum")), _figure(node.get("maximum"))
    if low is None or high is None or low > high:
        return None
    told = {**told, "unit": str(node.get("unit", "")), "whole": node.get("type") == "integer", "high": high}
    if "off" in node:
        smallest = _figure(node.get("smallest"))
        low = low if smallest is None else smallest
        return Limit(**told, default=node.get("default", node["off"]), low=low, off=node["off"])
    return Number(**told, default=_defaulted(node, low), low=low)


def _one_of(told: dict[str, Any], node: Node) -> Parameter | None:
    choices = _choices(node, node["enum"])
    return OneOf(**told, default=node.get("default", choices[0].value), choices=choices) if choices else None


def _several_of(told: dict[str, Any], node: Node) -> Parameter | None:
    choices = _choices(node, _node(node.get("items")).get("enum"))
    if not choices or not isinstance(node.get("default"), list):
        return None
    least, most = _figure(node.get("minItems")), _figure(node.get("maxItems"))
    bounds: dict[str, Any] = {"least": int(least or 0), "most": len(choices) if most is None else int(most)}
    return SeveralOf(**told, default=node["default"], choices=choices, **bounds)


def _choices(node: Node, values: object) -> tuple[Choice, ...]:
    words = _node(node.get("choices"))
    return tuple(Choice(value, _words(words.get(str(value)), str(value))) for value in _list(values))


def _line(told: dict[str, Any], node: Node) -> Parameter | None:
    longest = _figure(node.get("maxLength"))
    return Line(**told, default=str(node.get("default", "")), longest=200 if longest is None else int(longest))


_KINDS: Mapping[str, Callable[[dict[str, Any], Node], Parameter | None]] = MappingProxyType(
    {
        "boolean": _on_off,
        "integer": _number,
        "number": _number,
        "enum": _one_of,
        "array": _several_of,
        "string": _line,
    }
)


def _whole(node: Node, definitions: Node) -> Node:
    """With what it refers to filled in; an optional number is one that `null` switches off."""
    reference = str(node.get("$ref", "")).rsplit("/", 1)[-1]
    merged = {**_node(definitions.get(reference)), **node}
    options = [_node(option) for option in _list(node.get("anyOf"))]
    real = [option for option in options if option.get("type") != "null"]
    if "type" not in merged and "enum" not in merged and len(options) == 2 and len(real) == 1:
        return {**_whole(real[0], definitions), "off": None, **merged}
    return merged


def _text(node: Node, key: str, otherwise: str) -> LocalizedText:
    return _words(node.get(f"{key}s"), str(node.get(key, otherwise)))


def _words(said: object, otherwise: str) -> LocalizedText:
    words = _node(said)
    return LocalizedText(zh=str(words.get("zh-CN", otherwise)), en=str(words.get("en", otherwise)))


def _defaulted(node: Node, otherwise: float) -> int | float:
    found = _figure(node.get("default"))
    return otherwise if found is None else found


def _figure(value: object) -> int | float | None:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _node(value: object) -> Node:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
