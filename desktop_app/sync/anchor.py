"""Anchors: what a computer has told and used, in a file outside its data folder, so that an old copy cannot deny it.

Written after each commit that told something and before anybody acts on it; one file for each computer id.
"""

import logging
import os
from pathlib import Path

import filelock
from pydantic import ValidationError

from desktop_app.api.allowances import Anchor as Claim
from desktop_app.core import ids, standing
from desktop_app.core.allowances import Gross
from desktop_app.core.chain import Chain
from desktop_app.server.local import DATABASE
from desktop_app.server.storage.parts import place

log = logging.getLogger(__name__)

NOTHING = (Chain(),)
"""Where the cloud stands with a computer that has told nothing."""


class Anchor(Claim):
    """The file's content: what a recovery claims, and which data folder it speaks of."""

    account: str
    folder: str

    def known(self) -> standing.Anchor:
        """The same, as the rules compare it."""
        gross = Gross(spent=self.spent, refunded=self.refunded, returned=self.returned)
        return standing.Anchor(self.device, Chain(self.dseq, self.head), gross, self.ends)

    @property
    def ends(self) -> tuple[Chain, ...]:
        """Where the cloud may stand, see core.standing.Anchor.sent."""
        return tuple(Chain(dseq, head) for dseq, head in self.sent)

    def is_of(self, folder: Path) -> bool:
        """Whether it speaks of this data folder; of another one that is gone now it does, for that was moved."""
        told = Path(self.folder)
        return told == folder or not (told / DATABASE).exists()

    def claim(self) -> Claim:
        """What is told to the cloud."""
        return Claim.model_validate(self.model_dump(include=set(Claim.model_fields)))


class Anchors:
    """The files, in one folder."""

    def __init__(self, *, folder: Path) -> None:
        self._folder = folder / "anchors"
        self._locks: dict[str, filelock.BaseFileLock] = {}

    def read(self, device: str) -> Anchor | None:
        """The anchor of a computer; None where there is none, or none that can be read."""
        try:
            return Anchor.model_validate_json(self._file(device).read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as exc:
            log.warning("the anchor could not be read: %s", exc)
            return None

    def write(self, anchor: Anchor) -> None:
        """Replace the file in one step, on the drive when this returns. Raises OSError."""
        self._replace(self._file(anchor.device), anchor.model_dump_json().encode())

    def drop(self, device: str) -> None:
        """Forget a computer id that is over."""
        self.release(device)
        for suffix in (".json", ".claim"):
            self._file(device).with_suffix(suffix).unlink(missing_ok=True)

    def claim_id(self, device: str) -> str:
        """A random name, made and kept before it is used first."""
        file = self._file(device).with_suffix(".claim")
        if not file.exists():
            self._replace(file, ids.new().encode())
        return file.read_text("ascii")

    def occupy(self, device: str) -> bool:
        """Be the only one to work under this id until `release`; False where another program is."""
        if device in self._locks:
            return True
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = filelock.FileLock(self._file(device).with_suffix(".lock"), timeout=0, thread_local=False)
        try:
            lock.acquire()
        except filelock.Timeout:
            return False
        self._locks[device] = lock
        return True

    def release(self, device: str) -> None:
        """Let others work under this id."""
        if lock := self._locks.pop(device, None):
            lock.release()

    def close(self) -> None:
        """Let go of every id."""
        for device in list(self._locks):
            self.release(device)

    def _file(self, device: str) -> Path:
        return self._folder / f"{device}.json"

    def _replace(self, file: Path, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = file.with_suffix(".part")
        with part.open("wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        place(part, file)
