"""How `cleanrack` ends: one table of exit codes, shown in `--help` too."""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Any

from desktop_app.core.errors import (
    CleanRackError,
    DataMoveError,
    DiskFullError,
    InsufficientQuotaError,
    LocalError,
    ModelError,
    ModelFolderError,
    ModelNoRoomError,
    MoveNoRoomError,
    RateLimitedError,
    TableError,
)


class Exit(IntEnum):
    """What a script sees; in words under `cli.exit-<number>`."""

    OK = 0
    SOME_FAILED = 1
    """Some photos failed or were refused, the others are done; for doctor: something is not well."""
    USAGE = 2
    NOTHING_DONE = 3
    """No photo could be used, or none succeeded."""
    NO_QUOTA = 4
    TOO_OFTEN = 5
    NO_SERVER = 6
    """Could not start, lost, or the data folder is in use."""
    STOPPED = 7
    """By the merchant: Ctrl-C, or "no" to the cost."""
    NO_ROOM = 8
    """The drive is full, or the result cannot be written."""
    REFUSED = 9
    """Anything else that was answered with no, such as an unknown task, a model that cannot be had, a table of SKUs, a
    move of the data folder."""
    NO_WINDOW = 10
    """There is no screen, or Qt cannot be loaded."""


_OF_ERROR: Mapping[type[CleanRackError], Exit] = MappingProxyType(
    {
        InsufficientQuotaError: Exit.NO_QUOTA,
        RateLimitedError: Exit.TOO_OFTEN,
        DiskFullError: Exit.NO_ROOM,
        TableError: Exit.REFUSED,
        MoveNoRoomError: Exit.NO_ROOM,
        DataMoveError: Exit.REFUSED,
        ModelNoRoomError: Exit.NO_ROOM,
        ModelFolderError: Exit.NO_ROOM,
        ModelError: Exit.REFUSED,
        LocalError: Exit.NO_SERVER,
    }
)


def exit_for(error: CleanRackError) -> Exit:
    """The exit code an error ends with."""
    return next((code for kind, code in _OF_ERROR.items() if isinstance(error, kind)), Exit.REFUSED)


class CommandError(Exception):
    """A command ends here, with the sentence `cli.<key>` and an exit code."""

    def __init__(self, key: str, exit_code: Exit, **values: Any) -> None:
        super().__init__(key, values)
        self.key = key
        self.exit_code = exit_code
        self.values = values
        self.document: dict[str, Any] = {}
        """What `--json` tells besides."""
