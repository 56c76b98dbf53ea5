"""Which anchor each link has now: in memory, in its file, and whether it still may be written."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from desktop_app.core import standing
from desktop_app.core.chain import Chain
from desktop_app.core.standing import Here, Standing
from desktop_app.sync.anchor import NOTHING, Anchor, Anchors
from desktop_app.sync.links import Link

log = logging.getLogger(__name__)


class Anchoring:
    """Keeps the anchors of one data folder. Callable from any thread."""

    def __init__(self, *, anchors: Anchors, folder: Path) -> None:
        self._anchors = anchors
        self._folder = folder
        self._guard = threading.Lock()
        self._ends: dict[str, tuple[Chain, ...]] = {}
        self._links: dict[str, Link] = {}
        """The last one of each computer id whose anchor may be written."""

    def take_up(self, link: Link, *, oldest: int, recorded: str | None) -> Standing:
        """Whether a link just read may be spent from; if so, its anchor is kept from now on.

        `recorded` is the hash kept at the anchor's number, see `place`.
        """
        anchor = self._anchors.read(link.device_id)
        found = self._judged(link, anchor, oldest, recorded)
        if found is Standing.OK:
            self._ends[link.device_id] = anchor.ends if anchor else NOTHING
            self.write(link)
        return found

    def place(self, device: str) -> int:
        """How far the anchor of a computer goes."""
        anchor = self._anchors.read(device)
        return anchor.dseq if anchor else 0

    def begin(self, link: Link) -> None:
        """A computer id that is new here."""
        self._anchors.occupy(link.device_id)
        self._ends[link.device_id] = NOTHING
        self.write(link)

    def end(self, device: str) -> None:
        """A computer id is over."""
        with self._guard:
            self._ends.pop(device, None)
            self._links.pop(device, None)
        self._anchors.drop(device)

    def write(self, link: Link) -> None:
        """Write what a link says now; a drive that does not take it is told to the log, for what was done is done.

        The anchor of a link that was not taken up stays as it is: it knows more than the database.
        """
        with self._guard:
            if link.device_id not in self._ends:
                return
            self._links[link.device_id] = link
            try:
                self._anchors.write(self._anchor(link))
            except OSError as exc:
                log.error("the anchor could not be written: %s", exc)

    def sending(self, link: Link, end: Chain) -> None:
        """Note what is about to leave."""
        self._move(link.device_id, lambda ends: standing.sending(ends, end))

    def acknowledged(self, link: Link, acked: Chain) -> None:
        """Note how far the cloud has come."""
        self._move(link.device_id, lambda ends: standing.acknowledged(ends, acked))

    def claim(self, device: str) -> Anchor | None:
        """What is known of a computer that has to be recovered."""
        return self._anchors.read(device)

    def claim_id(self, device: str) -> str:
        """The name of this computer's claim to be recovered; the same each time, and no other copy's."""
        return self._anchors.claim_id(device)

    def close(self) -> None:
        """Let go of everything."""
        self._anchors.close()

    def _move(self, device: str, change: Callable[[tuple[Chain, ...]], tuple[Chain, ...]]) -> None:
        with self._guard:
            before = self._ends.get(device)
            if before is None or (after := change(before)) == before:
                return
            self._ends[device] = after
            link = self._links[device]
        self.write(link)

    def _judged(self, link: Link, anchor: Anchor | None, oldest: int, recorded: str | None) -> Standing:
        if not self._anchors.occupy(link.device_id) or (anchor is not None and not anchor.is_of(self._folder)):
            return Standing.OTHER_DEVICE
        here = Here(link.device_id, link.chain, link.acked_dseq, link.epoch, oldest)
        return standing.standing(anchor.known() if anchor else None, here, recorded)

    def _anchor(self, link: Link) -> Anchor:
        return Anchor(
            device=link.device_id,
            account=link.account_id,
            folder=str(self._folder),
            dseq=link.dseq,
            head=link.head,
            spent=link.spent,
            refunded=link.refunded,
            returned=link.returned,
            sent=tuple((end.dseq, end.head) for end in self._ends[link.device_id]),
        )
