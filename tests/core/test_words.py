"""Sentences in both languages."""

import pytest

from desktop_app.core import desktop_language, words
from desktop_app.core.errors import BatchTooLargeError, InsufficientQuotaError, NotFoundError, StateConflictError
from desktop_app.core.words import Language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", Language.CHINESE),
        ("en-GB, zh;q=0.5", Language.ENGLISH),
        ("zh;q=0.2, en;q=0.9", Language.ENGLISH),
        ("fr, zh-TW;q=0.3", Language.CHINESE),
        ("fr", Language.ENGLISH),
        ("", Language.ENGLISH),
        ("zh;q=rubbish, en", Language.ENGLISH),
    ],
)
def test_the_most_wished_language_we_speak_is_taken(header: str, language: Language) -> None:
    assert Language.from_header(header) == language


def test_the_sentences_of_the_product_are_as_written() -> None:
    assert words.explain(Language.CHINESE, BatchTooLargeError(limit=50, given=51)) == "批量处理最多支持50张图片"
    error = InsufficientQuotaError(required=50, available=30, shortfall=20)
    assert words.explain(Language.CHINESE, error) == "配额不足，还需 20 配额"


def test_a_missing_value_shows_its_name_instead_of_failing() -> None:
    assert "{shortfall}" in words.explain(Language.CHINESE, InsufficientQuotaError())


def test_words_of_ours_inside_a_sentence_are_translated_too() -> None:
    assert words.explain(Language.CHINESE, NotFoundError(what="upload")) == "找不到该图片，可能已被删除。"
    assert "已完成" in words.explain(Language.CHINESE, StateConflictError(state="completed"))


@pytest.fixture
def clicked(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A program started by a click: no variable tells the language."""
    for name in (words.LANGUAGE_VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(words.locale, "getlocale", lambda: ("Chinese (Simplified)_China", "936"))
    return monkeypatch


@pytest.mark.parametrize(
    ("identifier", "language"),
    [(0x0804, Language.CHINESE), (0x0404, Language.CHINESE), (0x0409, Language.ENGLISH), (0x0407, Language.ENGLISH)],
)
def test_windows_says_its_language_by_a_number(identifier: int, language: Language, clicked: pytest.MonkeyPatch):
    clicked.setattr(desktop_language, "tags", lambda: desktop_language.of_windows(identifier))

    assert Language.of_system() is language


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ('(\n    "zh-Hans-CN",\n    "en-CN"\n)\n', Language.CHINESE),
        ('(\n    en,\n    "zh-Hans"\n)\n', Language.ENGLISH),
        ('(\n    "fr-FR",\n    "zh-Hans-FR",\n    "en-FR"\n)\n', Language.CHINESE),
        ("", Language.ENGLISH),
    ],
)
def test_macos_says_its_languages_in_the_order_of_the_merchant(
    told: str, language: Language, clicked: pytest.MonkeyPatch
):
    clicked.setattr(desktop_language, "tags", lambda: desktop_language.of_macos(told))

    assert Language.of_system() is language
