"""Options made from the features' own parameters: one option for each, with its words, range and default."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from desktop_app.commands.help import Option
from desktop_app.commands.kinds import OneOf, Whole
from desktop_app.core import words
from desktop_app.core.words import Language
from desktop_app.imaging.features import FEATURES, Feature

_GIVEN = "parameter_"
"""Starts the name of each such option's value, so that none meets an option of the command itself."""


def options(language: Language) -> list[click.Option]:
    """The options of every feature; one that several features have is told once."""
    return list({option.name: option for feature in FEATURES.values() for option in _of(feature, language)}.values())


def chosen(feature: Feature, values: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """What was given for the feature, to be sent as `input_data`; the server fills in the rest."""
    given = {name.removeprefix(_GIVEN): value for name, value in values.items() if name.startswith(_GIVEN)}
    given = {name: _sent(value) for name, value in given.items() if value not in (None, ())}
    if foreign := next((name for name in given if name not in feature.parameters.model_fields), None):
        title = feature.title.in_language(language)
        raise click.UsageError(words.say(language, "cli.not-of-feature", name=_flag(foreign), feature=title))
    return given


def _of(feature: Feature, language: Language) -> Iterator[Option]:
    schema = feature.parameters.model_json_schema()
    sections = {section["id"]: section["titles"][language] for section in schema.get("sections", [])}
    for name, field in schema["properties"].items():
        whole = {**_referred(schema, field), **field}
        yield _option(name, whole, sections.get(field.get("section"), ""), language)


def _referred(schema: dict[str, Any], field: dict[str, Any]) -> dict[str, Any]:
    reference: str = field.get("$ref", "")
    return schema["$defs"][reference.rsplit("/", 1)[-1]] if reference else {}


def _option(name: str, field: dict[str, Any], section: str, language: Language) -> Option:
    flag, variable = _flag(name), f"{_GIVEN}{name}"
    settings: dict[str, Any] = {"default": None, "section": section, "help": _help(field, language)}
    if field["type"] == "boolean":
        return Option([f"{flag}/--no-{flag.removeprefix('--')}", variable], **settings)
    if choices := _values(field):
        several = field["type"] == "array"
        return Option([flag, variable], type=OneOf(language, choices), multiple=several, **settings)
    kind = Whole(language, low=field["minimum"], high=field["maximum"], smallest=field.get("smallest"))
    return Option([flag, variable], type=kind, **settings)


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _help(field: dict[str, Any], language: Language) -> str:
    """ "Title: what it does (range; default)"."""
    usual = words.say(language, "cli.default", value=_shown(field["default"], language))
    several = words.say(language, "cli.several-times") if field["type"] == "array" else ""
    figures = [_range(field, language), several, usual]
    return words.say(
        language,
        "cli.parameter",
        title=field["titles"][language],
        about=field["descriptions"][language],
        figures=words.say(language, "cli.separator").join(figure for figure in figures if figure),
    )


def _range(field: dict[str, Any], language: Language) -> str:
    if choices := field.get("choices"):
        return words.say(language, "cli.separator").join(
            value if value == titles[language] else f"{value} {titles[language]}"
            for value in _values(field)
            for titles in [choices[value]]
        )
    if field["type"] != "integer":
        return ""
    unit = f" {field['unit']}" if field.get("unit") else ""
    return f"{field['minimum']}…{field['maximum']}{unit}"


def _values(field: dict[str, Any]) -> list[str]:
    """What can be chosen, one or several; nothing for a parameter that is no choice."""
    found: list[str] = field.get("enum") or field.get("items", {}).get("enum", [])
    return found


def _sent(value: Any) -> Any:
    """Several values, each once however often it was given, as JSON has them."""
    return list(dict.fromkeys(value)) if isinstance(value, tuple) else value


def _shown(value: Any, language: Language) -> str:
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, bool):
        return words.say(language, "cli.on" if value else "cli.off")
    return str(value)
