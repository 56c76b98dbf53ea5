"""The seam between our tables, which hold the truth about tasks, and whatever carries them out."""

from typing import Protocol


class Dispatcher(Protocol):
    """Brings task ids to somebody who runs them; asking twice does no harm."""

    def dispatch(self, task_id: str) -> None:
        """See that the task is carried out soon; callable from any thread."""
