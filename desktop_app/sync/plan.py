"""What to do next with the cloud, and what to say of it: pure, from what stands in the database and what was heard."""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.api.cloud_account import SyncState
from desktop_app.sync.links import Link, LinkState


class Step(StrEnum):
    """What the engine does next."""

    PUSH = "push"
    PULL = "pull"
    TASK = "task"
    """Tasks that the cloud is to carry out."""
    SEND = "send"
    """Pictures."""
    REST = "rest"
    """Until something happens, or it is time to ask."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What this computer and its account do not yet have of each other."""

    link: Link
    blobs: int
    """Pictures the cloud has not verified."""
    tasks: int = 0
    """Tasks on their way to the cloud."""

    @property
    def events(self) -> int:
        """Events the cloud has not acknowledged."""
        return self.link.dseq - self.link.acked_dseq

    @property
    def is_behind(self) -> bool:
        """Whether the cloud has more than was heard; also while nothing was ever heard."""
        return self.link.totals is None or self.link.cursor < self.link.totals.seq

    @property
    def is_clear(self) -> bool:
        """Whether everything is there and here."""
        return not (self.events or self.blobs or self.tasks or self.is_behind)


@dataclass(frozen=True, slots=True)
class Doing:
    """What the engine is at, as only it knows."""

    is_working: bool = False
    has_heard: bool = False
    """Whether the cloud has answered since it was lost, or since the start: what the database says may be old."""
    trouble: str | None = None
    """Slug of what the last try met."""
    details: tuple[tuple[str, str], ...] = ()
    """The numbers and names its sentence needs."""


def next_step(backlog: Backlog, *, stuck: frozenset[Step] = frozenset()) -> Step:
    """Tell first, for the cloud's figures follow; then hear, for that is quick; then tasks, then pictures.

    `stuck` are steps that brought nothing just now: they wait for the next round.
    """
    wanted = {
        Step.PUSH: backlog.events > 0,
        Step.PULL: backlog.is_behind,
        Step.TASK: backlog.tasks > 0,
        Step.SEND: backlog.blobs > 0,
    }
    return next((step for step, is_due in wanted.items() if is_due and step not in stuck), Step.REST)


def shown(backlog: Backlog, doing: Doing) -> SyncState:
    """The state as people see it; never `synced` unless everything is there and here."""
    fixed = {
        LinkState.FORGOTTEN: SyncState.FORGOTTEN,
        LinkState.FROZEN: SyncState.FROZEN,
        LinkState.SIGNED_OUT: SyncState.SIGNED_OUT,
    }
    if backlog.link.state in fixed:
        return fixed[backlog.link.state]
    if backlog.link.is_paused:
        return SyncState.PAUSED
    if doing.trouble is not None:
        return SyncState.OFFLINE
    if not doing.has_heard:
        return SyncState.SYNCING
    if backlog.is_clear:
        return SyncState.SYNCED
    return SyncState.SYNCING if doing.is_working else SyncState.PENDING
