"""Where quota comes from when a task needs more than there is, and whether it may be spent at all."""

from typing import Protocol

import sqlalchemy as sa

from desktop_app.core.errors import InsufficientQuotaError


class Funding(Protocol):
    """What stands behind the balance of an account in this home."""

    def provide(self, owner: str, required: int) -> None:
        """See that `required` quota can be held, if it can be had; before the unit of work, and without complaint."""

    def require_open(self, connection: sa.Connection, owner: str) -> None:
        """Raise FrozenError where the account may not spend here."""

    def shortage(self, connection: sa.Connection, owner: str, required: int, available: int) -> InsufficientQuotaError:
        """The error that says how much is missing, and where there would be more."""


class OwnFunds:
    """Nothing stands behind: what the books say is all there is."""

    def provide(self, owner: str, required: int) -> None:
        """There is nowhere to ask."""

    def require_open(self, connection: sa.Connection, owner: str) -> None:
        """It always may."""

    def shortage(self, connection: sa.Connection, owner: str, required: int, available: int) -> InsufficientQuotaError:
        """How much is missing."""
        return InsufficientQuotaError(required=required, available=available, shortfall=required - available)
