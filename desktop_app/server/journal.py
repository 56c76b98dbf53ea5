"""The journal: what happens to an account is told in the unit of work that does it, for its other computers to hear."""

from typing import Protocol

import sqlalchemy as sa

from desktop_app.api.sync import EventBody


class Journal(Protocol):
    """Where events of accounts are written down, in order and without gaps."""

    def tell(self, connection: sa.Connection, owner: str, body: EventBody) -> None:
        """Write down what this unit of work does, or nothing if nobody else needs to hear of this account."""


class SilentJournal:
    """The journal of a home that nobody else listens to."""

    def tell(self, connection: sa.Connection, owner: str, body: EventBody) -> None:
        """Write nothing."""
