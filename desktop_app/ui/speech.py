"""The language the window speaks, changed while it runs: Qt's own texts, ours, and sentences of the core."""

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QDateTime,
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QTimeZone,
    QTranslator,
    Signal,
)

from desktop_app.api.features import LocalizedText
from desktop_app.core import paths, words
from desktop_app.core.errors import CleanRackError, InternalError, by_slug
from desktop_app.core.words import Language

_LOCALES = {Language.CHINESE: "zh_CN", Language.ENGLISH: "en"}


class Speech(QObject):
    """Which language is spoken. Widgets hear of a change by QEvent.LanguageChange, everybody else by `changed`."""

    changed = Signal()

    def __init__(self, application: QCoreApplication, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._translators: list[QTranslator] = []
        self.language = language
        self.choose(language)

    def choose(self, language: Language) -> None:
        """Speak this language from now on."""
        self.language = language
        self.close()
        self._translators = [
            self._loaded(f"qtbase_{_LOCALES[language]}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
            self._loaded(f"cleanrack_{_LOCALES[language]}", str(paths.resources() / "translations")),
        ]
        self.changed.emit()

    def close(self) -> None:
        """Speak no language of ours any more."""
        for translator in self._translators:
            self._application.removeTranslator(translator)
        self._translators = []

    @property
    def locale(self) -> QLocale:
        """For dates and numbers."""
        return QLocale(_LOCALES[self.language])

    def size(self, count: int) -> str:
        """So many bytes, in the unit that suits: 3.4 MB."""
        return self.locale.formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)

    def measures(self, width: int, height: int, count: int) -> str:
        """A picture's pixels and bytes: 3024 × 4032 · 3.4 MB."""
        return f"{width} × {height} · {self.size(count)}"

    def moment(self, moment: datetime) -> str:
        """A time in the merchant's zone; one without a zone is in UTC."""
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
        local = QDateTime.fromSecsSinceEpoch(int(seconds), QTimeZone.systemTimeZone())
        return self.locale.toString(local, QLocale.FormatType.ShortFormat)

    def say(self, key: str, **values: Any) -> str:
        """A sentence of the core, see core.words."""
        return words.say(self.language, key, **values)

    def explain(self, error: Exception) -> str:
        """An error as a sentence: what happened, and what to do."""
        if isinstance(error, CleanRackError):
            return words.explain(self.language, error)
        if isinstance(error, OSError):
            where = error.filename or ""
            return words.say(self.language, "cli.cannot-write", folder=where, reason=error.strerror or error)
        return words.explain(self.language, InternalError(reference=type(error).__name__))

    def explain_slug(self, slug: str, details: dict[str, Any]) -> str:
        """An error that came as data, such as a failed photo's."""
        return self.explain(by_slug(slug)(**details))

    def text(self, text: LocalizedText | dict[str, str]) -> str:
        """A text that a feature brings in all languages."""
        found = text if isinstance(text, LocalizedText) else LocalizedText.model_validate(text)
        return found.in_language(self.language.value)

    def _loaded(self, name: str, folder: str) -> QTranslator:
        translator = QTranslator(self)
        translator.load(name, folder)  # Qt has no file for English: its texts are English
        self._application.installTranslator(translator)
        return translator


class Translated:
    """Mixed in before a QWidget: `retranslate` is called at each change of language; at first by the widget itself."""

    def retranslate(self) -> None:
        """Say every text anew."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)  # type: ignore[misc]


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Marks a text of a table for translation where it is shown; lupdate finds it by this name.

    PySide's own function of this name answers an `object`.
    """
    return text
