"""What computers and the cloud tell each other: events in chains, pages of them, and pictures by hash."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from desktop_app.api.allowances import AllowanceToken, VerifyingKey
from desktop_app.api.devices import DeviceState
from desktop_app.api.quota import EntryKind

MAX_EVENTS = 500
MAX_BLOBS = 200

Sha256 = Annotated[str, Field(min_length=64, max_length=64, pattern="^[0-9a-f]+$")]
Id = Annotated[str, Field(min_length=1, max_length=64)]
Key = Annotated[str, Field(min_length=1, max_length=32, pattern="^[!-~]+$")]
"""An id that a computer makes."""


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as exc:
        raise ValueError("there is no such moment in UTC") from exc


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]


class EntryBody(BaseModel):
    """One ledger entry as it is told; where it moves quota from and to follows from its kind and its teller."""

    id: Key
    kind: EntryKind
    amount: int = Field(gt=0, le=1_000_000_000)
    hold_id: Key | None = None
    refund_of: Key | None = None
    task_id: Id | None = None
    item: int | None = Field(default=None, ge=0)
    attempt: int | None = Field(default=None, ge=1)
    note: str = Field(default="", max_length=1000)
    created_at: Moment


class EntriesTold(BaseModel):
    """Quota moved; all entries of one unit of work."""

    type: Literal["entries"] = "entries"
    entries: list[EntryBody] = Field(min_length=1, max_length=2000)


class TaskMade(BaseModel):
    """A task was made."""

    type: Literal["task"] = "task"
    task_id: Id
    feature_id: Id
    kind: str = Field(max_length=32)
    """`single` or `batch`."""
    is_batch: bool
    input_data: dict[str, Any]
    created_at: Moment
    items: list[dict[str, Any]] = Field(max_length=50)
    """Item records, as `batch_items` keeps them."""


class TaskMoved(BaseModel):
    """A task stands elsewhere now, or items of it do."""

    type: Literal["task-moved"] = "task-moved"
    task_id: Id
    status: str = Field(max_length=32)
    refunded: bool
    updated_at: Moment
    completed_at: Moment | None = None
    pause_reason: dict[str, Any] | None = None
    items: list[dict[str, Any]] = Field(default=[], max_length=50)
    """The item records that have changed, whole."""


class AssetsMarked(BaseModel):
    """Pictures of the library were deleted (with the moment) or brought back (without one)."""

    type: Literal["assets"] = "assets"
    ids: list[Id] = Field(min_length=1, max_length=500)
    deleted_at: Moment | None


class AllowanceOpened(BaseModel):
    """A computer opens an allowance; the token lets a cloud that was restored from a backup believe it.

    Told first: the quota is in the computer's books, and may be spent, only in the unit of work that stores the cloud's
    acknowledgement of this event. Of two copies of one disk that were handed the same token, the second one's nonce
    makes a fork, and it never spends.
    """

    type: Literal["allowance"] = "allowance"
    token: AllowanceToken
    nonce: Id


EventBody = Annotated[EntriesTold | TaskMade | TaskMoved | AssetsMarked | AllowanceOpened, Field(discriminator="type")]
_BODY: TypeAdapter[EventBody] = TypeAdapter(EventBody)
_KNOWN = frozenset({"entries", "task", "task-moved", "assets", "allowance"})


def understood(body: dict[str, Any]) -> EventBody | None:
    """The body as one of ours; None for a kind that only a newer CleanRack knows, which is kept and passed on."""
    try:
        return _BODY.validate_python(body)
    except ValidationError:
        return None


def type_of(body: dict[str, Any]) -> str:
    """What kind of event a body tells, as it is sealed into the chain."""
    return str(body.get("type", ""))


def is_known(body: dict[str, Any]) -> bool:
    """Whether a body is of a kind that this CleanRack knows, also where it is not well told."""
    return type_of(body) in _KNOWN


class Event(BaseModel):
    """What a computer did, in the chain of everything it did."""

    model_config = ConfigDict(frozen=True)

    dseq: int = Field(ge=1)
    id: Key
    body: dict[str, Any]
    prev: str = Field(max_length=64, pattern="^[0-9a-f]*$")
    hash: Sha256


class Share(BaseModel):
    """Quota at one place."""

    model_config = ConfigDict(frozen=True)

    available: int
    held: int
    unopened: int = 0
    """The part of `available` in tokens whose opening the cloud has not been told; see core.allowances.agrees."""


class Totals(BaseModel):
    """Where all quota of an account is, as far as the cloud has heard."""

    pool: Share
    devices: dict[str, Share]
    spent: int
    forfeited: int
    seq: int
    """Number of the account's last event."""
    epoch: int
    """Raised when the cloud was restored from a backup."""


class Hello(BaseModel):
    """POST /api/sync/hello: where a computer stands."""

    model_config = ConfigDict(extra="forbid")

    device: str = Field(max_length=32)
    """Who the computer thinks it is; two copies of one disk can share a sign-in, and one of them recovers first."""
    dseq: int = Field(ge=0)
    head: str = Field(max_length=64)
    cursor: int = Field(ge=0)
    app: str = Field(default="", max_length=40)
    wall: datetime
    """The computer's clock; only told, never believed."""


class Told(BaseModel):
    """What every answer says about the computer that asked; figures are comparable with this acknowledgement only."""

    state: DeviceState
    acked_dseq: int
    acked_hash: str
    totals: Totals


class HelloAnswer(Told):
    """Where the cloud stands with that computer."""

    server_time: datetime
    tokens: list[AllowanceToken]
    """Allowances that the cloud has not heard being opened."""
    keys: list[VerifyingKey] = []
    """What tokens are verified with from now on: the operator may have made a new key since the sign-in."""


class AllowanceAnswer(Told):
    """POST /api/allowances.

    After a restored backup (a raised epoch) the pool stays closed until each open computer was heard in the new epoch
    or was forgotten: quota that the lost time had moved would be given out twice.
    """

    token: AllowanceToken


class Push(BaseModel):
    """POST /api/sync/events."""

    model_config = ConfigDict(extra="forbid")

    device: str = Field(max_length=32)
    """As in hello."""
    events: list[Event] = Field(min_length=1, max_length=MAX_EVENTS)


class Refused(BaseModel):
    """An event that could not be applied; recorded, never asked for again."""

    dseq: int
    slug: str


class PushAnswer(Told):
    """How far the cloud has taken a computer's events.

    It may stop before the last one: after a restored backup an opened allowance waits for what other computers tell.
    """

    refused: list[Refused]


class AccountEvent(BaseModel):
    """An event in the order of the account; `device` None: the cloud did it."""

    seq: int
    device: str | None
    id: str
    refused: str | None = None
    body: dict[str, Any]


class PullAnswer(Told):
    """GET /api/sync/events?after=&limit=."""

    events: list[AccountEvent]
    head: int
    """Number of the account's last event: the reader is there when it has applied that one."""


class BlobRef(BaseModel):
    """A finished picture by its content."""

    sha256: Sha256
    size: int = Field(gt=0, le=200_000_000)


class WantBlobs(BaseModel):
    """POST /api/blobs/want: which of these must be sent?"""

    model_config = ConfigDict(extra="forbid")

    items: list[BlobRef] = Field(min_length=1, max_length=MAX_BLOBS)


class BlobPlace(BaseModel):
    """Where to PUT a picture, and with which headers exactly; without `url` the cloud has it, verified."""

    sha256: str
    url: str | None = None
    headers: dict[str, str] = {}


class DoneBlobs(BaseModel):
    """POST /api/blobs/done: these were sent."""

    model_config = ConfigDict(extra="forbid")

    sha256: list[Sha256] = Field(min_length=1, max_length=MAX_BLOBS)


class DoneAnswer(BaseModel):
    """Which of them lie there whole; the others are to be sent again."""

    verified: list[str]
    missing: list[str]


class BlobSource(BaseModel):
    """GET /api/blobs/{sha256}: where to get a picture, for five minutes."""

    sha256: str
    size: int
    url: str
