"""What stands between a draft and its submission, if anything."""

from enum import StrEnum

from desktop_app.ui.stores.draft import Draft


class Obstacle(StrEnum):
    """Why a draft cannot be submitted just now."""

    CONNECTING = "connecting"
    """The server has not told yet what it offers."""
    SUBMITTING = "submitting"
    EMPTY = "empty"
    UPLOADING = "uploading"
    NOTHING_CHOSEN = "nothing-chosen"


def obstacle(draft: Draft, *, is_connected: bool, is_submitting: bool) -> Obstacle | None:
    """The first thing in the way; None where nothing is."""
    checks = (
        (not is_connected, Obstacle.CONNECTING),
        (is_submitting, Obstacle.SUBMITTING),
        (not draft.photos, Obstacle.EMPTY),
        (bool(draft.on_their_way), Obstacle.UPLOADING),
        (not draft.chosen, Obstacle.NOTHING_CHOSEN),
    )
    return next((found for stands, found in checks if stands), None)
