"""What is told when photos come in: what was not taken and why, and how to have back what is gone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from desktop_app.imaging.marketplaces import Problem
from desktop_app.imaging.photos import Refusal
from desktop_app.ui.notices import Notice, Notices, Offer, Tone
from desktop_app.ui.speech import Speech

_LINES = 6
"""More names than these help nobody."""


class IntakeNotices(QObject):
    """Words the notices of the form's photos; zero of something is not told."""

    def __init__(self, notices: Notices, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._speech = speech

    def refused(self, refused: Sequence[Refusal]) -> None:
        """Files that are not taken, each with its reason; one notice for all of them."""
        sentences = [refusal.sentence(self._speech.language) for refusal in refused]
        if len(sentences) == 1:
            self._notices.tell(Notice(sentences[0], tone=Tone.DANGER, seconds=12.0))
        elif sentences:
            told = self.tr("%n file(s) were not taken", "", len(sentences))
            self._notices.tell(Notice(told, tone=Tone.DANGER, lines=self._shortened(sentences), seconds=12.0))

    def over_limit(self, over: int, limit: int) -> None:
        """Photos for which there was no room."""
        if over:
            told = self.tr("At most {limit} photos").format(limit=limit)
            kept = self.tr("The first {limit} stay; %n photo(s) were not added", "", over).format(limit=limit)
            self._notices.tell(Notice(told, tone=Tone.WARNING, lines=(kept,), seconds=12.0))

    def quietly(self, twice: int, passed_over: int) -> None:
        """What was left out without harm."""
        told = []
        if twice:
            told.append(self.tr("%n photo(s) were here already and were taken once", "", twice))
        if passed_over:
            told.append(self.tr("%n other file(s) in the folders were passed over", "", passed_over))
        if told:
            self._notices.tell(Notice(told[0], lines=tuple(told[1:])))

    def shops_ignored(self, problem: Problem) -> None:
        """The merchant's own file of shops does not fit."""
        self._notices.tell(Notice(problem.sentence(self._speech.language), tone=Tone.WARNING, seconds=0))

    def nothing_found(self) -> None:
        """Folders without a photo."""
        self._notices.tell(Notice(self.tr("No photos were found there"), tone=Tone.WARNING))

    def moved_to_batch(self) -> None:
        """Several photos came to the single form."""
        self._notices.tell(Notice(self.tr("Several photos: switched to batch mode")))

    def removed(self, count: int, undo: Callable[[], None]) -> None:
        """Photos were taken out."""
        offer = Offer(self.tr("Undo"), undo)
        self._notices.tell(Notice(self.tr("%n photo(s) removed", "", count), offer=offer, seconds=10.0))

    def replaced(self, undo: Callable[[], None]) -> None:
        """On the single form a photo took the place of another."""
        offer = Offer(self.tr("Undo"), undo)
        self._notices.tell(Notice(self.tr("The photo was replaced"), offer=offer, seconds=10.0))

    def _shortened(self, lines: list[str]) -> tuple[str, ...]:
        if len(lines) <= _LINES:
            return tuple(lines)
        return (*lines[: _LINES - 1], self.tr("and %n more", "", len(lines) - _LINES + 1))
