"""What a finished picture leaves in doubt: notes to check, an unsure cut-out, colours that moved. Pure functions."""

from desktop_app.api.tasks import OutputView

UNSURE = 0.5
"""A cut-out with less confidence is looked at before those that merely differ in colour."""

_CHECK = "check-"
"""Notes that begin so ask the merchant to look."""
_WANTED = frozenset({"second-hand"})
"""Notes of what was asked for: nothing is in doubt."""


def notes(output: OutputView) -> list[str]:
    """What is noted on any of them, once each."""
    return list(dict.fromkeys(note for picture in output.pictures for note in picture.notes))


def is_noted(output: OutputView) -> bool:
    """Whether something came out other than was asked."""
    return any(note not in _WANTED for note in notes(output))


def delta_e(output: OutputView) -> float | None:
    """The mean change of the garment's colour (CIEDE2000), of the picture where it is largest."""
    return output.colour_shift


def is_unsure(output: OutputView) -> bool:
    """Whether the cut-out was hardly sure of itself."""
    return any(it.measures.confidence is not None and it.measures.confidence < UNSURE for it in output.pictures)


def has_moved(output: OutputView, limit: float) -> bool:
    """Whether the garment's colour changed by more than `limit`."""
    moved = delta_e(output)
    return moved is not None and moved > limit


def asks_for_a_look(output: OutputView, limit: float) -> bool:
    """Whether somebody should look at it before it goes to a shop."""
    return any(note.startswith(_CHECK) for note in notes(output)) or has_moved(output, limit)
