"""The two files that say what a folder is while data moves, so that no half copy and no old copy is ever worked in.

`moving.json` lies in the new folder from the first byte until the old folder is dealt with. Whether the copy is
complete is not for it to say: it is, from the moment the pointer in `core.paths` names the new folder.
`moved-to.txt` lies in the old folder from then on, for programs and for people.
"""

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from desktop_app.core.errors import MovedAwayError, UnfinishedMoveError

MOVING = "moving.json"
MOVED = "moved-to.txt"


class Moving(BaseModel):
    """The mark in the new folder."""

    model_config = ConfigDict(frozen=True)

    source: Path
    names: tuple[str, ...]
    """What lies at the top of the source and is copied: nothing else is ever removed there."""
    keep: bool
    """Whether the old folder stays, as a copy nobody works in."""
    complete: bool = False
    """The switch was seen to be made: a pointer that changes again does not make it a half copy."""


def moving(folder: Path) -> Moving | None:
    """The mark of a move to this folder; None without one, or with one that cannot be read."""
    try:
        return Moving.model_validate_json((folder / MOVING).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError):
        return Moving(source=Path(), names=(), keep=True)  # of whatever, it is not to be worked in


def write_moving(folder: Path, mark: Moving) -> None:
    """Mark a folder as the target of a move. Raises OSError."""
    _write(folder / MOVING, mark.model_dump_json(indent=2))


def write_moved(folder: Path, target: Path) -> None:
    """Mark a folder as left. Raises OSError."""
    _write(folder / MOVED, f"{target}\n")


def require_usable(folder: Path, *, is_chosen: bool) -> None:
    """Refuse a folder that is no place to work in; `is_chosen` if the pointer names it.

    Raises UnfinishedMoveError, MovedAwayError.
    """
    mark = moving(folder)
    if mark is not None and not (is_chosen or mark.complete):
        raise UnfinishedMoveError(folder=str(folder), source=str(mark.source))
    left = folder / MOVED
    if left.is_file():
        raise MovedAwayError(folder=str(folder), target=left.read_text("utf-8", "replace").strip())


def _write(file: Path, text: str) -> None:
    part = file.with_name(f"{file.name}.part")
    with part.open("w", encoding="utf-8") as written:
        written.write(text)
        written.flush()
        os.fsync(written.fileno())
    part.replace(file)
