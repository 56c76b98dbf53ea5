"""The tree of errors: numbers and names that callers rely on, and a sentence for each in both languages."""

import json
import re
from collections import defaultdict
from string import Formatter
from typing import Any

import pytest

from desktop_app.core import errors, paths
from desktop_app.core.errors import CleanRackError, LocalError
from desktop_app.core.words import Language

KINDS = errors.all_kinds()
RAISED = [kind for kind in KINDS if "slug" in vars(kind)]
"""The others only gather them."""

PROMISED = {
    4000: 400,
    4001: 400,
    4002: 402,
    4003: 403,
    4004: 404,
    4009: 409,
    4010: 401,
    4013: 413,
    4015: 415,
    4029: 429,
}
"""The design's table of codes and HTTP statuses."""

SHORTER_IN_CHINESE = {
    "batch-too-large": "the product gives the sentence word by word",
    "insufficient-quota": "the product gives the sentence word by word",
    "rate-limited": "`window` is an English word",
}


def placeholders(language: Language, kind: type[CleanRackError]) -> set[str]:
    """The values a sentence asks for."""
    return {name for _, name, _, _ in Formatter().parse(catalogue(language)["errors"][kind.slug]) if name}


def catalogue(language: Language) -> dict[str, dict[str, Any]]:
    return dict(json.loads((paths.resources() / "words" / f"{language.value}.json").read_bytes()))


@pytest.mark.parametrize(("code", "status"), PROMISED.items())
def test_a_promised_code_has_its_status(code: int, status: int):
    assert {kind.status for kind in KINDS if kind.code == code} == {status}


def test_a_code_has_one_status_and_a_slug_one_class():
    statuses, owners = defaultdict(set), defaultdict(list)
    for kind in (CleanRackError, *KINDS):
        statuses[kind.code].add(kind.status)
        if "slug" in vars(kind):
            owners[kind.slug].append(kind)

    assert {code: found for code, found in statuses.items() if len(found) > 1} == {}
    assert {slug: kinds for slug, kinds in owners.items() if len(kinds) > 1} == {}


def test_a_code_is_shared_only_down_the_tree():
    for kind in KINDS:
        first = next(parent for parent in kind.__mro__ if "code" in vars(parent))
        others = [other for other in KINDS if other.code == kind.code and "code" in vars(other) and other is not first]
        assert others == [], kind


@pytest.mark.parametrize("kind", RAISED, ids=lambda kind: kind.__name__)
def test_a_slug_finds_its_class_again(kind: type[CleanRackError]):
    assert issubclass(kind, errors.by_slug(kind.slug))


@pytest.mark.parametrize("kind", RAISED, ids=lambda kind: kind.__name__)
def test_an_error_has_a_sentence_in_both_languages_with_the_same_places(kind: type[CleanRackError]):
    chinese, english = placeholders(Language.CHINESE, kind), placeholders(Language.ENGLISH, kind)

    if kind.slug in SHORTER_IN_CHINESE:
        assert chinese < english
    else:
        assert chinese == english


@pytest.mark.parametrize("kind", RAISED, ids=lambda kind: kind.__name__)
def test_the_places_of_a_sentence_are_details_that_the_class_promises(kind: type[CleanRackError]):
    _, _, promised = (kind.__doc__ or "").partition("details:")

    assert placeholders(Language.ENGLISH, kind) <= set(re.findall(r"`(\w+)`", promised))


def test_there_are_no_words_for_errors_that_are_gone():
    assert set(catalogue(Language.ENGLISH)["errors"]) == {kind.slug for kind in KINDS}


def test_both_languages_say_the_same_things():
    chinese, english = (catalogue(language) for language in Language)

    assert {room: set(said) for room, said in chinese.items()} == {room: set(said) for room, said in english.items()}


def test_the_tree_drawn_at_the_top_of_the_module_is_the_tree():
    drawn = re.findall(r"(\w+Error)\b(?: +(\d{4})(?: / (\d{3}))?)?", errors.__doc__ or "")

    assert {name for name, _, _ in drawn} == {kind.__name__ for kind in (CleanRackError, *KINDS)}
    by_name = {kind.__name__: kind for kind in KINDS}
    for name, code, status in drawn:
        assert not code or by_name[name].code == int(code)
        assert not status or by_name[name].status == int(status)


def test_what_stays_on_this_computer_has_no_http_status_of_its_own():
    assert {kind.status for kind in KINDS if issubclass(kind, LocalError)} == {500}
