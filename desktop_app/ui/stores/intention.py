"""What a merchant means to submit: asked for again after an answer that got lost, it is still the same thing."""

from dataclasses import dataclass
from typing import Any

from desktop_app.api.tasks import CreateTask, Place
from desktop_app.core import ids
from desktop_app.core.errors import RequestError


@dataclass(frozen=True)
class Intention:
    """One submission with the key that keeps it from being charged twice."""

    request: CreateTask
    is_batch: bool
    key: str


class Intentions:
    """Gives the same key again as long as nobody knows whether the server carried it out."""

    def __init__(self) -> None:
        self._unanswered: Intention | None = None

    def mean(
        self,
        feature_id: str,
        uploads: list[str],
        parameters: dict[str, Any],
        *,
        is_batch: bool,
        where: Place = Place.LOCAL,
    ) -> Intention:
        """The merchant wants this."""
        request = CreateTask(feature_id=feature_id, input_images=uploads, input_data=parameters, where=where)
        before = self._unanswered
        if before is None or (before.request, before.is_batch) != (request, is_batch):
            self._unanswered = Intention(request, is_batch, ids.new())
        assert self._unanswered is not None
        return self._unanswered

    def hear(self, error: Exception | None) -> None:
        """How it ended: done, or refused for a reason; anything else says nothing about it."""
        if error is None or isinstance(error, RequestError):
            self._unanswered = None
