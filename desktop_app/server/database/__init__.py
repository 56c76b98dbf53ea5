"""Units of work: what every home's database offers, each unit named after the account it is for.

On a computer it is a SQLite file (`sqlite`), in the cloud PostgreSQL (`postgres`).
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

import sqlalchemy as sa

from desktop_app.core.errors import DiskFullError

ENGINE = "*"
"""Named by units of work that are for no single account: the engine, start-up, checks, operators."""

T = TypeVar("T")


class Database(Protocol):
    """Opens units of work. A unit sees and changes rows of its owner, those of ENGINE see all."""

    def write(self, owner: str) -> AbstractContextManager[sa.Connection]:
        """One unit of work: everything in the block is kept, or nothing.

        Units of one owner come one after the other, so that what a unit has read stays true until it ends.
        """
        ...

    def read(self, owner: str) -> AbstractContextManager[sa.Connection]:
        """A consistent view that sees no later writes."""
        ...

    def check(self) -> list[str]:
        """What the database finds wrong with itself; empty when all is well."""
        ...

    def size(self) -> int:
        """Bytes it takes."""
        ...

    def keep_reserve(self) -> None:
        """Lay up the room a stop needs on a full drive, where the drive is ours to mind."""
        ...

    def close(self) -> None:
        """End all connections; nothing is in hand then."""
        ...


def despite_full_drive(call: Callable[[], T]) -> T:
    """What `call` gives; on a full drive it is tried once more, for the first try gave up the reserve.

    For what must be written even then: a stop, a pause. Raises DiskFullError where the reserve was too small.
    """
    try:
        return call()
    except DiskFullError:
        return call()
