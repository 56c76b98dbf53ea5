"""Whether a computer may spend its allowance: judged when its database is opened, and on each answer of the cloud."""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.core.allowances import Gross
from desktop_app.core.chain import Chain


class Standing(StrEnum):
    """Whether a computer may spend, and if not, why not."""

    OK = "ok"
    NO_ANCHOR = "no-anchor"
    """A database that names a device and has no anchor may be a copy; the anchor is written before the name."""
    OTHER_DEVICE = "other-device"
    """The anchor is another computer's."""
    ANCHOR_AHEAD = "anchor-ahead"
    """The anchor knows later events: the database is an old one."""
    OTHER_HISTORY = "other-history"
    """Anchor or cloud know another event at a place where there is one here."""
    RECOVERING = "recovering"
    """A recovery was asked and not answered: it may have closed this device, whatever database is here by now."""
    CLOUD_AHEAD = "cloud-ahead"
    """The cloud knows later events: the database is an old one."""
    HISTORY_GONE = "history-gone"
    """The cloud lost events that are no longer kept here either."""
    MISMATCH = "mismatch"
    """Computer and cloud have acknowledged the same and reckon differently."""
    QUARANTINED = "quarantined"
    FORGOTTEN = "forgotten"
    UNKNOWN = "unknown"
    """The cloud does not know this computer: it was restored from a backup older than the sign-in."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is kept outside the data folder: how far this computer certainly came."""

    device: str
    chain: Chain
    gross: Gross
    sent: tuple[Chain, ...] = (Chain(),)
    """Where the cloud may stand: how far it acknowledged, then the end of each push since; noted before it leaves."""


def sending(sent: tuple[Chain, ...], end: Chain) -> tuple[Chain, ...]:
    """What the anchor notes before a push that ends at `end` leaves."""
    return sent if end in sent else (*sent, end)


def acknowledged(sent: tuple[Chain, ...], acked: Chain) -> tuple[Chain, ...]:
    """What the anchor notes when the cloud has come as far as `acked`."""
    return (acked, *(end for end in sent if end.dseq > acked.dseq))


def continues(anchor: Anchor, acked: Chain) -> bool:
    """Whether an anchor is of the history that the cloud acknowledged, and so may settle it at a recovery.

    The anchor of a copied disk is not, once the original has pushed: it would give quota back that the original spends.
    A cloud that stands before what it had acknowledged was restored from a backup; then the anchor is believed.
    """
    return acked in anchor.sent or acked.dseq < anchor.sent[0].dseq


@dataclass(frozen=True, slots=True)
class Here:
    """A computer as its own database tells it."""

    device: str
    chain: Chain
    acked: int = 0
    """Highest dseq that the cloud has acknowledged."""
    epoch: int = 0
    """The cloud's epoch as last heard."""
    oldest: int = 1
    """Lowest dseq whose event is still kept, `chain.dseq + 1` if none is."""


def standing(anchor: Anchor | None, here: Here, recorded: str | None, *, claim: str = "") -> Standing:
    """Whether a database just opened may be spent from.

    `recorded` is the hash here at the anchor's dseq; None if the event is not kept any more. `claim` is kept beside the
    anchor from before a recovery is asked until it is answered.
    """
    if claim:
        return Standing.RECOVERING
    if anchor is None:
        return Standing.NO_ANCHOR if here.device else Standing.OK
    if anchor.device != here.device:
        return Standing.OTHER_DEVICE
    if anchor.chain.dseq > here.chain.dseq:
        return Standing.ANCHOR_AHEAD
    known = _hash_at(here, anchor.chain.dseq, recorded)
    return Standing.OK if known in (None, anchor.chain.head) else Standing.OTHER_HISTORY


def _hash_at(here: Here, dseq: int, recorded: str | None) -> str | None:
    if dseq == 0:
        return ""
    return here.chain.head if dseq == here.chain.dseq else recorded


class DeviceState(StrEnum):
    """What the cloud thinks of a computer."""

    OK = "ok"
    QUARANTINED = "quarantined"
    CLOSED = "closed"
    UNKNOWN = "unknown"


_FREEZES = {
    DeviceState.QUARANTINED: Standing.QUARANTINED,
    DeviceState.CLOSED: Standing.FORGOTTEN,
    DeviceState.UNKNOWN: Standing.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Told:
    """What every answer of the cloud says about the computer that asked."""

    epoch: int
    state: DeviceState
    acked: Chain


class Course(StrEnum):
    """What to do next."""

    GO_ON = "go-on"
    AGAIN = "again"
    """The cloud was restored: forget acknowledgements beyond `push_from`, drop what was pulled, pull from 0."""
    WAIT = "wait"
    """An answer from before what is known already: do nothing with it, ask again later."""
    FREEZE = "freeze"


@dataclass(frozen=True, slots=True)
class Heard:
    """What follows from an answer."""

    course: Course
    standing: Standing = Standing.OK
    push_from: int = 0
    """First dseq that the cloud does not have."""


def heard(here: Here, told: Told, recorded: str | None) -> Heard:
    """What a computer does on an answer; `recorded` is its own hash at `told.acked.dseq`, None if not kept."""
    if told.epoch < here.epoch:
        return Heard(Course.WAIT)
    if told.state is not DeviceState.OK:
        return Heard(Course.FREEZE, _FREEZES[told.state])
    if (reason := _disagreement(here, told, recorded)) is not Standing.OK:
        return Heard(Course.FREEZE, reason)
    if told.epoch > here.epoch:
        return Heard(Course.AGAIN, push_from=told.acked.dseq + 1)
    if told.acked.dseq < here.acked:
        return Heard(Course.WAIT)
    return Heard(Course.GO_ON, push_from=told.acked.dseq + 1)


def _disagreement(here: Here, told: Told, recorded: str | None) -> Standing:
    if told.acked.dseq > here.chain.dseq:
        return Standing.CLOUD_AHEAD
    known = _hash_at(here, told.acked.dseq, recorded)
    if known is not None and known != told.acked.head:
        return Standing.OTHER_HISTORY
    return Standing.HISTORY_GONE if told.epoch > here.epoch and told.acked.dseq + 1 < here.oldest else Standing.OK
