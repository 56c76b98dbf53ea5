"""The way to the cloud for tasks that it carries out for this computer; see server.tasks.outward."""

from desktop_app.core.errors import CleanRackError, CloudUnreachableError, NotSignedInError
from desktop_app.server.tasks.outward import Steering
from desktop_app.sync.engine import SyncEngine

FORWARD_SECONDS = 20.0
"""How long a merchant waits for the cloud's answer."""


class CloudTasks:
    """Callable from any thread but the loop's."""

    def __init__(self, *, engine: SyncEngine) -> None:
        self._engine = engine

    def nudge(self, account_id: str) -> None:
        """There is something to send."""
        self._engine.nudge(account_id)

    def forward(self, account_id: str, steering: Steering) -> None:
        """Have the cloud do it, and hear what it did.

        Raises what the cloud tells, CloudUnreachableError, and NotSignedInError.
        """
        if (account := self._engine.of(account_id)) is None:
            raise NotSignedInError

        async def steered() -> None:
            await account.tasks.steer(steering)
            try:
                await account.settle()
            except CleanRackError as exc:
                raise CloudUnreachableError(reason=exc.slug) from exc

        self._engine.wait_for(steered, FORWARD_SECONDS)
