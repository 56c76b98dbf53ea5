"""Sentences for people, in 简体中文 and English, from resources/words."""

import json
import locale
import os
from enum import StrEnum
from functools import cache
from typing import Any

from desktop_app.core import desktop_language, paths
from desktop_app.core.errors import CleanRackError

LANGUAGE_VARIABLE = "CLEANRACK_LANGUAGE"


class Language(StrEnum):
    """A language we speak; the value is its BCP 47 tag."""

    CHINESE = "zh-CN"
    ENGLISH = "en"

    @classmethod
    def from_tag(cls, tag: str) -> "Language | None":
        """The language a tag such as `zh_CN.UTF-8`, `zh-Hans` or `en-GB` asks for; None for one we do not speak."""
        start = tag.strip().lower()[:2]
        return {"zh": cls.CHINESE, "en": cls.ENGLISH}.get(start)

    @classmethod
    def from_header(cls, accept_language: str) -> "Language":
        """The first language of an Accept-Language header that we speak; English if none."""
        wishes = [_wish(part) for part in accept_language.split(",")]
        for _, tag in sorted(wishes, key=lambda wish: -wish[0]):
            if spoken := cls.from_tag(tag):
                return spoken
        return cls.ENGLISH

    @classmethod
    def of_system(cls) -> "Language":
        """The language of our variable, else of the desktop; English if it is one we do not speak."""
        wishes = [os.environ.get(name, "") for name in (LANGUAGE_VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG")]
        wishes += [*desktop_language.tags(), locale.getlocale()[0] or ""]
        return next((spoken for wish in wishes if wish and (spoken := cls.from_tag(wish))), cls.ENGLISH)


def _wish(part: str) -> tuple[float, str]:
    tag, _, weight = part.partition(";q=")
    try:
        return float(weight or 1), tag
    except ValueError:
        return 0.0, tag


@cache
def _catalogue(language: Language) -> dict[str, dict[str, Any]]:
    file = paths.resources() / "words" / f"{language.value}.json"
    loaded: dict[str, dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


def say(language: Language, key: str, **values: Any) -> str:
    """The sentence under `key` ("room.sentence") with `values` in its places.

    A sentence with `one` and `other` forms chooses by `values["count"]`. Raises KeyError for a key that is not there.
    """
    room, _, sentence = key.partition(".")
    form = _catalogue(language)[room][sentence]
    if isinstance(form, dict):
        form = form["one" if values.get("count") == 1 else "other"]
    return str(form).format_map(_Blanks(values))


def explain(language: Language, error: CleanRackError) -> str:
    """The error as a sentence: what happened, and what to do."""
    return say(language, f"errors.{error.slug}", **_spoken(language, error.details))


_WORDS_OF = {"state": "states", "what": "things", "reason": "reasons"}
"""Details that are words of ours, or may be, and the room their translation stands in."""


def _spoken(language: Language, details: dict[str, Any]) -> dict[str, Any]:
    rooms = {name: _catalogue(language)[_WORDS_OF[name]] for name in details if name in _WORDS_OF}
    return {**details, **{name: room.get(details[name], details[name]) for name, room in rooms.items()}}


class _Blanks(dict[str, Any]):
    """Values of a sentence; a missing one shows as its name: telling of a failure must not fail itself."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
