"""Everything the command line says, in both languages, and the help made of it."""

import json
import re
from pathlib import Path
from string import Formatter

import click
import pytest

from desktop_app import commands, launch
from desktop_app.commands import main
from desktop_app.commands.exits import Exit, exit_for
from desktop_app.commands.given import language_of
from desktop_app.core import paths
from desktop_app.core.errors import all_kinds
from desktop_app.core.words import Language
from desktop_app.imaging.features import FEATURES

ROOMS = {
    language: json.loads((paths.resources() / "words" / f"{language}.json").read_text(encoding="utf-8"))["cli"]
    for language in Language
}
SOURCE = "\n".join(file.read_text(encoding="utf-8") for file in Path(commands.__file__).parent.glob("*.py"))
ACCOUNT_VERBS = (
    *("status", "sign-in", "sign-out", "devices", "forget"),
    *("redeem", "sync", "recover", "take-trial"),
)
CLOUD_VERBS = (
    *("", "migrate", "check", "raise-epoch", "topup", "topup issue", "keys", "keys rotate"),
    *("accounts", "accounts list", "accounts create", "accounts reset-password", "accounts regrant"),
)
COMMANDS = (
    [[], ["clean"], ["library"], ["doctor"], ["serve"], ["tasks"], ["models"], ["window"], ["account"], ["worker"]]
    + [["quit"], ["data"], ["data", "where"], ["data", "move"]]
    + [["tasks", verb] for verb in ("list", "show", "retry", "cancel", "pause", "resume", "zip")]
    + [["models", verb] for verb in ("list", "install", "remove")]
    + [["account", verb] for verb in ACCOUNT_VERBS]
    + [["cloud", *verb.split()] for verb in CLOUD_VERBS]
)


def forms(sentence: str | dict[str, str]) -> list[str]:
    return [sentence] if isinstance(sentence, str) else list(sentence.values())


def places(sentence: str | dict[str, str]) -> set[str]:
    return {name for form in forms(sentence) for _, name, _, _ in Formatter().parse(form) if name}


def test_both_languages_say_the_same_things():
    assert ROOMS[Language.CHINESE].keys() == ROOMS[Language.ENGLISH].keys()


@pytest.mark.parametrize("key", ROOMS[Language.ENGLISH])
def test_a_sentence_has_the_same_places_in_both_languages(key):
    chinese, english = ROOMS[Language.CHINESE][key], ROOMS[Language.ENGLISH][key]
    assert places(chinese) - {"count"} == places(english) - {"count"}


def test_every_sentence_that_is_said_is_there():
    said = set(re.findall(r'(?:say|tell|refuse|waiting|CommandError|key=)\(?"([a-z][a-z-]+[a-z])"', SOURCE))
    said |= set(re.findall(r'"cli\.([a-z-]+)"', SOURCE))
    assert len(said) > 80
    assert said - ROOMS[Language.ENGLISH].keys() == set()


def test_no_command_is_forgotten_here():
    def below(group: click.Group, *path: str) -> list[list[str]]:
        context = click.Context(group)
        found = [(name, group.get_command(context, name)) for name in group.list_commands(context)]
        inner = [below(each, *path, name) for name, each in found if isinstance(each, click.Group)]
        return [[*path, name] for name, _ in found] + [each for some in inner for each in some]

    whole = main.root(Language.ENGLISH, lambda *_: 0, lambda *_: 0, launch.OTHERS)
    assert sorted([[], *below(whole)]) == sorted(COMMANDS)


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_in_both_languages(cleanrack, command, lang):
    said = cleanrack(*command, "--help", lang=lang)
    assert said.code == 0
    assert ("用法" in said.out) == (lang is Language.CHINESE)
    assert ("Usage" in said.out) == (lang is Language.ENGLISH)
    if lang is Language.CHINESE:
        assert "Show" not in said.out


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize(
    ("feature", "parameter"),
    [(feature, name) for feature in FEATURES.values() for name in feature.parameters.model_fields],
)
def test_every_parameter_of_a_feature_is_an_option(cleanrack, feature, parameter, lang):
    title = feature.parameters.model_fields[parameter].json_schema_extra["titles"][lang]
    said = cleanrack("clean", "--help", lang=lang)
    assert f"--{parameter.replace('_', '-')}" in said.out
    assert title in said.out


def test_the_help_tells_every_exit_code(cleanrack):
    said = cleanrack("--help")
    assert all(f"  {int(code)}  " in said.out for code in Exit)


@pytest.mark.parametrize("kind", all_kinds())
def test_every_error_has_an_exit_code_that_is_no_success(kind):
    assert exit_for(kind()) >= Exit.NO_QUOTA


def test_the_language_is_asked_for_or_the_environments_or_the_merchants(tmp_path, monkeypatch):
    (tmp_path / "settings.json").write_text('{"language": "zh-CN"}')
    monkeypatch.setenv("CLEANRACK_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("CLEANRACK_LANGUAGE", raising=False)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert language_of(["clean"]) is Language.CHINESE
    monkeypatch.setenv("CLEANRACK_LANGUAGE", "en")
    assert language_of(["clean"]) is Language.ENGLISH
    assert language_of(["clean", "--lang=zh-CN"]) is Language.CHINESE
    assert language_of(["--lang", "zh-CN", "clean"]) is Language.CHINESE
