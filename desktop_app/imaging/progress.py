"""Progress through stages in proportion to the time they take, so that a bar moves evenly and never runs back."""

from collections.abc import Sequence

from desktop_app.imaging.outcome import Report


class Stages:
    """Tells the share of all work while one stage after the other is done."""

    def __init__(self, milliseconds: Sequence[float], report: Report) -> None:
        self._ends = [sum(milliseconds[: count + 1]) / sum(milliseconds) for count in range(len(milliseconds))]
        self._report = report
        self._done = 0
        report(0.0)

    def within(self, share: float) -> None:
        """A share of the stage in hand is done, 0 to 1."""
        begun = self._ends[self._done - 1] if self._done else 0.0
        self._report(begun + (self._ends[self._done] - begun) * share)

    def ended(self) -> None:
        """The stage in hand is done."""
        self.within(1.0)
        self._done += 1
